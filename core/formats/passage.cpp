#include "formats/passage.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "markup/elements.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "markup/xml.h"
#include "text/ascii.h"
#include "text/entities.h"
#include "text/language.h"
#include "text/scan.h"
#include "text/space.h"
#include "text/url.h"
#include "text/utf8.h"

namespace stet::formats {

namespace {

using markup::Node;

constexpr std::string_view xlink = "http://www.w3.org/1999/xlink";

bool is_reference(std::string_view name) {
    for (const std::string_view one : {"href", "src", "cite", "poster", "longdesc", "action"})
        if (name == one)
            return true;
    return false;
}

bool is_void(std::string_view name) {
    for (const std::string_view one : {"area", "br", "col", "embed", "hr", "img", "input", "link",
                                       "meta", "param", "source", "track", "wbr"})
        if (name == one)
            return true;
    return false;
}

// What references are relative to: an inner base is not known to those who resolve the passage's.
struct Base {
    std::string url;
    bool is_inner = false;
};

void write_attribute(std::string& out, const markup::Attribute& attribute, const Base& base) {
    std::string name(attribute.name);
    if (attribute.space == markup::ns::xml) {
        if (attribute.name != "lang")
            return;
    } else if (attribute.space == xlink) {
        name.insert(0, "xlink:");
    } else if (!attribute.space.empty() && attribute.space != markup::ns::xhtml) {
        return;
    }
    out += ' ';
    out += name;
    out += "=\"";
    out += text::escape_markup(base.is_inner && is_reference(attribute.name)
                                   ? text::resolve_url(base.url, attribute.value)
                                   : std::string(attribute.value));
    out += '"';
}

// What stands inside an element, as HTML. CDATA among elements is markup that somebody quoted.
void write_inside(std::string& out, const Node& parent, const Base& base, std::size_t depth) {
    if (depth > markup::max_depth)
        return;
    for (const Node* node = parent.first_child; node; node = node->next) {
        if (node->kind == Node::Kind::text) {
            out += node->raw ? std::string(node->text) : text::escape_markup(node->text);
            continue;
        }
        const std::string_view own = node->attribute(markup::ns::xml, "base");
        const Base here = own.empty() ? base : Base{text::resolve_url(base.url, own), true};
        out += '<';
        out += node->name;
        for (const markup::Attribute& attribute : node->attributes)
            write_attribute(out, attribute, here);
        out += '>';
        if (is_void(node->name) && !node->first_child)
            continue;
        write_inside(out, *node, here, depth + 1);
        out += "</";
        out += node->name;
        out += '>';
    }
}

// The only child of an xhtml construct is a div that is not part of it (RFC 4287, 3.1.1.3).
const Node& without_wrapper(const Node& node) {
    const Node* only = nullptr;
    for (const Node* child = node.first_child; child; child = child->next) {
        if (child->kind == Node::Kind::text && text::trim(child->text).empty())
            continue;
        if (only || !child->is("div"))
            return node;
        only = child;
    }
    return only ? *only : node;
}

Passage markup_below(const Node& node, const Scope& scope) {
    Passage passage{.value = {}, .is_html = true, .base = scope.base};
    const std::string_view own = node.attribute(markup::ns::xml, "base");
    if (!own.empty())
        passage.base = text::resolve_url(scope.base, own);
    write_inside(passage.value, node, {passage.base, false}, 0);
    return passage;
}

int base64_digit(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (text::is_digit(c))
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    if (c == '/' || c == '_')
        return 63;
    return -1;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int have = 0;
    std::size_t signs = 0;
    for (const char c : text) {
        if (text::is_space(c))
            continue;
        ++signs;
        if (c == '=')
            continue;
        const int digit = base64_digit(c);
        if (digit < 0)
            return std::nullopt;
        bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out += static_cast<char>(bits >> have & 0xFF);
        }
    }
    if (signs % 4 != 0)
        return std::nullopt;
    return out;
}

enum class Type { plain, html, xhtml, binary };

Type type_of(std::string_view type) {
    const std::string small = text::lower(text::trim(type.substr(0, type.find(';'))));
    if (small.empty() || small == "text" || small == "text/plain")
        return Type::plain;
    if (small == "html" || small == "text/html")
        return Type::html;
    const bool is_xml = small.ends_with("+xml") || small.ends_with("/xml");
    if (small == "xhtml" || is_xml)
        return Type::xhtml;
    if (small.starts_with("text/") || small.find('/') == std::string::npos)
        return Type::plain;
    return Type::binary;
}

// Blanks folded as HTML does it: other white space of Unicode is the publisher's choice.
std::string fold(std::string_view text) {
    constexpr std::string_view no_break = "\xC2\xA0";
    const auto may_be_blank = [](auto c) { return (c <= ' ') | (c == 0xC2); };
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    while (!text.empty()) {
        std::size_t ink = text::find_byte(text, 0, may_be_blank);
        const bool is_no_break = text.substr(ink).starts_with(no_break);
        if (ink == 0 && (is_no_break || text::is_space(text[0]))) {
            text.remove_prefix(is_no_break ? no_break.size() : 1);
            blank = true;
            continue;
        }
        ink = std::max<std::size_t>(ink, 1);
        if (blank && !out.empty())
            out += ' ';
        blank = false;
        out += text.substr(0, ink);
        text.remove_prefix(ink);
    }
    return out;
}

bool has_tags(std::string_view text) {
    return text.find('<') != std::string_view::npos;
}

bool has_references(std::string_view text) {
    return text.find('&') != std::string_view::npos;
}

// `&lt;p&gt;…&lt;/p&gt;` and no tag beside it: HTML that was escaped once more than it should be.
// Asked of bodies only: a title may be about markup.
bool is_escaped_twice(std::string_view text) {
    constexpr std::string_view start = "&lt;", end = "&gt;";
    text = text::trim(text);
    if (!text.starts_with(start) || !text.ends_with(end) || has_tags(text) ||
        text.find("&lt;/") == std::string_view::npos)
        return false;
    text.remove_prefix(start.size());
    const auto stop = std::find_if_not(text.begin(), text.end(), text::is_alnum);
    const markup::Element* const known =
        markup::element(text.substr(0, static_cast<std::size_t>(stop - text.begin())));
    return known && known->has(markup::Element::harmless);
}

// "How to use <template> in pages": a title that speaks of elements. Each stands by its bare name
// and is never closed, and none is one that sets words.
bool names_elements(std::string_view text) {
    constexpr std::array<std::string_view, 30> setting{
        "a",   "abbr", "acronym", "b",    "bdi", "big", "br",     "center", "cite",   "code",
        "del", "em",   "font",    "hr",   "i",   "img", "ins",    "mark",   "nobr",   "p",
        "q",   "s",    "small",   "span", "sub", "sup", "strike", "strong", "strong", "u"};
    bool any = false;
    for (std::size_t at = text.find('<'); at != std::string_view::npos;
         at = text.find('<', at + 1)) {
        const std::size_t end = text.find('>', at);
        if (end == std::string_view::npos)
            return false;
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (name.empty() || !std::ranges::all_of(name, text::is_alnum) ||
            !markup::element(text::lower(name)) ||
            std::ranges::find(setting, text::lower(name)) != setting.end())
            return false;
        any = true;
    }
    return any;
}

// Nobody writes this into a plain text but an editor that took it for HTML.
bool has_stray_references(std::string_view text) {
    return text.find("&nbsp;") != std::string_view::npos;
}

}  // namespace

const Scope& Scope::inside(const Node& node, Scope& room) const {
    const Scope* scope = this;
    for (const markup::Attribute& attribute : node.attributes) {
        const bool is_base = attribute.name == "base";
        if (attribute.space != markup::ns::xml || (!is_base && attribute.name != "lang"))
            continue;
        if (scope == this)
            room = *this;
        scope = &room;
        if (is_base) {
            room.base = text::resolve_url(base, attribute.value);
        } else {
            room.language = text::tidy_language(attribute.value);
            room.language_stated = true;
        }
    }
    return *scope;
}

std::string Scope::address(std::string_view reference) const {
    std::string bare;
    for (const char c : text::trim(reference))
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
            bare += c;
    if (bare.empty())
        return {};
    std::string url = text::resolve_url(base, bare);
    const std::string scheme = text::lower(text::url_parts(url).scheme);
    for (const std::string_view banned : {"javascript", "vbscript", "data", "about", "blob"})
        if (scheme == banned)
            return {};
    return url;
}

std::string Passage::text() const {
    if (is_html && (has_tags(value) || has_references(value)))
        return markup::plain_text(value);
    return text::tidy(has_stray_references(value) ? text::decode_entities(value) : value);
}

std::string Passage::line() const {
    if (is_html && has_tags(value) && !names_elements(value))
        return fold(markup::plain_text(value));
    return fold(is_html && has_references(value) ? text::decode_entities(value) : value);
}

std::string Passage::html() const {
    if (!is_html)
        return text::escape_markup(value);
    return markup::sanitize(is_escaped_twice(value) ? text::decode_entities(value) : value, base);
}

std::string folded(const Node& node) {
    return text::fold_space(markup::inner_text(node));
}

bool has_elements(const Node& node) {
    for (const Node* child = node.first_child; child; child = child->next)
        if (child->kind == Node::Kind::element)
            return true;
    return false;
}

Passage html_passage(const Node& node, const Scope& scope) {
    if (has_elements(node))
        return markup_below(node, scope);
    Scope room;
    return {
        .value = markup::inner_text(node), .is_html = true, .base = scope.inside(node, room).base};
}

Passage atom_passage(const Node& node, const Scope& scope) {
    const std::string mode = text::lower(text::trim(node["mode"]));
    const Type type = type_of(node["type"]);
    Scope room;
    const Scope& here = scope.inside(node, room);
    Passage passage{.value = {}, .is_html = false, .base = here.base};
    const bool is_binary = type == Type::binary && node.name == "content";
    if (!has_elements(node) && (mode == "base64" || is_binary)) {
        passage.value = markup::inner_text(node);
        passage.is_html = type == Type::html || type == Type::xhtml;
        if (const auto bytes = from_base64(passage.value))
            passage.value = text::is_valid_utf8(*bytes) ? *bytes : std::string();
        return passage;
    }
    if (has_elements(node)) {
        const Node& inner = type == Type::xhtml ? without_wrapper(node) : node;
        return markup_below(inner, &inner == &node ? scope : here);
    }
    passage.value = markup::inner_text(node);
    passage.is_html = type == Type::html || (type == Type::xhtml && mode == "escaped");
    return passage;
}

}  // namespace stet::formats
