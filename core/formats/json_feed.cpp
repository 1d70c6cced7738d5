#include <algorithm>
#include <array>
#include <utility>

#include "formats/feed_reader.h"
#include "json/mend.h"
#include "json/value.h"
#include "markup/node.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/language.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::formats {

namespace {

using json::Value;

// What an item's record takes in, and what a document must not bring along: `_stet` is ours.
constexpr std::array own_members{
    "id",           "url",          "external_url", "title",          "summary",
    "content_html", "content_text", "image",        "language",       "tags",
    "authors",      "author",       "_stet",        "date_published", "date_modified",
    "attachments"};

bool is_own_member(std::string_view name) {
    return std::find(own_members.begin(), own_members.end(), name) != own_members.end();
}

std::string line(Value value) {
    return text::fold_space(value.string());
}

// Titles are plain text, but publishers put HTML's references into them.
std::string heading(Value value) {
    return Passage{.value = std::string(value.string()),
                   .is_html = value.string().find('<') == std::string_view::npos,
                   .base = {}}
        .line();
}

// A number is as good an id as any; its digits are kept as they were written.
std::string id_of(Value value) {
    return value.is_number() ? value.text() : line(value);
}

std::optional<Instant> date_of(Value value, const Scope& scope) {
    return value.is_string() ? instant_of(value.string(), scope.zone) : std::nullopt;
}

std::vector<Author> authors_of(Value object, const Scope& scope) {
    std::vector<Author> authors;
    const auto add = [&](Value value) {
        if (value.is_string())
            return add_author(authors, author_of(value.string()));
        add_author(authors, {.name = line(value["name"]),
                             .url = scope.address(value["url"].string()),
                             .avatar = scope.address(value["avatar"].string())});
    };
    const Value many = object["authors"];
    for (const auto& [name, value] : many)
        if (many.is_array())
            add(value);
    if (many.is_string())
        add(many);
    if (authors.empty())
        add(object["author"]);
    return authors;
}

std::vector<Attachment> attachments_of(Value list, const Scope& scope) {
    std::vector<Attachment> attachments;
    if (!list.is_array())
        return attachments;
    for (const auto& [name, value] : list) {
        Attachment attachment{.url = scope.address(value["url"].string()),
                              .mime_type = line(value["mime_type"]),
                              .title = line(value["title"]),
                              .size_in_bytes = value["size_in_bytes"].integer(),
                              .duration_in_seconds = value["duration_in_seconds"].number()};
        if (attachment.size_in_bytes.value_or(0) < 0)
            attachment.size_in_bytes.reset();
        if (attachment.duration_in_seconds.value_or(0) < 0)
            attachment.duration_in_seconds.reset();
        add_attachment(attachments, std::move(attachment));
    }
    return attachments;
}

Item item_of(Value value, const Scope& scope, const std::string& language) {
    Item item;
    item.id = id_of(value["id"]);
    item.url = scope.address(value["url"].string());
    item.external_url = scope.address(value["external_url"].string());
    item.title = heading(value["title"]);
    item.summary = line(value["summary"]);
    item.content_html = markup::sanitize(value["content_html"].string(), scope.base);
    item.content_text = text::tidy(value["content_text"].string());
    if (item.content_text.empty())
        item.content_text = markup::plain_text(item.content_html);
    for (const char* name : {"image", "banner_image"})
        if (item.image.empty())
            item.image = scope.address(value[name].string());
    item.language = text::tidy_language(value["language"].string());
    if (item.language.empty())
        item.language = language;
    if (const Value tags = value["tags"]; tags.is_array())
        for (const auto& [name, tag] : tags)
            add_tag(item.tags, tag.string());
    item.authors = authors_of(value, scope);
    item.attachments = attachments_of(value["attachments"], scope);
    item.date_published = date_of(value["date_published"], scope);
    item.date_modified = date_of(value["date_modified"], scope);
    for (const auto& [name, member] : value)
        if (!is_own_member(name) && member.type() != json::Type::null)
            item.other.push_back({std::string(name), member.text()});
    return item;
}

std::string format_of(std::string_view version) {
    const std::size_t slash = version.rfind('/');
    std::string format = "jsonfeed";
    if (slash != std::string_view::npos)
        for (const char c : version.substr(slash + 1, 8))
            if (text::is_digit(c))
                format += c;
    return format;
}

FeedData data_of(Value root, const Scope& scope) {
    FeedData data;
    data.title = heading(root["title"]);
    data.description = line(root["description"]);
    data.home_page_url = scope.address(root["home_page_url"].string());
    data.feed_url = scope.address(root["feed_url"].string());
    data.language = language_of(root["language"].string());
    data.authors = authors_of(root, scope);
    data.icon = scope.address(root["icon"].string());
    data.favicon = scope.address(root["favicon"].string());
    data.format = format_of(root["version"].string());
    return data;
}

/// Keeps the parsed text, which is about as large as the text itself, and makes items of it.
class JsonFeed : public Reader {
  public:
    JsonFeed(json::Tree&& tree, const Scope& outside, std::vector<std::string>&& warnings, bool cut)
        : tree_(std::move(tree)), scope_(outside) {
        feed_.head.warnings = std::move(warnings);
        if (cut)
            feed_.extent = Feed::Extent::cut;
        FeedData data = data_of(tree_.root(), scope_);
        if (scope_.base.empty() && text::is_http_url(data.home_page_url))
            scope_.base = data.home_page_url;
        language_ = text::tidy_language(data.language);
        feed_.head.feed = std::move(data);
        feed_.older = scope_.address(tree_.root()["next_url"].string());
        if (tree_.root()["expired"].boolean() == true)
            feed_.wishes.ends = Instant{};  // long ago, as far as one can tell
        count();
    }

  private:
    void give(const Take& take, Part /*part*/, std::string_view language) const override {
        const std::string fallback(language_.empty() ? language : language_);
        const Value items = tree_.root()["items"];
        if (!items.is_array())
            return;
        for (const auto& [name, value] : items)
            if (value.is_object() && !take(item_of(value, scope_, fallback)))
                return;
    }

    void count() {
        const Value items = tree_.root()["items"];
        std::size_t good = 0;
        for (const auto& [name, value] : items)
            good += items.is_array() && value.is_object();
        if (const std::size_t skipped = items.size() - good)
            feed_.head.warnings.push_back(
                text::cat(skipped, " items were no objects and left out"));
        if (good > most_items)
            feed_.head.warnings.push_back(too_many_items());
    }

    json::Tree tree_;
    Scope scope_;
    std::string language_;
};

}  // namespace

OpenedReader open_json_feed(std::string_view text, const Scope& outside) {
    std::vector<std::string> warnings;
    bool cut = false;
    Result<json::Tree> tree = json::parse(text);
    if (!tree) {
        warnings.push_back(text::cat("the JSON is broken: ", tree.error().message));
        tree = json::parse(json::mend(text, &cut));
    }
    if (!tree && cut)
        return Error{Error::Kind::cut, "the JSON ends too soon", {}, {}};
    if (!tree)
        return std::move(tree.error());
    if (!tree->root().is_object())
        return Error{Error::Kind::unreadable, "the JSON is no object", {}, {}};
    for (const auto& [name, item] : tree->root()["items"])
        if (item["content_html"].string().size() + item["content_text"].string().size() >
            markup::max_item_bytes)
            return markup::too_large_item();
    return OpenedReader(
        std::make_unique<JsonFeed>(std::move(*tree), outside, std::move(warnings), cut));
}

}  // namespace stet::formats
