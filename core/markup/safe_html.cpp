#include "markup/safe_html.h"

#include <algorithm>
#include <array>

#include "markup/foreign.h"
#include "markup/node.h"
#include "markup/safe_attributes.h"
#include "text/ascii.h"
#include "text/scan.h"
#include "text/url.h"

namespace stet::markup {

namespace {

constexpr std::uint32_t foreign = Element::formula | Element::drawing;

bool is_foreign(const Element& element) {
    return (element.traits & foreign) != 0;
}

/// `math` and `svg`, which HTML knows; their insides it does not.
bool is_root(const Element& element) {
    return is_foreign(element) && element.has(Element::table_part);
}

enum class Place { text, attribute };

constexpr bool is_forbidden(unsigned char c) {
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

using Escapes = std::array<bool, 256>;
constexpr Escapes escapes_of(Place place) {
    Escapes escapes{};
    for (unsigned c = 0; c < 256; ++c)
        escapes[c] = is_forbidden(static_cast<unsigned char>(c));
    escapes['&'] = escapes['<'] = escapes['>'] = true;
    escapes['"'] = place == Place::attribute;
    return escapes;
}
constexpr Escapes text_escapes = escapes_of(Place::text);
constexpr Escapes attribute_escapes = escapes_of(Place::attribute);

void append_escaped(std::string& out, std::string_view raw, const Escapes& escapes) {
    const auto may_be_escaped = [](auto c) {
        return (c < 0x20) | (c == 0x7F) | (c == '&') | (c == '<') | (c == '>') | (c == '"');
    };
    std::size_t from = 0;
    for (std::size_t at = 0; (at = text::find_byte(raw, at, may_be_escaped)) < raw.size(); ++at) {
        if (!escapes[static_cast<unsigned char>(raw[at])])
            continue;
        out += raw.substr(from, at - from);
        from = at + 1;
        switch (raw[at]) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\r':
                if (at + 1 == raw.size() || raw[at + 1] != '\n')
                    out += '\n';
                break;
            case '\f':
                out += ' ';
                break;
            default:
                break;
        }
    }
    out += raw.substr(from);
}

}  // namespace

SafeHtml::SafeHtml(std::string_view base)
    : base_(text::is_http_url(base) ? base : std::string_view()) {}

const Element* SafeHtml::starting(std::string_view name) const {
    const Element* const around = foreign_around();
    if (!around)
        return element(text::iequals(name, "image") ? "img" : name);  // an old name
    const Element* const inner =
        around->has(Element::formula) ? formula_element(name) : drawing_element(name);
    return inner ? inner : element(name);
}

const Element* SafeHtml::ending(std::string_view name) const {
    if (foreign_roots_ == 0)
        return element(name);
    for (std::size_t n = 1; n <= open_.depth(); ++n) {
        const Element* const inner = open_.innermost(n);
        if (text::iequals(inner->name, name))
            return inner;
        if (is_root(*inner))
            break;
    }
    return element(name);
}

/// The element of MathML or SVG that what comes now stands directly in; nullptr in HTML.
const Element* SafeHtml::foreign_around() const {
    if (foreign_roots_ == 0)
        return nullptr;
    const Element* const inner = open_.innermost(1);
    return is_foreign(*inner) && !inner->has(Element::fence) ? inner : nullptr;
}

void SafeHtml::text(std::string_view decoded) {
    append_escaped(out_, decoded, text_escapes);
}

bool SafeHtml::start(const Element* element) {
    if (!element || !element->has(Element::harmless))
        return false;
    // HTML that begins inside a drawing ends it, as in browsers.
    for (const Element* around = foreign_around();
         around && (around->traits & foreign) != (element->traits & foreign);
         around = foreign_around())
        close_one();
    for (std::size_t n = open_.closed_by_start(*element); n > 0; --n)
        close_one();
    if (open_.depth() >= max_depth && !element->has(Element::hollow))
        return false;
    starting_ = element;
    written_.clear();
    out_ += '<';
    out_ += element->name;
    return true;
}

void SafeHtml::attribute(std::string_view name, std::string_view decoded) {
    const SafeAttribute* const known = safe_attribute(name, is_foreign(*starting_));
    if (!known || std::find(written_.begin(), written_.end(), known) != written_.end())
        return;
    written_.push_back(known);
    value_ = decoded;
    if (!make_safe(known->rule, base_, value_))
        return;
    out_ += ' ';
    out_ += known->name;
    out_ += "=\"";
    append_escaped(out_, value_, attribute_escapes);
    out_ += '"';
}

void SafeHtml::finish_start() {
    out_ += '>';
    if (starting_->name == "br")
        break_end_ = out_.size();
    if (starting_->has(Element::hollow))
        return;
    open_.push(starting_, starting_->name);
    foreign_roots_ += is_root(*starting_) ? 1 : 0;
}

void SafeHtml::end(const Element* element) {
    if (!element || !element->has(Element::harmless))
        return;
    if (element->name == "br") {
        if (break_end_ == out_.size())
            break_end_ = 0;       // `<br></br>` is one line break
        else if (start(element))  // `</br>` is another
            finish_start();
        return;
    }
    for (std::size_t n = open_.closed_by_end(element, element->name); n > 0; --n)
        close_one();
}

std::string SafeHtml::finish() {
    close_to(0);
    return std::move(out_);
}

void SafeHtml::close_to(std::size_t depth) {
    while (open_.depth() > depth)
        close_one();
}

void SafeHtml::close_one() {
    const OpenElements::Open closed = open_.pop();
    foreign_roots_ -= is_root(*closed.element) ? 1 : 0;
    out_ += "</";
    out_ += closed.name;
    out_ += '>';
}

}  // namespace stet::markup
