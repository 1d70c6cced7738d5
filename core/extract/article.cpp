#include "extract/article.h"

#include <vector>

#include "extract/vocabulary.h"
#include "markup/node.h"
#include "text/ascii.h"
#include "time/stamp.h"

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

/// The lines before the text: kicker, headline again, teaser, stamp, who wrote it, a player's time.
bool is_preliminary(const Node& node, const Head& head) {
    if (node.is("figure") || node.is("blockquote") || node.is("picture") || node.is("img"))
        return false;
    const std::string words = line_of(node);
    if (words.empty())
        return false;
    return (head.printed_teaser && words == head.summary) || words == head.headline ||
           words == head.kicker ||
           (words.size() <= 140 && (!words.ends_with('.') || time::reading_minutes(words)));
}

void drop_preliminaries(Node& top, const Head& head) {
    for (Node* node = markup::following(top, &top); node;) {
        if (node->kind == Node::Kind::text && text::trim(node->text).size() >= 100)
            return;
        const bool branch = node->kind == Node::Kind::element && !is_inline(*node);
        if (!branch) {
            node = markup::following(*node, &top);
            continue;
        }
        Node* const past = markup::following_past(*node, &top);
        if (is_preliminary(*node, head)) {
            Node* const gone = node;
            node = past;
            markup::Tree::remove(*gone);
        } else if (node->is("p") || node->is("figure")) {
            if (node->is("p"))
                return;
            node = past;
        } else {
            node = markup::following(*node, &top);
        }
    }
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
        for (Index child = at + 1; child < outline.entries[at].end;
             child = outline.entries[child].end)
            if (inside(child) * 4 >= inside(at) * 3 && !outline.node(child).is("p")) {
                at = child;
                deeper = true;
                break;
            }
    }
    return at;
}
Body read_article(markup::Tree& tree, const Outline& outline, Index article, const Head& head,
                  std::string_view base) {
    Node& top = *outline.entries[article].node;
    const Index heading = head.heading;
    if (heading != Outline::none && outline.holds(article, heading) && heading != article)
        markup::Tree::remove(*outline.entries[heading].node);
    clean(tree, top);
    drop_preliminaries(top, head);
    return body_of(top, base);
}

}  // namespace stet::page
