#include "markup/elements.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace stet::markup {

namespace {

using Sibling = Element::Sibling;

constexpr std::uint32_t phrase = Element::harmless;
constexpr std::uint32_t styled = Element::harmless | Element::formatting;
constexpr std::uint32_t box = Element::harmless | Element::block | Element::ends_paragraph;
constexpr std::uint32_t cell = Element::harmless | Element::block | Element::fence;
constexpr std::uint32_t row = Element::harmless | Element::block | Element::table_part;
constexpr std::uint32_t other_box = Element::block | Element::ends_paragraph;

constexpr Element elements[] = {
    {"a", styled, Sibling::anchor},
    {"abbr", phrase},
    {"acronym", phrase},
    {"address", box},
    {"annotation", Element::unwanted},
    {"annotation-xml", Element::unwanted},
    {"applet", Element::unwanted},
    {"area", phrase | Element::hollow},
    {"article", box},
    {"aside", box},
    {"audio", phrase},
    {"b", styled},
    {"base", Element::hollow},
    {"bdi", phrase},
    {"bdo", phrase},
    {"big", styled},
    {"blockquote", box},
    {"body", Element::block},
    {"br", phrase | Element::hollow},
    {"button", Element::unwanted},
    {"canvas", Element::unwanted},
    {"caption", cell | Element::table_part},
    {"center", box},
    {"cite", phrase},
    {"code", styled},
    {"col", phrase | Element::hollow},
    {"colgroup", row},
    {"data", phrase},
    {"dd", Element::harmless | Element::block | Element::ends_paragraph, Sibling::definition},
    {"del", phrase},
    {"details", box},
    {"dfn", phrase},
    {"dialog", other_box},
    {"dir", box | Element::ends_list_items},
    {"div", box},
    {"dl", box | Element::ends_definitions},
    {"dt", box, Sibling::definition},
    {"em", styled},
    {"embed", Element::hollow},
    {"fieldset", other_box},
    {"figcaption", box},
    {"figure", box},
    {"font", Element::formatting},
    {"footer", box},
    {"foreignobject", Element::unwanted},
    {"form", other_box},
    {"frame", Element::hollow},
    {"frameset", Element::unwanted},
    {"h1", box, Sibling::heading},
    {"h2", box, Sibling::heading},
    {"h3", box, Sibling::heading},
    {"h4", box, Sibling::heading},
    {"h5", box, Sibling::heading},
    {"h6", box, Sibling::heading},
    {"head", Element::block},
    {"header", box},
    {"hgroup", box},
    {"hr", box | Element::hollow},
    {"html", Element::block},
    {"i", styled},
    {"iframe", Element::unwanted | Element::raw_text},
    {"img", phrase | Element::hollow},
    {"input", Element::hollow},
    {"ins", phrase},
    {"kbd", phrase},
    {"keygen", Element::hollow},
    {"li", box, Sibling::item},
    {"link", Element::hollow},
    {"main", box},
    {"map", phrase},
    {"mark", phrase},
    {"math", phrase | Element::formula | Element::table_part},
    {"menu", box | Element::ends_list_items},
    {"meta", Element::hollow},
    {"nav", box},
    {"nobr", Element::formatting},
    {"noembed", Element::unwanted | Element::raw_text},
    {"noframes", Element::unwanted | Element::raw_text},
    {"object", Element::unwanted},
    {"ol", box | Element::ends_list_items},
    {"option", 0, Sibling::option},
    {"p", box, Sibling::paragraph},
    {"param", Element::hollow},
    {"picture", phrase},
    {"pre", box},
    {"q", phrase},
    {"rp", phrase, Sibling::ruby},
    {"rt", phrase, Sibling::ruby},
    {"ruby", phrase | Element::ends_ruby},
    {"s", styled},
    {"samp", phrase},
    {"script", Element::unwanted | Element::raw_text},
    {"section", box},
    {"select", Element::unwanted},
    {"small", styled},
    {"source", phrase | Element::hollow},
    {"span", phrase},
    {"strike", styled},
    {"strong", styled},
    {"style", Element::unwanted | Element::raw_text},
    {"sub", phrase},
    {"summary", box},
    {"sup", phrase},
    {"svg", phrase | Element::drawing | Element::table_part},
    {"table", box | Element::fence | Element::table_part | Element::ends_rows},
    {"tbody", row, Sibling::row_group},
    {"td", cell | Element::table_part, Sibling::cell},
    {"template", Element::unwanted},
    {"textarea", Element::unwanted | Element::raw_text},
    {"tfoot", row, Sibling::row_group},
    {"th", cell | Element::table_part, Sibling::cell},
    {"thead", row, Sibling::row_group},
    {"time", phrase},
    {"title", Element::unwanted | Element::raw_text},
    {"tr", row, Sibling::row},
    {"track", phrase | Element::hollow},
    {"tt", styled},
    {"u", styled},
    {"ul", box | Element::ends_list_items},
    {"var", phrase},
    {"video", phrase},
    {"wbr", phrase | Element::hollow},
    {"xmp", Element::unwanted | Element::raw_text},
};

constexpr std::size_t longest_name = 14;  // annotation-xml
constexpr std::size_t slots = 512;

constexpr std::size_t slot_of(std::string_view name) {
    std::size_t hash = name.size();
    for (char c : name)
        hash = hash * 31 + static_cast<std::size_t>(static_cast<unsigned char>(c));
    return hash % slots;
}

// Open addressing: a free slot is 0, else the number of the element and one.
constexpr std::array<std::uint8_t, slots> index_of_elements() {
    std::array<std::uint8_t, slots> index{};
    for (std::size_t n = 0; n < std::size(elements); ++n) {
        std::size_t slot = slot_of(elements[n].name);
        while (index[slot] != 0)
            slot = (slot + 1) % slots;
        index[slot] = static_cast<std::uint8_t>(n + 1);
    }
    return index;
}
constexpr std::array<std::uint8_t, slots> element_index = index_of_elements();
static_assert(std::size(elements) < 255);

/// Whether looking outwards from inside `inner` for a sibling of that kind ends there.
bool bounds(const Element& inner, Sibling kind) {
    switch (kind) {
        case Sibling::none:
            return true;
        case Sibling::item:
            return inner.has(Element::fence) || inner.has(Element::ends_list_items);
        case Sibling::definition:
            return inner.has(Element::fence) || inner.has(Element::ends_definitions);
        case Sibling::ruby:
            return inner.has(Element::fence) || inner.has(Element::ends_ruby);
        case Sibling::row_group:
        case Sibling::row:
            return inner.has(Element::ends_rows);
        case Sibling::cell:
            return inner.has(Element::ends_rows) || inner.sibling == Sibling::row;
        case Sibling::heading:  // only directly inside: `<h2><h3>`, not `<h2><div><h3>`
            return inner.sibling != Sibling::heading;
        case Sibling::option:
            return inner.has(Element::fence) || inner.name == "select";
        case Sibling::paragraph:
        case Sibling::anchor:
            return inner.has(Element::fence);
    }
    return true;
}

}  // namespace

const Element* element(std::string_view name) {
    if (name.empty() || name.size() > longest_name)
        return nullptr;
    char lower[longest_name];
    std::transform(name.begin(), name.end(), lower, text::to_lower);
    const std::string_view key(lower, name.size());
    for (std::size_t slot = slot_of(key); element_index[slot] != 0; slot = (slot + 1) % slots)
        if (elements[element_index[slot] - 1].name == key)
            return &elements[element_index[slot] - 1];
    return nullptr;
}

std::size_t OpenElements::closed_by_start(const Element& starting) const {
    // Counted from the innermost that stays open behind the `closed` ones.
    std::size_t closed = 0;
    const auto closes = [&](Sibling kind) {
        for (std::size_t n = closed + 1; n <= open_.size(); ++n) {
            const Element* const inner = open_[open_.size() - n].element;
            if (!inner)
                continue;
            if (inner->sibling == kind) {
                closed = n;
                return true;
            }
            if (bounds(*inner, kind))
                return false;
        }
        return false;
    };
    // Once one is closed, the next may come into reach: `<h2><p>` before `<h1>`.
    bool more = true;
    while (more)
        more = (starting.has(Element::ends_paragraph) && closes(Sibling::paragraph)) ||
               (starting.sibling != Sibling::none && closes(starting.sibling));
    return closed;
}

std::size_t OpenElements::closed_by_end(const Element* ending, std::string_view name) const {
    const bool table_part = ending && ending->has(Element::table_part);
    for (std::size_t n = 1; n <= open_.size(); ++n) {
        const Open& inner = open_[open_.size() - n];
        if (inner.element == ending && (ending || text::iequals(inner.name, name)))
            return n;
        if (inner.element && inner.element->has(table_part ? Element::ends_rows : Element::fence))
            return 0;
    }
    return 0;
}

OpenElements::Open OpenElements::pop() {
    const Open last = open_.back();
    open_.pop_back();
    return last;
}

void OpenElements::remove(std::size_t n) {
    open_.erase(open_.end() - static_cast<std::ptrdiff_t>(n));
}

bool OpenElements::block_among(std::size_t count) const {
    return std::any_of(
        open_.end() - static_cast<std::ptrdiff_t>(count), open_.end(),
        [](const Open& one) { return one.element && one.element->has(Element::block); });
}

}  // namespace stet::markup
