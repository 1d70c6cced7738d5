#include "extract/article.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "extract/vocabulary.h"
#include "markup/node.h"
#include "text/ascii.h"
#include "text/words.h"
#include "time/stamp.h"

namespace stet::page {

namespace {

using markup::Node;
using Index = Outline::Index;
using namespace std::string_view_literals;

/// A paragraph that ends as sentences do, or is longer than stamps and bylines are.
bool is_sentence(const Node& node, std::string_view words) {
    constexpr std::size_t shortest = 30;
    if (words.ends_with('.'))
        return true;
    static constexpr std::array ends{"!"sv, "?"sv, "…"sv, "。"sv, "”"sv, "“"sv, "»"sv, "」"sv};
    return node.is("p") && words.size() >= shortest &&
           std::ranges::any_of(ends, [&](std::string_view end) { return words.ends_with(end); });
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
           (words.size() <= 140 && (!is_sentence(node, words) || time::reading_minutes(words)));
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
        if (node->is("table") || node->is("pre"))
            return;
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

namespace {

/// Goes from the body down to the element that holds the paragraphs.
class Search {
  public:
    Search(const Outline& outline, const Prose& prose, Index heading)
        : outline_(outline), prose_(prose), heading_(heading) {}

    ArticlePlace run() const {
        const Index named = named_body();
        Index at = named == Outline::none ? 0 : named;
        for (Index next = below(at); next != Outline::none; next = below(at))
            at = next;
        return {with_beside(at), at};
    }

  private:
    template <class Take>
    void children(Index i, Take take) const {
        for (Index child = i + 1; child < outline_.entries[i].end;
             child = outline_.entries[child].end)
            take(child);
    }

    static std::string_view first_class(const Node& node) {
        const std::string_view classes = text::trim(node["class"]);
        return classes.substr(0, classes.find_first_of(" \t\r\n"));
    }

    /// The only element that is named as the body of the article, by schema.org's property or by a
    /// class that says so, if it holds a part of the paragraphs that is worth the name.
    Index named_body() const {
        static constexpr std::array names{"articlebody"sv, "articlebodytext"sv, "articlecontent"sv,
                                          "articletext"sv, "entrycontent"sv,    "postbody"sv,
                                          "postcontent"sv, "storybody"sv,       "storycontent"sv};
        Index found = Outline::none;
        for (Index i = 0; i < outline_.size(); ++i) {
            const Node& node = outline_.node(i);
            if (node["itemprop"].empty() && node["class"].empty())
                continue;
            bool named = node["itemprop"] == "articleBody";
            for (const std::string_view one : text::split(node["class"], ' '))
                if (one.size() >= 8 && one.size() <= 20)
                    named = named || std::ranges::find(names, plain_name(one)) != names.end();
            if (!named || prose_.in(i) == 0)
                continue;
            if (found == Outline::none)
                found = i;
            else if (!outline_.holds(found, i))
                return Outline::none;
        }
        if (found == Outline::none)
            return found;
        const std::uint32_t parts = outline_.node(found)["itemprop"].empty() ? 4 : 10;
        return prose_.in(found)*parts >= prose_.all() ? found : Outline::none;
    }

    static std::string plain_name(std::string_view name) {
        std::string letters;
        for (const char c : name)
            if (text::is_alnum(c))
                letters.push_back(text::to_lower(c));
        return letters;
    }

    /// The child that holds three quarters of the paragraphs; or a part of them with the headline,
    /// or behind it: what else is there are cards, comments, boxes.
    Index below(Index at) const {
        Index most = Outline::none, headed = Outline::none, behind = Outline::none;
        bool has_paragraphs = false;
        const std::uint32_t all = prose_.in(at);
        std::vector<std::pair<std::string_view, std::string_view>> kinds;
        children(at, [&](Index child) {
            const std::uint32_t in = prose_.in(child);
            if (in > 0)
                kinds.emplace_back(outline_.node(child).name, first_class(outline_.node(child)));
            if (outline_.node(child).is("p")) {
                has_paragraphs = has_paragraphs || in > 0;
                return;
            }
            if (in * 4 >= all * 3)
                most = child;
            if (heading_ == Outline::none)
                return;
            const Node& node = outline_.node(child);
            const bool headed_part = outline_.holds(child, heading_);
            const bool whole = headed_part && (node.is("article") || node.is("main"));
            if (in * 20 < all * (whole ? 3 : 7))
                return;
            if (headed_part)
                headed = child;
            else if (child > heading_ && behind == Outline::none)
                behind = child;
        });
        // Boxes of one kind are parts of one text.
        std::ranges::sort(kinds);
        // An article element with the headline is the article, and what stands beside it another.
        if (headed != Outline::none && outline_.node(headed).is("article"))
            return headed;
        if (most != Outline::none || has_paragraphs ||
            std::ranges::adjacent_find(kinds) != kinds.end())
            return most;
        return headed != Outline::none ? headed : behind;
    }

    /// The element around it that holds paragraphs of the same text too: the opening beside the box
    /// with the rest.
    Index with_beside(Index at) const {
        Index top = at;
        for (Index up = outline_.entries[at].parent; up != Outline::none && up != 0;
             up = outline_.entries[up].parent) {
            bool more = false;
            children(up, [&](Index child) {
                if (!outline_.holds(child, top))
                    more = more || belongs(child, child < top);
            });
            if (more)
                top = up;
            if (heading_ != Outline::none && outline_.holds(up, heading_))
                break;
        }
        return top;
    }

  public:
    /// Whether a sibling of the text is a part of it: paragraphs, and before the text also boxes
    /// with some.
    bool belongs(Index i, bool before) const {
        if (prose_.in(i) == 0 || (heading_ != Outline::none && i < heading_))
            return false;
        return outline_.node(i).is("p") || (before && !outline_.holds(i, heading_));
    }

  private:
    const Outline& outline_;
    const Prose& prose_;
    Index heading_;
};

bool has_small_letters(const Node& node) {
    const std::string words = line_of(node);
    return text::fold_case(words) == words ||
           std::ranges::any_of(words, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Headings with nothing after them are those of lists that were left out.
void drop_last_headings(Node& top) {
    bool more = true;
    for (int left = 5; more && left > 0; --left) {
        more = false;
        Node* last = nullptr;
        for (Node* node = markup::following(top, &top); node; node = markup::following(*node, &top))
            if (node->is("img") ||
                (node->kind == Node::Kind::text && !text::trim(node->text).empty()))
                last = node;
        for (Node* up = last; up && up != &top; up = up->parent)
            if (heading_level(*up) >= 2) {
                markup::Tree::remove(*up);
                more = true;
                break;
            }
    }
}

/// "READ MORE: Another story", "Lesen Sie auch: ...": a paragraph that only leads elsewhere.
bool leads_on(const Node& node) {
    static constexpr std::array words{
        "read more"sv,   "read also"sv,        "also read"sv,      "more:"sv,
        "related:"sv,    "see also"sv,         "see more"sv,       "read:"sv,
        "watch:"sv,      "recommended:"sv,     "lesen sie auch"sv, "lesen sie hier"sv,
        "lies auch"sv,   "auch interessant"sv, "mehr zum thema"sv, "mehr dazu"sv,
        "mehr lesen"sv,  "lesen sie mehr"sv,   "lesetipp"sv,       "siehe auch"sv,
        "lire aussi"sv,  "à lire aussi"sv,     "a lire aussi"sv,   "voir aussi"sv,
        "leggi anche"sv, "leer más"sv,         "lee también"sv,    "lea también"sv,
        "leia também"sv, "leia mais"sv,        "lees ook"sv,       "lees meer"sv,
        "czytaj też"sv,  "czytaj także"sv,     "zobacz też"sv,     "zobacz także"sv,
        "les også"sv,    "læs også"sv,         "läs också"sv,      "läs mer"sv,
        "les mer"sv,     "lue myös"sv,         "читайте также"sv,  "читайте також"sv};
    constexpr std::size_t longest = 300, shortest_pointer = 25;
    if (!node.is("p") && !node.is("div") && !node.is("li"))
        return false;
    std::size_t text = 0, link = 0;
    for (const Node* n = &node; n; n = markup::following(*n, &node)) {
        if (n->kind != Node::Kind::text)
            continue;
        const std::size_t bytes = text::trim(n->text).size();
        text += bytes;
        if (text > longest)
            return false;
        for (const Node* up = n->parent; up && up != node.parent; up = up->parent)
            if (up->is("a")) {
                link += bytes;
                break;
            }
    }
    if (text == 0 || text > longest || link == 0)
        return false;
    // "ANOTHER STORY IN CAPITALS" between two paragraphs
    if (node.is("p") && link == text && text >= shortest_pointer && !has_small_letters(node))
        return true;
    const std::string line = text::fold_case(line_of(node));
    return std::ranges::any_of(words, [&](std::string_view one) {
        return line.starts_with(one) && (link + one.size() + 6) * 10 >= text * 9;
    });
}

/// Marks what goes: outside the text everything but its own paragraphs, inside what was left out.
std::vector<Node*> not_of_article(const Outline& outline, const ArticlePlace& place,
                                  const Prose& prose, Index heading) {
    std::vector<Node*> gone;
    const Search search(outline, prose, heading);
    for (Index i = place.top + 1; i < outline.entries[place.top].end;) {
        const bool around = outline.holds(i, place.core);
        const bool inside = outline.holds(place.core, i);
        const bool outside = !around && !inside && i != heading &&
                             !search.belongs(i, i < place.core) && !outline.holds(i, heading);
        if (outside || (prose.is_left_out(i) && !outline.node(i).is("figure")) ||
            leads_on(outline.node(i))) {
            gone.push_back(outline.entries[i].node);
            i = outline.entries[i].end;
        } else {
            ++i;
        }
    }
    return gone;
}

}  // namespace

ArticlePlace find_article(const Outline& outline, const Prose& prose, Index heading) {
    if (outline.size() == 0 || prose.all() < Prose::least_paragraph)
        return {Outline::none, Outline::none};
    return Search(outline, prose, heading).run();
}

Body read_article(markup::Tree& tree, const Outline& outline, const ArticlePlace& article,
                  const Prose& prose, const Head& head, std::string_view base) {
    Node& top = *outline.entries[article.top].node;
    const Index heading = head.heading;
    const std::vector<Node*> gone = not_of_article(outline, article, prose, heading);
    if (heading != Outline::none && outline.holds(article.top, heading) && heading != article.top)
        markup::Tree::remove(*outline.entries[heading].node);
    for (Node* const node : gone)
        markup::Tree::remove(*node);
    clean(tree, top);
    drop_preliminaries(top, head);
    drop_last_headings(top);
    return body_of(top, base);
}

}  // namespace stet::page
