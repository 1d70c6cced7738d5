#include "extract/jsonld.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "extract/vocabulary.h"
#include "json/mend.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/entities.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::page {

namespace {

using json::Value;
using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t most_objects = 200000;

/// A string, or {"@value": "..."}, or the first of a list.
string_view words_of(const Value& value) {
    if (value.is_string())
        return value.string();
    if (value.is_object())
        return value["@value"].string();
    if (value.is_array() && value.size() > 0)
        return words_of((*value.begin()).value);
    return {};
}

bool has_tags(string_view text) {
    for (std::size_t at = text.find('<'); at != string_view::npos; at = text.find('<', at + 1))
        if (at + 1 < text.size() && (text::is_alpha(text[at + 1]) || text[at + 1] == '/'))
            return true;
    return false;
}

/// Some publishers escape their texts for HTML before they put them into JSON, some twice.
std::string unescaped(string_view text) {
    std::string out(text);
    for (int times = 0; times < 2 && out.find('&') != std::string::npos; ++times)
        out = text::decode_entities(out);
    return out;
}

std::string line(const Value& value) {
    const std::string text = unescaped(words_of(value));
    return has_tags(text) ? text::fold_space(markup::plain_text(string_view(text)))
                          : text::fold_space(text);
}

string_view type_of(const Value& object) {
    const string_view type = words_of(object["@type"]);
    return type.empty() ? words_of(object["type"]) : type;
}

bool is_type(const Value& object, string_view ending) {
    for (const char* name : {"@type", "type"}) {
        const Value type = object[name];
        if (type.is_string() && type.string().ends_with(ending))
            return true;
        if (type.is_array())
            for (const json::Member& one : type)
                if (one.value.string().ends_with(ending))
                    return true;
    }
    return false;
}

string_view link_of(const Value& value) {
    if (value.is_string())
        return value.string();
    if (value.is_array() && value.size() > 0)
        return link_of((*value.begin()).value);
    for (const char* name : {"url", "contentUrl", "@id"})
        if (const string_view url = value[name].string(); !url.empty())
            return url;
    return {};
}

class Reader {
  public:
    explicit Reader(string_view base) : base_(base) {}

    LinkedData out;

    /// Collects the objects of one block.
    void add(const Value& root) {
        std::vector<Value> queue{root};
        for (std::size_t i = 0; i < queue.size() && seen_ < most_objects; ++i, ++seen_) {
            const Value value = queue[i];
            if (value.is_object())
                note(value);
            // The updates are read with the blog that they belong to.
            for (const json::Member& member : value)
                if (member.name != "liveBlogUpdate" &&
                    (member.value.is_object() || member.value.is_array()))
                    queue.push_back(member.value);
        }
    }

    void read() {
        const Value* blog = nullptr;
        for (const Value& one : blogs_)
            if (!blog || count(one) > count(*blog))
                blog = &one;
        if (blog) {
            out.facts.live = true;
            updates((*blog)["liveBlogUpdate"], 0);
            out.facts.ends = when((*blog)["coverageEndTime"]);
            facts(*blog);
        }
        for (const Value& article : articles_)
            facts(article);
        for (const Value& page : pages_)
            language(page);
    }

    void update(const Value& object) {
        if (out.updates.size() >= max_updates)
            return;
        Candidate candidate;
        candidate.title = line(object["headline"]);
        if (candidate.title.empty())
            candidate.title = line(object["name"]);
        body(object, candidate);
        candidate.published = when(object["datePublished"]);
        if (!candidate.published.exists())
            candidate.published = when(object["dateCreated"]);
        candidate.modified = when(object["dateModified"]);
        candidate.authors = authors(object["author"]);
        candidate.picture.url = text::resolve_url(base_, link_of(object["image"]));
        if (object["image"].size() == 0 && !object["image"].is_string())
            candidate.picture.url.clear();
        address(object, candidate);
        if (is_placeholder(candidate.title) || is_placeholder(candidate.id))
            return;
        if (candidate.title.empty() && candidate.text.empty() && candidate.id.empty() &&
            candidate.url.empty() && candidate.picture.url.empty())
            return;
        out.updates.push_back(std::move(candidate));
    }

  private:
    static std::size_t count(const Value& blog) {
        const Value list = blog["liveBlogUpdate"];
        return list.is_array() ? list.size() : list.is_object() ? 1 : 0;
    }

    void note(const Value& object) {
        if (const string_view id = object["@id"].string(); !id.empty() && object.size() > 1)
            by_id_.emplace(id, object);
        if (is_type(object, "LiveBlogPosting") || object["liveBlogUpdate"].exists())
            blogs_.push_back(object);
        else if (is_type(object, "Article") || is_type(object, "BlogPosting") ||
                 is_type(object, "Report"))
            articles_.push_back(object);
        else if (is_type(object, "Page"))
            pages_.push_back(object);
        else if (is_type(object, "Event") && !out.facts.event.exists())
            out.facts.event = when(object["startDate"]);
    }

    void updates(const Value& list, int depth) {
        if (list.is_object())
            update(list);
        else if (list.is_array() && depth < 4)
            for (const json::Member& one : list)
                updates(one.value, depth + 1);
    }

    void body(const Value& object, Candidate& candidate) {
        string_view words = words_of(object["articleBody"]);
        if (words.empty())
            words = words_of(object["text"]);
        if (words.empty())
            words = words_of(object["description"]);
        const std::string body = has_tags(words) ? std::string(words) : unescaped(words);
        if (has_tags(body)) {
            candidate.html = markup::sanitize(string_view(body), base_);
            candidate.text = markup::plain_text(string_view(candidate.html));
        } else {
            candidate.text = text::tidy(body);
        }
    }

    /// An anchor in the page is an id by itself; the page's own address is none.
    void address(const Value& object, Candidate& candidate) {
        string_view url = object["url"].string();
        if (url.empty())
            url = object["mainEntityOfPage"].string();
        candidate.url = url.empty() ? std::string() : text::resolve_url(base_, url);
        const string_view id = object["@id"].string();
        candidate.id = std::string(text::trim(id.empty() ? object["identifier"].string() : id));
        for (const string_view whole : {string_view(candidate.id), string_view(candidate.url)}) {
            const string_view fragment = text::url_parts(whole).fragment;
            if (!fragment.empty() && fragment.find('/') == string_view::npos) {
                candidate.id = std::string(fragment);
                break;
            }
        }
        if (!candidate.id.empty() && text::is_http_url(candidate.id) &&
            text::resolve_url(base_, candidate.id) == base_)
            candidate.id.clear();
    }

    static When when(const Value& value) {
        if (const auto number = value.integer())
            return when_of(std::to_string(*number));
        return when_of(words_of(value));
    }

    std::vector<Author> authors(const Value& value, int depth = 0) {
        std::vector<Author> list;
        if (depth > 3)
            return list;
        if (value.is_array()) {
            for (const json::Member& one : value)
                for (Author& author : authors(one.value, depth + 1))
                    if (list.size() < 20)
                        list.push_back(std::move(author));
        } else if (value.is_object()) {
            Author author;
            author.name = line(value["name"]);
            author.url = std::string(value["url"].string());
            if (!author.url.empty())
                author.url = text::resolve_url(base_, author.url);
            const auto named = by_id_.find(value["@id"].string());
            if (!author.name.empty())
                list.push_back(std::move(author));
            else if (named != by_id_.end() && named->second["name"].exists())
                return authors(named->second, depth + 1);
        } else if (value.is_string() && !text::is_http_url(value.string())) {
            if (const std::string name = line(value); !name.empty())
                list.push_back({name, {}, {}});
        }
        return list;
    }

    template <class Field, class Make>
    static void fill(Field& field, Make make) {
        if (field.empty())
            field = make();
    }

    void facts(const Value& object) {
        Facts& f = out.facts;
        fill(f.headline, [&] { return line(object["headline"]); });
        fill(f.headline, [&] { return line(object["name"]); });
        fill(f.description, [&] { return line(object["description"]); });
        fill(f.kicker, [&] { return line(object["alternativeHeadline"]); });
        fill(f.type, [&] { return std::string(type_of(object)); });
        fill(f.authors, [&] { return authors(object["author"]); });
        fill(f.publisher, [&] { return line(object["publisher"]["name"]); });
        fill(f.body, [&] { return unescaped(words_of(object["articleBody"])); });
        fill(f.url, [&] { return std::string(link_of(object["mainEntityOfPage"])); });
        if (!f.published.exists())
            f.published = when(object["datePublished"]);
        if (!f.modified.exists())
            f.modified = when(object["dateModified"]);
        if (!f.event.exists())
            f.event = when(object["about"]["startDate"]);
        if (object["isAccessibleForFree"].exists())
            f.locked = is_locked(object);
        locked_parts(object["hasPart"]);
        image(object["image"]);
        keywords(object["keywords"]);
        language(object);
    }

    /// `false`, "False", "http://schema.org/False".
    static bool is_locked(const Value& object) {
        const Value free = object["isAccessibleForFree"];
        return free.boolean() == false || text::lower(free.string()).ends_with("false");
    }

    void locked_parts(const Value& parts) {
        std::vector<std::string>& selectors = out.facts.locked_parts;
        if (parts.is_array()) {
            for (const json::Member& one : parts)
                if (one.value.is_object())
                    locked_parts(one.value);
        } else if (is_locked(parts) && selectors.size() < 20) {
            const Value named = parts["cssSelector"];
            if (!named.string().empty())
                selectors.emplace_back(named.string());
            for (const json::Member& one : named)
                if (!one.value.string().empty() && selectors.size() < 20)
                    selectors.emplace_back(one.value.string());
        }
    }

    void language(const Value& object) {
        Value language = object["inLanguage"];
        if (language.is_object())
            language =
                language["alternateName"].exists() ? language["alternateName"] : language["name"];
        if (out.facts.language.empty())
            out.facts.language = language_tag(words_of(language));
    }

    void image(const Value& value) {
        Picture& picture = out.facts.picture;
        if (!picture.url.empty() || !value.exists())
            return;
        const string_view url = link_of(value);
        if (url.empty())
            return;
        picture.url = text::resolve_url(base_, url);
        const Value first = value.is_array() ? (*value.begin()).value : value;
        picture.caption = line(first["caption"]);
        picture.credit = line(first["creditText"]);
    }

    void keywords(const Value& value) {
        std::vector<std::string>& tags = out.facts.tags;
        if (!tags.empty())
            return;
        const auto add = [&](string_view text) {
            const std::string tag = text::fold_space(unescaped(text));
            if (!tag.empty() && tag.size() <= 100 && tags.size() < 50 &&
                std::ranges::find(tags, tag) == tags.end())
                tags.push_back(tag);
        };
        if (value.is_string())
            for (const string_view part : text::split(value.string(), ','))
                add(part);
        for (const json::Member& one : value)
            add(one.value.string());
    }

    string_view base_;
    std::size_t seen_ = 0;
    std::vector<Value> blogs_, articles_, pages_;
    HashMap<string_view, Value> by_id_;
};

/// The objects in the array after `"liveBlogUpdate"`, each by itself: where one is broken the next
/// can still be read.
std::vector<string_view> loose_updates(string_view text) {
    std::vector<string_view> objects;
    const std::size_t name = text.find("\"liveBlogUpdate\"");
    std::size_t at = name == string_view::npos ? name : text.find('[', name);
    int depth = 0;
    bool quoted = false;
    std::size_t begin = 0;
    for (; at < text.size() && objects.size() < max_updates; ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = depth > 0;
        } else if (c == '{' && depth++ == 0) {
            begin = at;
        } else if (c == '}' && depth > 0 && --depth == 0) {
            objects.push_back(text.substr(begin, at + 1 - begin));
        } else if (c == ']' && depth == 0) {
            break;
        }
    }
    return objects;
}

/// How many of them could be read.
std::size_t read_loose(Reader& reader, string_view text) {
    std::size_t saved = 0;
    for (const string_view object : loose_updates(text)) {
        Result<json::Tree> tree = json::parse(object);
        if (!tree)
            tree = json::parse(json::mend(object));
        if (!tree)
            continue;
        reader.update(tree->root());
        ++saved;
    }
    return saved;
}

void drop_strangers(Candidates& updates, string_view base) {
    const std::string host = text::url_host(base);
    if (host.empty())
        return;
    const auto site = [](string_view name) {
        const std::size_t dot = name.rfind('.');
        const std::size_t before =
            dot == string_view::npos || dot == 0 ? dot : name.rfind('.', dot - 1);
        return before == string_view::npos ? name : name.substr(before + 1);
    };
    // Templates ship sample updates of the tool's maker.
    std::erase_if(updates, [&](const Candidate& update) {
        const std::string there = text::url_host(update.url);
        return !there.empty() && site(there) != site(host);
    });
}

}  // namespace

LinkedData linked_data(std::span<markup::Node* const> scripts, string_view base) {
    Reader reader(base);
    std::vector<json::Tree> trees;  // Values live as long as their trees do.
    for (const markup::Node* const script : scripts) {
        if (text::ifind((*script)["type"], "ld+json") == string_view::npos)
            continue;
        const std::string text = markup::inner_text(*script);
        if (text::trim(text).empty())
            continue;
        Result<json::Tree> tree = json::parse(text);
        const bool broken = !tree;
        if (broken)
            tree = json::parse(json::mend(text));
        const std::size_t saved = tree ? 0 : read_loose(reader, text);
        std::vector<std::string>& warnings = reader.out.warnings;
        if (saved > 0)
            warnings.push_back(
                text::cat("broken JSON-LD: ", saved, " updates were read one by one"));
        else if (broken && !is_placeholder(text))
            warnings.push_back(tree ? "broken JSON-LD was mended" : "broken JSON-LD was left out");
        if (tree)
            trees.push_back(std::move(*tree));
    }
    for (const json::Tree& tree : trees)
        reader.add(tree.root());
    reader.read();
    drop_strangers(reader.out.updates, base);
    return std::move(reader.out);
}

LinkedData linked_data(const Value& value, string_view base) {
    Reader reader(base);
    reader.add(value);
    reader.read();
    drop_strangers(reader.out.updates, base);
    return std::move(reader.out);
}

}  // namespace stet::page
