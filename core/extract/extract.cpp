#include "extract/extract.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "extract/barrier.h"
#include "extract/by_hand.h"
#include "extract/complete.h"
#include "extract/decoded.h"
#include "extract/html_page.h"
#include "extract/join_pages.h"
#include "extract/json_by_hand.h"
#include "extract/json_page.h"
#include "formats/formats.h"
#include "json/value.h"
#include "model/made_ids.h"
#include "model/pages.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "time/zone.h"

namespace stet {

namespace {

using std::string_view;

/// Whether a text is HTML: it says so, or one of the elements that pages begin with is near its
/// start.
bool is_html(string_view text, string_view content_type) {
    if (text::ifind(content_type, "html") != string_view::npos)
        return true;
    const string_view start = text.substr(0, 4096);
    for (const string_view tag : {"<!doctype html", "<html", "<head", "<body", "<div", "<script",
                                  "<article", "<section", "<main", "<h1", "<p>", "<p ", "<meta"})
        if (text::ifind(start, tag) != string_view::npos)
            return true;
    return false;
}

bool is_binary(string_view text) {
    const string_view start = text.substr(0, 4096);
    const auto strange = std::ranges::count_if(start, [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && !text::is_space(c)) || c == '\x7F';
    });
    return static_cast<std::size_t>(strange) * 20 > start.size();
}

/// What declares its items, and plain text, is read without selectors.
void tell_unused(Item& head, const Reading& reading) {
    if (reading.by_hand())
        head.warnings.push_back("selectors are of no use in what came, which is no page");
}

/// Whether a path leads to the items, which go before what the document declares.
bool takes_path(string_view text, const Reading& reading) {
    const string_view start = text::trim(text.substr(0, 1024));
    return !reading.item.empty() && (start.starts_with('{') || start.starts_with('['));
}

/// Whether a text is JSON: an object, or an array that is one as a whole or begins as arrays of
/// objects do. Notes in plain text begin with a bracket too: `[1] See below`.
bool is_json(string_view text, string_view content_type) {
    const string_view start = text::trim(text.substr(0, 1024));
    if (!start.starts_with('['))
        return start.starts_with('{');
    if (text::ifind(content_type, "json") != string_view::npos)
        return true;
    const string_view inside = text::trim(start.substr(1));
    return inside.starts_with('{') || json::parse(text).has_value();
}

/// A document that declares no items.
Result<Feed> read_page(string_view text, const Document& document, const Reading& reading) {
    if (takes_path(text, reading))
        return page::read_json(text, document, reading);
    const string_view start = text::trim(text.substr(0, 1024));
    if (start.empty())
        return Error{Error::Kind::empty, "nothing but blanks came", document.source, {}};
    if (is_json(text, document.content_type))
        return page::read_json(text, document, reading);
    if (is_html(text, document.content_type))
        return page::read_html(text, document, reading);
    if (start.starts_with("<?xml") || is_binary(text))
        return Error{
            Error::Kind::unreadable, "neither a feed nor a page nor text", document.source, {}};
    Result<Feed> feed = page::read_text(text, document, reading);
    if (feed)
        tell_unused(feed->head, reading);
    return feed;
}

void hand_on(Feed page, const Sink& sink) {
    std::vector<Item> items = std::exchange(page.items, {});
    sink.head(std::move(page));
    for (Item& item : items)
        sink.item(std::move(item));
}

MadeIds ids_of(const formats::Reader& reader, const Item& head) {
    MadeIds ids(head);
    const auto see = [&](Item&& item) {
        ids.see(item);
        return true;
    };
    reader.read(see, formats::Reader::Part::names);
    return ids;
}

/// Looks at items twice only where it must: at the first ones for the language, at all of them for
/// ids.
void hand_on(const formats::Reader& reader, Feed feed, const Sink& sink) {
    if (feed.head.language.empty()) {
        Sample sample(feed.head);
        reader.read([&](Item&& item) { return sample.add(item); });
        feed.head.language = sample.language();
    }
    const Item head = feed.head;
    sink.head(std::move(feed));
    std::optional<MadeIds> ids;
    const auto take = [&](Item&& item) {
        complete_item(item, head);
        // Only one that says it is not in the language of its feed has none.
        if (item.language.empty() && !head.language.empty())
            item.language = Sample(item).language();
        if (item.id.empty()) {
            if (!ids)
                ids = ids_of(reader, head);
            ids->give(item);
        }
        sink.item(std::move(item));
        return true;
    };
    reader.read(take, formats::Reader::Part::all, head.language);
}

void add_warnings(Item& head, const std::vector<std::string>& warnings) {
    for (const std::string& warning : warnings)
        if (std::ranges::find(head.warnings, warning) == head.warnings.end())
            head.warnings.push_back(warning);
}

}  // namespace

std::optional<Error> fault_of(const Reading& reading) {
    if (!reading.zone.empty() && !time::Zone::named(reading.zone))
        return Error{Error::Kind::usage,
                     text::cat("no such time zone '", reading.zone, "'"),
                     {},
                     "a name such as 'Europe/Berlin', or '+01:00'"};
    const auto pieces = page::pieces_of_page(reading.item);
    Reading words = reading, paths = reading;
    if (pieces) {
        words.item = pieces->selector;
        paths = {};
        paths.item = pieces->path;
    }
    const auto hand = page::ByHand::compile(words);
    const auto json = page::JsonByHand::compile(paths);
    if (hand ? !pieces || json : !pieces && json)
        return std::nullopt;
    Error error = hand ? json.error() : hand.error();
    error.hint = "all are CSS selectors, or all are paths into JSON such as '.posts[]'";
    return error;
}

namespace {

std::optional<Error> read_one(const Document& document, const Reading& reading, const Sink& sink) {
    if (std::optional<Error> error = page::failed_answer(document))
        return error;
    const text::Decoded decoded = page::decoded(document);
    const formats::Format format = formats::sniff(decoded.text());
    if (format != formats::Format::none && !takes_path(decoded.text(), reading)) {
        const auto reader =
            formats::open(format, decoded.text(), decoded.encoding, document, reading.zone);
        if (!reader)
            return reader.error();
        Feed feed = (*reader)->feed();
        add_warnings(feed.head, decoded.warnings);
        tell_unused(feed.head, reading);
        complete_head(feed.head, document, reading);
        hand_on(**reader, std::move(feed), sink);
        return std::nullopt;
    }
    Result<Feed> page = read_page(decoded.text(), document, reading);
    if (!page)
        return std::move(page.error());
    if (page->head.feed && page->head.feed->encoding.empty())
        page->head.feed->encoding = decoded.encoding;
    add_warnings(page->head, decoded.warnings);
    complete(*page, document, reading);
    hand_on(std::move(*page), sink);
    return std::nullopt;
}

}  // namespace

Result<Feed> extract(const Document& document, const Reading& reading) {
    const auto read = [&](const Document& one) -> Result<Feed> {
        Feed feed;
        const Sink sink{.head = [&](Feed&& head) { feed = std::move(head); },
                        .item = [&](Item&& item) { feed.items.push_back(std::move(item)); }};
        if (std::optional<Error> error = read_one(one, reading, sink))
            return std::move(*error);
        return feed;
    };
    std::optional<Pages> pages = unpacked(document);
    Result<Feed> feed = pages ? page::join_pages(*std::move(pages), read) : read(document);
    if (feed)
        feed->ids_by_hand = !reading.id.empty();
    return feed;
}

std::optional<Error> extract(const Document& document, const Reading& reading, const Sink& sink) {
    if (!is_of_pages(document.content_type))
        return read_one(document, reading, sink);
    Result<Feed> feed = extract(document, reading);
    if (!feed)
        return std::move(feed.error());
    hand_on(*std::move(feed), sink);
    return std::nullopt;
}

}  // namespace stet
