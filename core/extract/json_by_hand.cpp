#include "extract/json_by_hand.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/hand_times.h"
#include "markup/html.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/entities.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::page {

namespace {

using json::Member;
using json::Value;
using std::string_view;
using namespace std::string_view_literals;
using Names = std::span<const string_view>;

// Members by the names that interfaces of editorial systems give them, the surest first; written
// without case, `_` and `-`: `published_at`, `publishedAt`.
constexpr std::array id_names{"id"sv, "guid"sv, "uuid"sv, "uid"sv, "key"sv};
constexpr std::array title_names{"title"sv, "headline"sv, "heading"sv, "subject"sv};
constexpr std::array body_names{"contenthtml"sv, "bodyhtml"sv, "html"sv,       "body"sv,
                                "content"sv,     "text"sv,     "message"sv,    "articlebody"sv,
                                "contenttext"sv, "summary"sv,  "description"sv};
constexpr std::array time_names{"datepublished"sv,
                                "publishedat"sv,
                                "publishedon"sv,
                                "published"sv,
                                "publishdate"sv,
                                "publicationdate"sv,
                                "firstpublished"sv,
                                "pubdate"sv,
                                "date"sv,
                                "datetime"sv,
                                "time"sv,
                                "timestamp"sv,
                                "ts"sv,
                                "createdat"sv,
                                "datecreated"sv,
                                "created"sv};
constexpr std::array change_names{"datemodified"sv, "modifiedat"sv,   "modified"sv,   "updatedat"sv,
                                  "updated"sv,      "lastmodified"sv, "lastupdated"sv};
constexpr std::array author_names{"authors"sv, "author"sv,   "byline"sv, "by"sv,
                                  "creator"sv, "reporter"sv, "user"sv};
constexpr std::array url_names{"url"sv, "permalink"sv, "link"sv, "href"sv};
constexpr std::array summary_names{"description"sv, "summary"sv, "teaser"sv};
/// In these a text, a name stands where its member is an object: WordPress' {"rendered": "..."}.
constexpr std::array text_names{"rendered"sv, "html"sv, "value"sv, "text"sv};
constexpr std::array person_names{"name"sv, "displayname"sv, "fullname"sv, "title"sv};

std::string plain_name(string_view name) {
    std::string plain;
    for (const char c : name)
        if (c != '_' && c != '-')
            plain.push_back(text::to_lower(c));
    return plain;
}

/// The member of an object that has the first of the names.
Value named(const Value& object, Names names) {
    if (!object.is_object())
        return {};
    std::size_t best = names.size();
    Value found;
    for (const Member& member : object) {
        const auto at = std::ranges::find(names, plain_name(member.name));
        const bool empty = member.value.type() == json::Type::null ||
                           (member.value.is_string() && member.value.string().empty());
        if (const auto rank = static_cast<std::size_t>(at - names.begin()); rank < best && !empty) {
            best = rank;
            found = member.value;
        }
    }
    return found;
}

/// A string, a number as it is written, the text in an object that holds one.
std::string text_of(const Value& value) {
    if (value.is_number())
        return value.text();
    return std::string(value.is_object() ? named(value, text_names).string() : value.string());
}

When when_of_value(const Value& value) {
    if (const auto number = value.number(); number && std::abs(*number) < 1e15)
        return when_of(std::to_string(static_cast<std::int64_t>(*number)));
    return when_in(text_of(value));
}

std::string line(const Value& value) {
    return text::fold_space(markup::plain_text(string_view(text_of(value))));
}

bool is_markup(string_view text) {
    for (std::size_t at = text.find('<'); at != string_view::npos; at = text.find('<', at + 1))
        if (at + 1 < text.size() && (text::is_alnum(text[at + 1]) || text[at + 1] == '/'))
            return true;
    return text.find('&') != string_view::npos && text.find(';') != string_view::npos;
}

void add_authors(const Value& value, std::vector<Author>& authors) {
    constexpr std::size_t most = 20;
    if (value.is_array()) {
        for (const Member& one : value)
            if (!one.value.is_array())
                add_authors(one.value, authors);
        return;
    }
    const std::string name = value.is_object() ? line(named(value, person_names)) : line(value);
    if (!name.empty() && authors.size() < most)
        authors.push_back({name, {}, {}});
}

}  // namespace

/// Reads one item; an object, or a text that is all there is of it.
class JsonByHand::ItemReader {
  public:
    ItemReader(JsonByHand& hand, const Member& item, string_view base)
        : hand_(hand), item_(item.value), name_(item.name), base_(base) {}

    Candidate run() {
        update_.title = line(first(hand_.title_, named(item_, title_names)));
        update_.published = when_of_value(first(hand_.time_, named(item_, time_names)));
        update_.modified = when_of_value(named(item_, change_names));
        for (const Value& value : all(hand_.author_, named(item_, author_names)))
            add_authors(value, update_.authors);
        id();
        body();
        count(hand_.title_, !update_.title.empty());
        count(hand_.time_, update_.published.exists());
        count(hand_.author_, !update_.authors.empty());
        count(hand_.id_, !update_.id.empty());
        count(hand_.body_, !update_.text.empty() || !update_.html.empty());
        return std::move(update_);
    }

  private:
    std::vector<Value> all(const Field& field, const Value& otherwise) const {
        constexpr std::size_t most = 1000;
        if (!field.count.given)
            return otherwise.exists() ? std::vector<Value>{otherwise} : std::vector<Value>{};
        std::vector<Value> values;
        for (const Member& one : field.path.all(item_, most))
            values.push_back(one.value);
        return values;
    }

    Value first(const Field& field, const Value& otherwise) const {
        const std::vector<Value> values = all(field, otherwise);
        return values.empty() ? Value() : values.front();
    }

    static void count(Field& field, bool found) { field.count.found += found ? 1 : 0; }

    void id() {
        update_.id = text_of(first(hand_.id_, named(item_, id_names)));
        // Data keeps updates as members under their ids, too.
        if (update_.id.empty() && !hand_.id_.count.given)
            update_.id = name_;
        if (const std::string url = text_of(named(item_, url_names)); !url.empty())
            update_.url = text::resolve_url(base_, url);
    }

    void body() {
        const Value whole = item_.is_string() ? item_ : named(item_, body_names);
        std::string html, plain;
        for (const Value& value : all(hand_.body_, whole)) {
            const std::string part = text_of(value);
            if (is_markup(part))
                html += text::cat("<div>", part, "</div>");
            else if (!part.empty())
                plain += text::cat(plain.empty() ? "" : "\n\n", part);
        }
        if (html.empty()) {
            update_.text = std::string(text::trim(plain));
            return;
        }
        if (!plain.empty())
            html += text::cat("<p>", text::escape_markup(plain), "</p>");
        markup::Tree tree = markup::parse_html_fragment(html);
        for (const Pick& pick : hand_.drop_)
            for (markup::Node* const node : pick.in(tree.root()))
                markup::Tree::remove(*node);
        update_.html = markup::sanitize(tree.root(), base_);
        update_.text = markup::plain_text(string_view(update_.html));
    }

    JsonByHand& hand_;
    const Value item_;
    string_view name_, base_;
    Candidate update_;
};

Result<JsonByHand> JsonByHand::compile(const Reading& reading) {
    JsonByHand hand;
    struct Given {
        string_view option;
        const std::string& words;
        Field& to;
        bool needed;
    };
    for (const Given& given : {Given{"--item", reading.item, hand.item_, true},
                               Given{"--title", reading.title, hand.title_, true},
                               Given{"--body", reading.body, hand.body_, true},
                               Given{"--time", reading.time, hand.time_, true},
                               Given{"--author", reading.author, hand.author_, false},
                               Given{"--id", reading.id, hand.id_, true}}) {
        if (given.words.empty())
            continue;
        Result<json::Path> path = json::Path::compile(given.words);
        if (!path) {
            path.error().message = text::cat(given.option, ": ", path.error().message);
            return path.error();
        }
        given.to = {std::move(*path),
                    {text::cat(given.option, " '", given.words, "'"), true, given.needed, 0}};
    }
    for (const std::string& words : reading.drop) {
        Result<Pick> pick = Pick::compile(words);
        if (!pick) {
            pick.error().message = text::cat("--drop: ", pick.error().message);
            return pick.error();
        }
        hand.drop_.push_back(std::move(*pick));
    }
    return hand;
}

Payload JsonByHand::read(const Value& root, string_view base) {
    Payload payload;
    payload.head.headline = line(named(root, title_names));
    payload.head.summary = line(named(root, summary_names));
    payload.head.modified = when_of_value(named(root, change_names));
    for (const Member& item : item_.path.all(root, max_updates)) {
        ++item_.count.found;
        payload.updates.push_back(ItemReader(*this, item, base).run());
    }
    return payload;
}

void JsonByHand::tell(Feed& feed, string_view place) const {
    const std::array fields{&title_.count, &body_.count, &time_.count, &author_.count, &id_.count};
    tell_unmatched(feed, place, item_.count, fields, false);
}

}  // namespace stet::page
