#include "extract/prose.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "extract/body.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using Index = Outline::Index;
using namespace std::string_view_literals;

/// Text that stands in a box and in no paragraph is one only where it is longer than labels are.
constexpr std::uint32_t least_in_box = 60;

/// Sorted: kits and boxes that ask for consent.
constexpr std::array consent_list{"borlabs"sv, "borlabscookie"sv, "cmp"sv,      "consent"sv,
                                  "cookie"sv,  "cookiebanner"sv,  "cookies"sv,  "didomi"sv,
                                  "gdpr"sv,    "klaro"sv,         "onetrust"sv, "optanon"sv,
                                  "privacy"sv, "usercentrics"sv};
constexpr Words consent_words(consent_list);

std::uint64_t kind_of(const Node& node) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    const auto add = [&](string_view text) {
        for (const char c : text)
            if (!text::is_digit(c))
                hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    };
    add(node.name);
    const string_view classes = text::trim(node["class"]);
    add(classes.substr(0, classes.find_first_of(" \t\r\n")));
    return hash;
}

bool is_cut_short(const Node& node) {
    const std::string words = line_of(node);
    return words.ends_with("...") || words.ends_with("…") || words.ends_with("…]") ||
           words.ends_with("...]");
}

bool is_box(const Node& node) {
    static constexpr std::array tags{"div"sv, "li"sv, "article"sv, "section"sv, "td"sv, "a"sv};
    return std::ranges::find(tags, node.name) != tags.end();
}

}  // namespace

Prose::Prose(const Outline& outline, Index heading)
    : outline_(outline),
      heading_(heading),
      own_(outline.entries.size()),
      before_(outline.entries.size()),
      left_out_(outline.entries.size()) {
    if (outline.size() == 0)
        return;
    weigh();
    sum(false);
    whole_ = all();
    leave_out_cards();
    sum(true);
}

/// What each element holds of text that is in no other block and in no link.
void Prose::weigh() {
    std::vector<std::uint32_t> text(outline_.size()), link(outline_.size());
    std::vector<Index> block(outline_.size(), Outline::none);  // the one around each
    for (Index i = 0; i < outline_.size(); ++i) {
        const Index parent = outline_.entries[i].parent;
        const Index around =
            parent == Outline::none || !is_inline(outline_.node(parent)) ? parent : block[parent];
        block[i] = around;
        if (i > 0 && is_inline(outline_.node(i)))
            continue;
        text[i] = outline_.text_in(i);
        link[i] = outline_.link_in(i);
        if (around != Outline::none) {
            text[around] -= std::min(text[around], text[i]);
            link[around] -= std::min(link[around], link[i]);
        }
    }
    static constexpr std::array none{"figcaption"sv, "button"sv, "label"sv,  "th"sv,
                                     "caption"sv,    "option"sv, "select"sv, "textarea"sv};
    for (Index i = 0; i < outline_.size(); ++i) {
        const Node& node = outline_.node(i);
        const std::uint32_t bytes = text[i] - std::min(text[i], link[i]);
        const std::uint32_t least = node.is("p") ? least_paragraph : least_in_box;
        if (bytes >= least && link[i] <= bytes && heading_level(node) == 0 &&
            std::ranges::find(none, node.name) == none.end())
            own_[i] = node.is("li") ? bytes / 2 : bytes;  // lists are seldom what is told
    }
}

/// Readers' words: boxes that are named so, unless the headline is in them, or one run of
/// paragraphs as an opinion piece is.
bool Prose::is_of_readers(Index i) const {
    const Node& node = outline_.node(i);
    if (!names(node, conversation))
        return false;
    if (in(i)*2 < whole_)
        return true;
    for (Index below = i; below < outline_.entries[i].end; ++below) {
        std::uint32_t run = 0;
        for (Index child = below + 1; child < outline_.entries[below].end;
             child = outline_.entries[child].end)
            run += outline_.node(child).is("p") ? own_[child] : 0;
        if (run * 10 >= in(i)*6)
            return false;
    }
    return true;
}

bool Prose::is_aside(Index i) const {
    const Node& node = outline_.node(i);
    return outline_.entries[i].aside || node.is("aside") || node.is("footer") ||
           node.is("figure") || (!node.is("body") && is_hidden(node) && in(i)*2 < whole_);
}

/// By what it is called. What holds the headline, or half of the page's paragraphs, is no column at
/// its side, however a system names it.
bool Prose::is_named_aside(Index i) const {
    const Node& node = outline_.node(i);
    if (node.is("body") || node.is("main") || node.is("article") || node.is("p") ||
        heading_level(node) > 0 || (heading_ != Outline::none && outline_.holds(i, heading_)))
        return false;
    // A kit may have more paragraphs than the article, but not all of them.
    constexpr std::uint32_t least_rest = 200;
    if (names(node, consent_words) && (in(i)*2 < whole_ || whole_ - in(i) >= least_rest))
        return true;
    return is_of_readers(i) || (names(node["class"], navigation) && in(i)*2 < whole_);
}

void Prose::sum(bool named) {
    std::uint32_t bytes = 0;
    std::vector<std::uint32_t> before(before_.size());
    for (Index i = 0; i < outline_.size();) {
        before[i] = bytes;
        if (left_out_[i] ||
            (named ? is_aside(i) || is_named_aside(i)
                   : outline_.entries[i].aside || outline_.node(i).is("aside") ||
                         outline_.node(i).is("footer") || outline_.node(i).is("figure"))) {
            left_out_[i] = left_out_[i] || named;
            const Index end = outline_.entries[i].end;
            for (; i < end; ++i)
                before[i] = bytes;
            continue;
        }
        bytes += own_[i];
        ++i;
    }
    before[outline_.size()] = bytes;
    before_ = std::move(before);
}

/// A pointer to another story: a box that is short, and its heading or a good part of it a link.
bool Prose::is_card(Index i) const {
    constexpr std::uint32_t longest = 450;
    const std::uint32_t text = outline_.text_in(i), link = outline_.link_in(i);
    const Node& node = outline_.node(i);
    if (!is_box(node) || text > longest || text == 0 || (!node.is("a") && link < 12) ||
        (heading_ != Outline::none && outline_.holds(i, heading_)))
        return false;
    if (node.is("a") || link * 10 >= text * 8 || begins_with_link(i))
        return true;
    for (Index below = i + 1; below < outline_.entries[i].end; ++below)
        if (heading_level(outline_.node(below)) > 0)
            return outline_.text_in(below) > 0 &&
                   (outline_.link_in(below) * 10 >= outline_.text_in(below) * 9 ||
                    outline_.text_in(below) * 10 <= outline_.link_in(i) * 11);
    return false;
}

/// "Another story" as a link and the first words of it, "The ferry will run each ...".
bool Prose::begins_with_link(Index i) const {
    constexpr std::uint32_t title = 25;
    if (!outline_.node(i).is("li") || !is_cut_short(outline_.node(i)))
        return false;
    for (Index below = i + 1; below < outline_.entries[i].end; ++below) {
        if (outline_.entries[below].text > outline_.entries[i].text)
            return false;
        if (outline_.node(below).is("a") && outline_.text_in(below) > 0)
            return outline_.text_in(below) >= title;
    }
    return false;
}

/// Rows of at least two of them, where the paragraphs are elsewhere: a list of links may be what an
/// article consists of.
void Prose::leave_out_cards() {
    std::unordered_map<std::uint64_t, std::vector<Index>> rows;
    for (Index i = 1; i < outline_.size();) {
        if (!is_card(i)) {
            ++i;
            continue;
        }
        const Index parent = outline_.entries[i].parent;
        rows[kind_of(outline_.node(i)) ^ (std::uint64_t{parent} << 32)].push_back(i);
        i = outline_.entries[i].end;
    }
    std::uint32_t prose = 0;
    for (const auto& [kind, row] : rows)
        for (const Index i : row)
            prose += row.size() >= 2 ? in(i) : 0;
    // What is left has to be an article.
    constexpr std::uint32_t least_article = 400;
    if (whole_ - std::min(whole_, prose) < std::max(least_article, prose / 4))
        return;
    for (const auto& [kind, row] : rows)
        if (row.size() >= 2)
            for (const Index i : row)
                left_out_[i] = true;
}

}  // namespace stet::page
