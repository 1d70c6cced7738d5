#include "extract/extract.h"

#include <algorithm>

#include "extract/barrier.h"
#include "extract/html_page.h"
#include "formats/formats.h"
#include "markup/plain.h"
#include "text/ascii.h"
#include "text/charset.h"
#include "text/language.h"
#include "text/url.h"

namespace stet {

namespace {

using std::string_view;

string_view transport_charset(string_view content_type) {
    const std::size_t at = text::ifind(content_type, "charset=");
    if (at == string_view::npos)
        return {};
    string_view charset = content_type.substr(at + 8);
    charset = text::trim(charset.substr(0, charset.find(';')));
    while (!charset.empty() && (charset.front() == '"' || charset.front() == '\''))
        charset.remove_prefix(1);
    while (!charset.empty() && (charset.back() == '"' || charset.back() == '\''))
        charset.remove_suffix(1);
    return charset;
}

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

Result<Feed> read(string_view text, const text::Decoded& decoded, const Document& document,
                  const Reading& reading) {
    const formats::Format format = formats::sniff(text);
    if (format != formats::Format::none)
        return formats::read(format, text, decoded.encoding, document);
    const string_view start = text::trim(text.substr(0, 1024));
    if (start.empty())
        return Error{Error::Kind::empty, "nothing but blanks came", document.source, {}};
    if (start[0] == '{' || start[0] == '[')
        if (Result<Feed> feed = page::read_json(text, document, reading);
            feed || start[0] == '{' ||
            text::ifind(document.content_type, "json") != string_view::npos)
            return feed;
    if (is_html(text, document.content_type))
        return page::read_html(text, document, reading);
    if (start.starts_with("<?xml") || is_binary(text))
        return Error{
            Error::Kind::unreadable, "neither a feed nor a page nor text", document.source, {}};
    return page::read_text(text, document, reading);
}

/// The language of a text that declares none, from the first updates.
std::string recognise(const Feed& feed) {
    constexpr std::size_t enough = 4000;
    std::string sample = feed.head.title + '\n' + feed.head.summary + '\n';
    sample += string_view(feed.head.content_text).substr(0, enough);
    for (const Item& item : feed.items) {
        if (sample.size() >= enough)
            break;
        sample += item.title + '\n';
        sample += string_view(item.content_text.empty() ? item.summary : item.content_text)
                      .substr(0, enough);
        sample += '\n';
    }
    return text::recognise_language(sample);
}

void complete(Feed& feed, const Document& document, const Reading& reading) {
    Item& head = feed.head;
    head.id = document.address.empty() ? document.source : document.address;
    head.source = document.source;
    if (head.language.empty() && head.feed)
        head.language = head.feed->language;
    if (head.language.empty())
        head.language = text::tidy_language(document.content_language);
    if (head.language.empty())
        head.language = reading.language;
    if (head.content_text.empty() && !head.content_html.empty())
        head.content_text = markup::plain_text(string_view(head.content_html));
    std::uint32_t position = 0;
    for (Item& item : feed.items) {
        item.source = document.source;
        item.kind = Kind::update;
        item.position = ++position;
        if (item.content_text.empty() && !item.content_html.empty())
            item.content_text = markup::plain_text(string_view(item.content_html));
    }
    if (head.language.empty())
        head.language = recognise(feed);
    for (Item& item : feed.items)
        if (item.language.empty())
            item.language = head.language;
    assign_ids(feed);
}

}  // namespace

Result<Feed> extract(const Document& document, const Reading& reading) {
    if (std::optional<Error> error = page::failed_answer(document))
        return *error;
    const text::Decoded decoded =
        text::to_utf8(document.body, {.transport = transport_charset(document.content_type),
                                      .declared = text::declared_charset(document.body)});
    Result<Feed> feed = read(decoded.text, decoded, document, reading);
    if (!feed)
        return feed;
    if (feed->head.feed && feed->head.feed->encoding.empty())
        feed->head.feed->encoding = decoded.encoding;
    for (const std::string& warning : decoded.warnings)
        if (std::ranges::find(feed->head.warnings, warning) == feed->head.warnings.end())
            feed->head.warnings.push_back(warning);
    complete(*feed, document, reading);
    return feed;
}

}  // namespace stet
