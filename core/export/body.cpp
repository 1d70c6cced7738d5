#include "export/body.h"

#include <algorithm>

#include "markup/sanitize.h"
#include "model/record.h"
#include "text/cat.h"
#include "text/entities.h"
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

std::string edit_html(const Item& item, const Item& before, std::size_t context) {
    const auto changed = [&item](std::string_view name) {
        return std::find(item.changed.begin(), item.changed.end(), name) != item.changed.end();
    };
    const struct {
        std::string_view name;
        std::string Item::*member;
    } texts[] = {{"_stet.kicker", &Item::kicker},
                 {"title", &Item::title},
                 {"content_text", &Item::content_text},
                 {"_stet.image_alt", &Item::image_alt},
                 {"_stet.image_caption", &Item::image_caption},
                 {"_stet.image_credit", &Item::image_credit}};
    std::string out;
    for (const auto& [name, member] : texts)
        if (changed(name))
            append_html(out, marked_words(before.*member, item.*member, context));
    if (changed("summary") && !changed("content_text"))
        append_html(out, marked_words(before.summary, item.summary, context));
    std::string rows;
    for (const std::string& name : item.changed) {
        const bool shown =
            name == "summary" || std::any_of(std::begin(texts), std::end(texts),
                                             [&](const auto& text) { return text.name == name; });
        if (shown || (name == "content_html" && changed("content_text")))
            continue;
        const bool bulky = name == "content_html" || name == "_stet.feed";
        rows += text::cat("<li>", text::escape_markup(name));
        if (!bulky)
            rows +=
                text::cat(" <del>", text::escape_markup(member_json(before, name)), "</del> <ins>",
                          text::escape_markup(member_json(item, name)), "</ins>");
        rows += "</li>";
    }
    if (!rows.empty())
        out += text::cat("<ul class=\"members\">", rows, "</ul>\n");
    return out;
}

}  // namespace stet::out
