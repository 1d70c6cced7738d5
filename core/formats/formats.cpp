#include "formats/formats.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "formats/feed_reader.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/language.h"
#include "text/url.h"

namespace stet::formats {

namespace {

// How far a first element may be from the start, behind comments, a DTD and what a broken server
// put before it.
constexpr std::size_t beginning = 64 * 1024;

bool ends_name(char c) {
    return text::is_space(c) || c == '>' || c == '/';
}

// Behind `end`, or at the end of the text.
void skip_past(std::string_view& text, std::string_view end) {
    const std::size_t at = text.find(end);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
}

// A DOCTYPE may hold declarations in brackets.
void skip_doctype(std::string_view& text) {
    const std::size_t at = text.find_first_of("[>");
    if (at != std::string_view::npos && text[at] == '[')
        skip_past(text, "]");
    skip_past(text, ">");
}

// The name of the next element that opens; what comes before it is passed over.
std::string_view next_element(std::string_view& text) {
    while (true) {
        skip_past(text, "<");
        if (text.empty())
            return {};
        if (text.starts_with("!--")) {
            text.remove_prefix(3);
            skip_past(text, "-->");
        } else if (text.starts_with("!")) {
            skip_doctype(text);
        } else if (text.starts_with("?")) {
            skip_past(text, "?>");
        } else if (text::is_alpha(text[0])) {
            const auto end = std::find_if(text.begin(), text.end(), ends_name);
            const std::string_view name(text.data(), static_cast<std::size_t>(end - text.begin()));
            text.remove_prefix(name.size());
            return name;
        }
    }
}

// The version member may stand anywhere, and its slashes may be escaped. Some leave it out: then
// the members that other JSON hardly has together tell it.
bool names_json_feed(std::string_view text) {
    const auto has = [&](std::string_view words) { return text.find(words) != text.npos; };
    return has("jsonfeed.org/version") || has("jsonfeed.org\\/version") ||
           (has("\"items\"") && (has("\"home_page_url\"") || has("\"feed_url\"")) &&
            (has("\"content_html\"") || has("\"content_text\"")));
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view one) { return text::iequals(name, one); });
}

// The first element says it, with two exceptions: messages that PHP and its like print before a
// feed, which are phrases of HTML without a page around them; and feeds that a template has put
// into an empty page.
Format sniff_xml(std::string_view text) {
    bool in_page = false;
    for (std::string_view name; !(name = next_element(text)).empty();) {
        const Format format = format_of_element(name);
        if (format != Format::none)
            return format;
        const bool is_page = is_one_of(name, {"html", "body"});
        if (!is_page && (in_page || !is_one_of(name, {"br", "b", "p", "i", "pre", "font", "div",
                                                      "span", "strong", "em", "a", "hr"})))
            return Format::none;
        in_page = in_page || is_page;
    }
    return Format::none;
}

Scope outer_scope(const Document& document) {
    Scope scope;
    if (text::is_http_url(document.address))
        scope.base = document.address;
    if (!document.content_location.empty()) {
        const std::string located = text::resolve_url(scope.base, document.content_location);
        if (text::is_http_url(located))
            scope.base = located;
    }
    return scope;
}

Result<std::unique_ptr<Reader>> open_format(Format format, std::string_view text,
                                            const Document& document, std::string_view zone) {
    Scope scope = outer_scope(document);
    if (auto asked = zone.empty() ? std::nullopt : time::Zone::named(zone)) {
        scope.zone = *std::move(asked);
        scope.zone_asked = true;
    }
    switch (format) {
        case Format::json_feed:
            return open_json_feed(text, scope);
        case Format::opml:
            return open_opml(text, scope);
        default:
            return open_xml(format, text, scope, document.body.window());
    }
}

}  // namespace

Format format_of_element(std::string_view name) {
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos)
        name.remove_prefix(colon + 1);
    // A channel may have lost the element around it.
    if (text::iequals(name, "rss") || text::iequals(name, "channel"))
        return Format::rss;
    if (text::iequals(name, "rdf"))
        return Format::rdf;
    if (text::iequals(name, "feed") || text::iequals(name, "entry"))
        return Format::atom;
    if (text::iequals(name, "opml"))
        return Format::opml;
    return Format::none;
}

Format sniff(std::string_view text) {
    text = text::trim(text.substr(0, beginning));
    if (text.starts_with('{'))
        return names_json_feed(text) ? Format::json_feed : Format::none;
    return sniff_xml(text);
}

WholeFeed::WholeFeed(Feed&& feed) {
    items_ = std::exchange(feed.items, {});
    feed_ = std::move(feed);
    if (items_.size() <= most_items)
        return;
    items_.resize(most_items);
    feed_.head.warnings.push_back(too_many_items());
}

void WholeFeed::give(const Take& take, Part /*part*/, std::string_view language) const {
    for (Item item : items_) {
        if (item.language.empty())
            item.language = language;
        if (!take(std::move(item)))
            return;
    }
}

std::string too_many_items() {
    return text::cat("more than ", most_items, " items: the rest was left out");
}

void Reader::read(const Take& take, Part part, std::string_view language) const {
    std::uint32_t position = 0;
    give(
        [&](Item&& item) {
            item.position = ++position;
            item.source = feed_.head.source;
            return take(std::move(item)) && position < most_items;
        },
        part, language);
}

Result<std::unique_ptr<Reader>> open(Format format, std::string_view text,
                                     std::string_view encoding, const Document& document,
                                     std::string_view zone) {
    Result<std::unique_ptr<Reader>> reader = open_format(format, text, document, zone);
    if (!reader)
        return reader;
    Feed& feed = (*reader)->feed_;
    Item& head = feed.head;
    FeedData& data = *head.feed;
    data.encoding = encoding;
    if (data.language.empty())
        data.language = text::tidy_language(document.content_language);
    head.kind = Kind::feed;
    head.id = document.address;
    head.source = document.source;
    head.title = data.title;
    head.url = data.home_page_url;
    head.language = data.language;
    if (!head.warnings.empty() && feed.extent == Feed::Extent::whole)
        feed.extent = Feed::Extent::mended;
    if (!(*reader)->remark_.empty())
        head.warnings.push_back((*reader)->remark_);
    return reader;
}

}  // namespace stet::formats
