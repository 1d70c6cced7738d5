#include "extract/article.h"

#include <vector>

#include "extract/vocabulary.h"

namespace stet::page {

namespace {

using markup::Node;
using Index = Outline::Index;

/// Shorter paragraphs are captions, labels, the rest of menus.
constexpr std::uint32_t least_paragraph = 40;

bool is_left_aside(const Outline& outline, Index i) {
    const Node& node = outline.node(i);
    return outline.entries[i].aside || node.is("aside") || node.is("footer") || node.is("figure") ||
           (node.kind == Node::Kind::element && !node.is("body") && !node.is("main") &&
            !node.is("article") &&
            (names(node, conversation) || names(node["class"], navigation)) &&
            outline.text_in(i) * 2 < outline.text_in(0));
}

/// Bytes of paragraphs before each element. `any` counts all text, for pages without `p`.
std::vector<std::uint32_t> paragraphs_before(const Outline& outline, bool any) {
    std::vector<std::uint32_t> before(outline.entries.size());
    std::uint32_t sum = 0;
    for (Index i = 0; i < outline.size();) {
        before[i] = sum;
        if (is_left_aside(outline, i)) {
            const Index end = outline.entries[i].end;
            for (; i < end; ++i)
                before[i] = sum;
            continue;
        }
        const bool leaf = outline.entries[i].end == i + 1;
        const std::uint32_t own = outline.text_in(i) - outline.link_in(i);
        if ((outline.node(i).is("p") || (any && leaf)) && own >= least_paragraph)
            sum += own;
        ++i;
    }
    before[outline.size()] = sum;
    return before;
}

}  // namespace

Index find_article(const Outline& outline) {
    if (outline.size() == 0)
        return Outline::none;
    std::vector<std::uint32_t> before = paragraphs_before(outline, false);
    if (before.back() < 3 * least_paragraph)
        before = paragraphs_before(outline, true);
    const auto inside = [&](Index i) { return before[outline.entries[i].end] - before[i]; };
    if (inside(0) < least_paragraph)
        return Outline::none;
    Index at = 0;
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (Index child = at + 1; child < outline.entries[at].end; child = outline.entries[child].end)
            if (inside(child) * 4 >= inside(at) * 3 && !outline.node(child).is("p")) {
                at = child;
                deeper = true;
                break;
            }
    }
    return at;
}

Body read_article(markup::Tree& tree, const Outline& outline, Index article, Index heading,
                  std::string_view base) {
    Node& top = *outline.entries[article].node;
    if (heading != Outline::none && outline.holds(article, heading) && heading != article)
        markup::Tree::remove(*outline.entries[heading].node);
    clean(tree, top);
    return body_of(top, base);
}

}  // namespace stet::page
