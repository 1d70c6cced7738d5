#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "extract/blocks.h"
#include "extract/chronicle.h"
#include "extract/opening_words.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using Index = Outline::Index;

/// "Aktualisiert am 2.1.2025 - 02:46 UhrLesedauer: 6 Min." opens with a clock too.
bool opens_update(const Mark& mark) {
    return mark.form == Mark::Form::opening && !mark.change;
}

/// Elements of one tag, by the number of them that open with a clock.
string_view commonest_opening(const Outline& outline, std::span<const Mark> marks,
                              std::span<const string_view> tags) {
    std::vector<std::size_t> counts(tags.size());
    for (const Mark& mark : marks) {
        if (!opens_update(mark) || outline.entries[mark.at].aside)
            continue;
        const auto at = std::ranges::find(tags, outline.node(mark.at).name);
        if (at != tags.end())
            ++counts[static_cast<std::size_t>(at - tags.begin())];
    }
    const auto most = std::ranges::max_element(counts);
    return *most == 0 ? string_view{} : tags[static_cast<std::size_t>(most - counts.begin())];
}

/// Where something begins in a run of opened blocks.
struct Boundary {
    Index at;
    const Mark* mark;  ///< nullptr: a heading of the same rank without clock, or the end
    bool day;
};

Index common_ancestor(const Outline& outline, Index a, Index b) {
    while (a != Outline::none && !outline.holds(a, b))
        a = outline.entries[a].parent;
    return a;
}

std::vector<Boundary> boundaries(const Outline& outline, std::span<const Mark> marks,
                                 string_view tag) {
    std::vector<Boundary> found;
    for (const Mark& mark : marks) {
        const Node* const node = outline.entries[mark.at].node;
        if (outline.entries[mark.at].aside)
            continue;
        if (opens_update(mark) && node->name == tag)
            found.push_back({mark.at, &mark, false});
        else if (mark.form == Mark::Form::day)
            found.push_back({mark.at, &mark, true});
    }
    return found;
}

/// Headings of the rank of those with clocks that have none themselves, or items of their list:
/// between them each begins an update, after the last one it ends it ("More on this").
void add_silent(const Outline& outline, std::vector<Boundary>& found, string_view tag, Index end) {
    const auto first = std::ranges::find_if(
        found, [](const Boundary& boundary) { return boundary.mark && !boundary.day; });
    const Node& like = outline.node(first->at);
    if (heading_level(like) == 0 && tag != "li")
        return;
    std::vector<Boundary> silent;
    auto next = first;
    for (Index i = first->at; i < end; ++i) {
        while (next != found.end() && next->at < i)
            ++next;
        const bool known = next != found.end() && next->at == i;
        const Node& node = outline.node(i);
        if (!known && node.name == tag && (tag != "li" || node.parent == like.parent) &&
            outline.text_in(i) > 0)
            silent.push_back({i, nullptr, false});
    }
    found.insert(found.end(), silent.begin(), silent.end());
    std::ranges::stable_sort(found, {}, &Boundary::at);
}

bool is_clock(const Boundary& boundary) {
    return boundary.mark && !boundary.day;
}

/// A chronology in an article opens paragraphs with clocks too, from the first up. Of pages whose
/// words do not name a live blog these are one: headings from the newest down; paragraphs that call
/// themselves updates; long ones with day and clock, from the newest down.
bool runs_as_live_blog(const std::vector<Block>& blocks, std::uint32_t median) {
    constexpr std::uint32_t prose = 150;
    const Mark* const first = printed_time(blocks.front());
    const Mark* const last = printed_time(blocks.back());
    const auto all = [&](auto holds) {
        return std::ranges::all_of(blocks, [&](const Block& block) {
            return !block.marks.empty() && holds(block.marks.front());
        });
    };
    if (!first || !last || all([](const Mark& mark) { return mark.named; }))
        return first && last;
    const TimePlace newest = place_in_time(first->when), oldest = place_in_time(last->when);
    if (newest.precision != oldest.precision)
        return false;
    if (newest.precision == TimePlace::Precision::clock)
        return heading_level(*blocks.front().parts.front()) > 0 && newest.at > oldest.at;
    return blocks.size() > fewest_blocks && median >= prose && newest.at > oldest.at &&
           all([](const Mark& mark) { return mark.when.day && mark.when.clock; });
}

/// Cuts the stretch of a page that its boundaries mark into blocks.
class Cutter {
  public:
    Cutter(const Outline& outline, std::vector<Boundary> boundaries, const Node& top)
        : outline_(outline), boundaries_(std::move(boundaries)), top_(top) {}

    Structure run() {
        const auto last = std::find_if(boundaries_.rbegin(), boundaries_.rend(), is_clock);
        for (std::size_t k = 0; k < boundaries_.size() && out_.blocks.size() < max_updates; ++k) {
            const Boundary& boundary = boundaries_[k];
            if (boundary.day)
                out_.days.push_back({out_.blocks.size(), *boundary.mark->when.day});
            else if (!boundary.mark && boundary.at > last->at)
                break;
            else
                cut(k);
        }
        return std::move(out_);
    }

    /// Of the text of the blocks, in bytes.
    std::uint32_t median() const { return median_of(bodies_); }

  private:
    void cut(std::size_t k) {
        Node& start = *outline_.entries[boundaries_[k].at].node;
        const bool heading = heading_level(start) > 0;
        const Node* stop =
            k + 1 < boundaries_.size() ? outline_.entries[boundaries_[k + 1].at].node : nullptr;
        Block block;
        if (heading) {
            block.heading = &start;
        } else {
            if (stop && heading_before(*stop))
                stop = heading_before(*stop);
            if (Node* const above = heading_before(start)) {
                block.heading = above;
                block.parts.push_back(above);
            }
        }
        block.parts.push_back(&start);
        const std::vector<Node*> body = nodes_between(start, stop, top_);
        bodies_.push_back(bytes_of(body) + (heading ? 0 : outline_.text_in(boundaries_[k].at)));
        std::ranges::copy(body, std::back_inserter(block.parts));
        if (boundaries_[k].mark)
            block.marks.push_back(*boundaries_[k].mark);
        out_.bytes += bodies_.back();
        out_.blocks.push_back(std::move(block));
    }

    const Outline& outline_;
    std::vector<Boundary> boundaries_;
    const Node& top_;
    Structure out_;
    std::vector<std::uint32_t> bodies_;
};

}  // namespace

namespace {

/// "+++ Heading +++" in a paragraph of its own.
bool is_framed(const Node& node) {
    constexpr std::size_t longest = 300;
    std::string words;
    for (const Node* n = node.is("p") ? &node : nullptr; n && words.size() < longest;
         n = markup::following(*n, &node))
        if (n->kind == Node::Kind::text)
            words += n->text;
    const string_view line = text::trim(words);
    return line.size() > 6 && line.starts_with("+++") && line.ends_with("+++");
}

}  // namespace

Node* heading_before(const Node& node) {
    const Node* at = node.previous;
    while (at && at->kind == Node::Kind::text && text::trim(at->text).empty())
        at = at->previous;
    return at && (heading_level(*at) >= 2 || is_framed(*at)) ? const_cast<Node*>(at) : nullptr;
}

std::uint32_t bytes_of(std::span<Node* const> nodes) {
    std::size_t bytes = 0;
    for (const Node* top : nodes)
        for (const Node* node = top; node; node = markup::following(*node, top))
            if (node->kind == Node::Kind::text)
                bytes += text::trim(node->text).size();
    return static_cast<std::uint32_t>(bytes);
}

std::uint32_t median_of(std::vector<std::uint32_t> sizes) {
    if (sizes.empty())
        return 0;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    return *middle;
}

std::vector<Node*> nodes_between(Node& from, const Node* to, const Node& top) {
    std::vector<const Node*> around;
    for (const Node* up = to; up; up = up->parent)
        around.push_back(up);
    std::vector<Node*> nodes;
    for (Node* node = markup::following_past(from, &top); node && node != to;) {
        if (std::ranges::find(around, node) != around.end()) {
            node = markup::following(*node, &top);
            continue;
        }
        if (node->is("footer") || node->is("nav") ||
            (node->is("aside") && names(*node, navigation)))
            break;
        nodes.push_back(node);
        node = markup::following_past(*node, &top);
    }
    return nodes;
}

namespace {

/// Blocks that begin at elements of one tag, and the middle size of their texts.
struct Run {
    Structure structure;
    std::uint32_t median = 0;
};

Run run_from(const Outline& outline, std::span<const Mark> marks, string_view tag,
             std::size_t fewest) {
    std::vector<Boundary> found = boundaries(outline, marks, tag);
    const auto first = std::ranges::find_if(found, is_clock);
    const auto last = std::find_if(found.rbegin(), found.rend(), is_clock);
    const auto count = static_cast<std::size_t>(std::ranges::count_if(found, is_clock));
    if (count < fewest || in_conversation(outline, first->at))
        return {};
    const Index top = common_ancestor(outline, first->at, last->at);
    if (top == Outline::none)
        return {};
    // A day heading may stand before the first clock, but in the same part of the page.
    std::erase_if(found, [&](const Boundary& b) { return !outline.holds(top, b.at); });
    add_silent(outline, found, tag, outline.entries[top].end);
    Cutter cutter(outline, std::move(found), outline.node(top));
    Structure structure = cutter.run();
    return {std::move(structure), cutter.median()};
}

constexpr std::array<string_view, 2> boxes{"li", "div"};

/// The first text of an element, if hardly more than emphasis is around it.
string_view first_text(const Node& node) {
    static constexpr std::array<string_view, 6> around{"b", "em", "font", "i", "span", "strong"};
    for (const Node* n = node.first_child; n; n = markup::following(*n, &node)) {
        if (n->kind == Node::Kind::element && std::ranges::find(around, n->name) == around.end())
            break;
        if (const string_view words = text::trim(n->text); !words.empty())
            return words;
    }
    return {};
}

/// Whether an element stands in a menu or a side column, by the names of those right around it.
bool in_navigation(const Outline& outline, Index i) {
    for (int level = 0; level < 3 && outline.entries[i].parent != Outline::none; ++level) {
        if (names(outline.node(i), navigation))
            return true;
        i = outline.entries[i].parent;
    }
    return false;
}

std::vector<Mark> box_openings(const Outline& outline) {
    std::vector<Mark> found;
    for (Index i = 0; i < outline.size() && found.size() < max_updates; ++i) {
        const Node& node = outline.node(i);
        if (std::ranges::find(boxes, node.name) == boxes.end() || outline.entries[i].aside ||
            outline.entries[i].table || !may_open(first_text(node)))
            continue;
        auto clock = opening_clock(opening_words(node.first_child, nullptr));
        if (clock && !in_navigation(outline, i))
            found.push_back({i, std::move(*clock), Mark::Form::opening});
    }
    return found;
}

std::vector<Clocked> clocked(const Structure& structure) {
    std::vector<Clocked> texts;
    for (const Block& block : structure.blocks)
        if (!block.marks.empty() && block.marks.front().when.clock)
            texts.push_back({*block.marks.front().when.clock, block.parts});
    return texts;
}

/// Whether most paragraphs have their clocks in brackets, as transcripts have them too.
bool in_brackets(const Outline& outline, std::span<const Mark> marks) {
    std::size_t bracketed = 0, all = 0;
    for (const Mark& mark : marks) {
        const Node& node = outline.node(mark.at);
        if (!opens_update(mark) || !node.is("p"))
            continue;
        const string_view words = first_text(node);
        ++all;
        bracketed += words.starts_with('(') || words.starts_with('[') ? 1 : 0;
    }
    return bracketed * 2 > all;
}

}  // namespace

Structure opened_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim) {
    static constexpr std::array<string_view, 7> tags{"h2", "h3", "h4", "h5", "h6", "p", "dt"};
    const string_view tag = commonest_opening(outline, marks, tags);
    if (tag.empty())
        return {};
    const bool live = claim.declared || claim.named;
    auto [structure, median] =
        run_from(outline, marks, tag, claim.declared || claim.ticker ? 2 : fewest_blocks);
    if (median < least_median || !in_order(structure.blocks, live) ||
        (!live && !runs_as_live_blog(structure.blocks, median)) ||
        (tag == "p" && in_brackets(outline, marks) && !are_updates(clocked(structure), claim)))
        return {};
    return std::move(structure);
}

Structure listed_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim) {
    if (!claim.declared && !claim.named)
        return {};
    std::vector<Mark> openings = box_openings(outline);
    const string_view tag = commonest_opening(outline, openings, boxes);
    if (openings.size() < fewest_blocks)
        return {};
    std::ranges::copy_if(marks, std::back_inserter(openings),
                         [](const Mark& mark) { return mark.form == Mark::Form::day; });
    std::ranges::stable_sort(openings, {}, &Mark::at);
    Run run = run_from(outline, openings, tag, fewest_blocks);
    const std::vector<Clocked> texts = clocked(run.structure);
    // A list of which only some items begin with clocks is one of something else.
    if (texts.size() * 10 < run.structure.blocks.size() * 6 || !are_updates(texts, claim))
        return {};
    return std::move(run.structure);
}

}  // namespace stet::page
