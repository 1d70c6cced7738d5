#include "markup/foreign.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "text/ascii.h"

namespace stet::markup {

namespace {

constexpr std::uint32_t sign = Element::harmless | Element::formula;
constexpr std::uint32_t shape = Element::harmless | Element::drawing;
// Inside these HTML may stand again, and its end tags stay inside.
constexpr std::uint32_t holds_html = Element::fence;

constexpr Element formulas[] = {
    {"maligngroup", sign},
    {"malignmark", sign},
    {"menclose", sign},
    {"merror", sign},
    {"mfenced", sign},
    {"mfrac", sign},
    {"mi", sign | holds_html},
    {"mmultiscripts", sign},
    {"mn", sign | holds_html},
    {"mo", sign | holds_html},
    {"mover", sign},
    {"mpadded", sign},
    {"mphantom", sign},
    {"mprescripts", sign},
    {"mroot", sign},
    {"mrow", sign},
    {"ms", sign | holds_html},
    {"mspace", sign},
    {"msqrt", sign},
    {"mstyle", sign},
    {"msub", sign},
    {"msubsup", sign},
    {"msup", sign},
    {"mtable", sign},
    {"mtd", sign},
    {"mtext", sign | holds_html},
    {"mtr", sign},
    {"munder", sign},
    {"munderover", sign},
    {"none", sign},
    {"semantics", sign},
};

constexpr Element drawings[] = {
    {"a", shape},        {"circle", shape},
    {"defs", shape},     {"desc", shape | holds_html},
    {"ellipse", shape},  {"g", shape},
    {"line", shape},     {"lineargradient", shape},
    {"path", shape},     {"polygon", shape},
    {"polyline", shape}, {"radialgradient", shape},
    {"rect", shape},     {"stop", shape},
    {"switch", shape},   {"symbol", shape},
    {"text", shape},     {"title", shape | holds_html},
    {"tspan", shape},
};

static_assert(std::ranges::is_sorted(formulas, {}, &Element::name));
static_assert(std::ranges::is_sorted(drawings, {}, &Element::name));

const Element* find(std::span<const Element> elements, std::string_view name) {
    constexpr std::size_t longest = 14;
    std::array<char, longest> lower{};
    if (name.size() > longest)
        return nullptr;
    std::transform(name.begin(), name.end(), lower.begin(), text::to_lower);
    const std::string_view key(lower.data(), name.size());
    const auto found = std::ranges::lower_bound(elements, key, {}, &Element::name);
    return found != elements.end() && found->name == key ? &*found : nullptr;
}

}  // namespace

const Element* formula_element(std::string_view name) {
    return find(formulas, name);
}

const Element* drawing_element(std::string_view name) {
    return find(drawings, name);
}

}  // namespace stet::markup
