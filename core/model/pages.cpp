#include "model/pages.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/cat.h"

namespace stet {

namespace {

using std::string_view;

// Each page, and in the end a word on the one that is not there:
//
//   --stet-page CRLF, lines of a head, CRLF, Content-Length bytes, CRLF
constexpr string_view type = "multipart/mixed; boundary=stet-page";
constexpr string_view boundary = "--stet-page\r\n";
constexpr string_view end = "--stet-page--\r\n";
constexpr string_view end_of_head = "\r\n\r\n";
constexpr std::size_t most_parts = 200;

void add_field(std::string& out, string_view name, string_view value) {
    if (value.empty())
        return;
    out += text::cat(name, ": ");
    std::ranges::copy_if(value, std::back_inserter(out),
                         [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
    out += "\r\n";
}

void add_page(std::string& out, const Document& page) {
    out += boundary;
    add_field(out, "Content-Location", page.address);
    add_field(out, "Content-Type", page.content_type);
    add_field(out, "Content-Language", page.content_language);
    add_field(out, "Content-Length", text::cat(page.body.size()));
    out += text::cat("\r\n", page.body, "\r\n");
}

void add_word(std::string& out, string_view name, string_view word) {
    if (word.empty())
        return;
    out += boundary;
    add_field(out, name, word);
    out += "\r\n\r\n";
}

bool take(string_view& rest, string_view words) {
    if (!rest.starts_with(words))
        return false;
    rest.remove_prefix(words.size());
    return true;
}

/// One field of a part's head, of which `length` is told apart. False where it makes no sense.
bool take_field(string_view line, Document& page, Pages& pages, std::size_t& length) {
    const std::size_t colon = line.find(": ");
    if (colon == string_view::npos)
        return false;
    const string_view name = line.substr(0, colon), value = line.substr(colon + 2);
    if (name == "Content-Location")
        page.address = value;
    else if (name == "Content-Type")
        page.content_type = value;
    else if (name == "Content-Language")
        page.content_language = value;
    else if (name == "Missing")
        pages.missing = value;
    else if (name == "Left-Out")
        pages.left_out = value;
    else if (const auto number = text::parse_number<std::size_t>(value); name == "Content-Length")
        length = number.value_or(string_view::npos);
    return true;
}

/// One part, from behind its boundary. False where it is none of packed()'s making.
bool take_part(string_view& rest, const Document& whole, Pages& pages) {
    Document page;
    page.source = whole.source;
    page.observed = whole.observed;
    page.came = whole.came;
    page.status = whole.status;
    page.peer = whole.peer;
    std::size_t length = 0;
    while (!take(rest, "\r\n")) {
        const std::size_t line_end = rest.find("\r\n");
        if (line_end == string_view::npos ||
            !take_field(rest.substr(0, line_end), page, pages, length))
            return false;
        rest.remove_prefix(line_end + 2);
    }
    if (length > rest.size())
        return false;
    page.body = rest.substr(0, length);
    rest.remove_prefix(length);
    if (!page.address.empty())
        pages.list.push_back(std::move(page));
    return take(rest, "\r\n");
}

/// Gives each page its own of heads that follow each other; where there is not one for each, the
/// first page has all.
void deal_out(string_view heads, std::vector<Document>& pages, std::string Document::*head) {
    std::vector<string_view> list;
    for (string_view rest = heads; !rest.empty() && list.size() <= pages.size();) {
        const std::size_t at = rest.find(end_of_head);
        const std::size_t size = at == rest.npos ? rest.size() : at + end_of_head.size();
        list.push_back(rest.substr(0, size));
        rest.remove_prefix(size);
    }
    if (list.size() != pages.size())
        list = {heads};
    for (std::size_t i = 0; i < list.size(); ++i)
        pages[i].*head = list[i];
}

}  // namespace

Document packed(Pages&& pages) {
    std::string body;
    for (const Document& page : pages.list)
        add_page(body, page);
    add_word(body, "Missing", pages.missing);
    add_word(body, "Left-Out", pages.left_out);
    body += end;
    Document document = std::move(pages.list.front());
    for (std::size_t i = 1; i < pages.list.size(); ++i) {
        document.request_head += pages.list[i].request_head;
        document.response_head += pages.list[i].response_head;
        document.duration += pages.list[i].duration;
    }
    document.body = std::move(body);
    document.content_type = type;
    document.content_language.clear();
    if (!pages.missing.empty()) {
        document.etag.clear();
        document.last_modified.clear();
    }
    return document;
}

std::optional<Pages> unpacked(const Document& document) {
    if (!is_of_pages(document.content_type))
        return std::nullopt;
    Pages pages;
    string_view rest = document.body;
    for (std::size_t parts = 0; take(rest, boundary); ++parts)
        if (parts == most_parts || !take_part(rest, document, pages))
            return std::nullopt;
    if (rest != end || pages.list.empty())
        return std::nullopt;
    pages.list.front().redirects = document.redirects;
    deal_out(document.request_head, pages.list, &Document::request_head);
    deal_out(document.response_head, pages.list, &Document::response_head);
    return pages;
}

bool is_of_pages(string_view content_type) {
    return content_type == type;
}

}  // namespace stet
