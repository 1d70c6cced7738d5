#pragma once

#include <cstdint>
#include <vector>

#include "markup/node.h"

namespace stet::page {

/// A page's elements in document order, with what has to be asked of them often: how much text is
/// below each, and how much of it is links. One walk over the tree makes it.
struct Outline {
    using Index = std::uint32_t;
    static constexpr Index none = UINT32_MAX;

    struct Entry {
        markup::Node* node;
        Index parent;              ///< none for the first
        Index end;                 ///< the first entry that is not below
        std::uint32_t text, link;  ///< bytes but blanks before this element, all and in links
        std::uint32_t text_end, link_end;  ///< the same where the element ends
        bool aside;                        ///< in a menu, a footer, a side column, a form
        bool table;                        ///< in a table
    };
    /// What is printed, the first entry being the body. The last entry is a sentinel without node.
    std::vector<Entry> entries;
    /// What the head and data elements say: meta, link, title, base; scripts of data.
    std::vector<markup::Node*> metas, links, scripts;
    markup::Node* title = nullptr;
    markup::Node* html = nullptr;
    markup::Node* base = nullptr;

    std::size_t size() const { return entries.size() - 1; }
    const markup::Node& node(Index i) const { return *entries[i].node; }
    /// Where an element stands; the number of all where it is none of them.
    Index index_of(const markup::Node& node) const;
    std::uint32_t text_in(Index i) const { return entries[i].text_end - entries[i].text; }
    std::uint32_t link_in(Index i) const { return entries[i].link_end - entries[i].link; }
    bool holds(Index outer, Index inner) const {
        return inner >= outer && inner < entries[outer].end;
    }
};

Outline outline(markup::Tree& tree);

/// Whether an element stands among readers' comments or the posts of a forum, by the names of what
/// is around it, and by the types of schema.org if `typed`.
bool in_conversation(const Outline& outline, Outline::Index i, bool typed = true);

}  // namespace stet::page
