#include "export/body.h"

#include <algorithm>

#include "export/alterations.h"
#include "markup/sanitize.h"
#include "model/record.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::out {
namespace {

std::string_view attribute(std::string_view tag, std::string_view name) {
    const std::string start = text::cat(' ', name, "=\"");
    const std::size_t at = tag.find(start);
    if (at == std::string_view::npos)
        return {};
    const std::string_view value = tag.substr(at + start.size());
    return value.substr(0, value.find('"'));
}

std::string picture_link(std::string_view tag, bool inside_link) {
    const std::string_view alt = attribute(tag, "alt");
    const std::string_view address = attribute(tag, "src");
    const std::string words = text::cat("[", alt.empty() ? std::string_view("picture") : alt, "]");
    if (inside_link || !text::is_http_url(address))
        return words;
    return text::cat("<a href=\"", address, "\">", words, "</a>");
}

bool names(std::string_view tag, std::string_view element) {
    return tag.starts_with(element) && tag.size() > element.size() &&
           (tag[element.size()] == ' ' || tag[element.size()] == '>' || tag[element.size()] == '/');
}

}  // namespace

std::string without_pictures(std::string_view html) {
    std::string out;
    bool inside_link = false;
    while (!html.empty()) {
        const std::size_t open = std::min(html.find('<'), html.size());
        out += html.substr(0, open);
        html.remove_prefix(open);
        if (html.empty())
            break;
        const std::size_t close = std::min(html.find('>'), html.size() - 1);
        const std::string_view tag = html.substr(0, close + 1);
        if (names(tag, "<a"))
            inside_link = true;
        else if (names(tag, "</a"))
            inside_link = false;
        if (names(tag, "<img"))
            out += picture_link(tag, inside_link);
        else
            out += tag;
        html.remove_prefix(close + 1);
    }
    return out;
}

std::string body_html(const Item& item) {
    if (!item.content_html.empty())
        return without_pictures(markup::sanitize(item.content_html, item.url));
    const std::string& text = item.content_text.empty() ? item.summary : item.content_text;
    std::string out;
    if (!text.empty())
        append_html(out, {{Piece::Mark::plain, text}});
    return out;
}

std::string edit_html(const Item& item, std::size_t context, const time::Zone& zone,
                      bool headline) {
    std::string out;
    for (const Alteration& alteration : alterations(item, before_edit(item), context, zone))
        if (headline || alteration.member != "title")
            append_html(out, alteration.labelled());
    return out;
}

}  // namespace stet::out
