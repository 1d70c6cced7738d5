#include "extract/broken_lines.h"

#include <algorithm>

#include "extract/body.h"
#include "extract/opening_words.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"

namespace stet::page {

namespace {

using markup::Node;
using markup::Tree;
using Index = Outline::Index;

bool is_blank(const Node& node) {
    return node.kind == Node::Kind::text && text::trim(node.text).empty();
}

/// Children of an element that belong together: the lines of a paragraph, or one child that is no
/// part of a line.
struct Piece {
    std::vector<Node*> nodes;
    std::optional<std::chrono::seconds> clock;  ///< that opens it
    bool lines = true;
};

/// Cuts the children of an element at empty lines, and before lines that begin with a clock.
class Pieces {
  public:
    std::vector<Piece> run(const Node& element) {
        for (Node* child = element.first_child; child; child = child->next) {
            if (child->is("br")) {
                line_starts_ = true;
                breaks_.push_back(child);
            } else if (!is_inline(*child)) {
                out_.push_back({{child}, {}, false});
                line_starts_ = true;
                breaks_.clear();
            } else if (!is_blank(*child)) {
                add(*child);
            } else if (!line_starts_) {
                out_.back().nodes.push_back(child);
            }
        }
        return std::move(out_);
    }

  private:
    void add(Node& child) {
        std::optional<When> opening;
        if (line_starts_) {
            const Node* end = &child;
            while (end && !end->is("br") && is_inline(*end))
                end = end->next;
            opening = opening_clock(opening_words(&child, end));
        }
        if (out_.empty() || !out_.back().lines || opening || breaks_.size() > 1)
            out_.emplace_back();
        else
            out_.back().nodes.insert(out_.back().nodes.end(), breaks_.begin(), breaks_.end());
        if (opening)
            out_.back().clock = opening->clock;
        out_.back().nodes.push_back(&child);
        breaks_.clear();
        line_starts_ = false;
    }

    std::vector<Piece> out_;
    std::vector<Node*> breaks_;  ///< since the last line
    bool line_starts_ = true;
};

/// Each piece that a clock opens, with those after it that none opens.
std::vector<Clocked> texts_of(const std::vector<Piece>& pieces) {
    std::vector<Clocked> texts;
    for (const Piece& piece : pieces) {
        if (piece.clock)
            texts.push_back({*piece.clock, {}});
        if (!texts.empty())
            texts.back().parts.insert(texts.back().parts.end(), piece.nodes.begin(),
                                      piece.nodes.end());
    }
    return texts;
}

void set_paragraphs(Tree& tree, Node& element, const std::vector<Piece>& pieces) {
    if (element.is("p"))
        element.name = "div";
    std::vector<Node*> old;
    for (Node* child = element.first_child; child; child = child->next)
        old.push_back(child);
    for (const Piece& piece : pieces) {
        Node& place = piece.lines ? tree.add_element(element, "p", {}) : element;
        for (Node* const node : piece.nodes)
            append(place, *node);
    }
    for (Node* const node : old)
        if (node->parent == &element && (node->is("br") || is_blank(*node)))
            Tree::remove(*node);
}

}  // namespace

bool part_lines(Tree& tree, const Outline& outline, const Claim& claim, const Structure& found) {
    if (!claim.declared && !claim.named)
        return false;
    bool changed = false;
    std::vector<bool> seen(outline.size());
    for (Index i = 0; i < outline.size(); ++i) {
        const Index parent = outline.entries[i].parent;
        if (!outline.node(i).is("br") || parent == Outline::none || seen[parent] ||
            outline.entries[i].aside || outline.entries[i].table)
            continue;
        seen[parent] = true;
        Node& element = *outline.entries[parent].node;
        if (is_inline(element) || heading_level(element) > 0 || in_conversation(outline, parent))
            continue;
        const std::vector<Piece> pieces = Pieces().run(element);
        const std::vector<Clocked> texts = texts_of(pieces);
        if (texts.size() * 4 > found.blocks.size() * 5 && outline.text_in(parent) > found.bytes &&
            are_updates(texts, claim)) {
            set_paragraphs(tree, element, pieces);
            changed = true;
        }
    }
    return changed;
}

}  // namespace stet::page
