#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "extract/blocks.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using Index = Outline::Index;

/// How many bytes may stand beside stamp and heading in a line that opens an update: its author.
constexpr std::uint32_t beside = 80;

/// A stamp, as a line among the elements of a text.
struct Line {
    Index at;  ///< the element that holds the stamp, perhaps a heading, and hardly anything else
    const Mark* mark;
};

std::uint32_t headings_in(const Outline& outline, Index top) {
    std::uint32_t bytes = 0;
    for (Index i = top; i < outline.entries[top].end;) {
        const bool heading = heading_level(outline.node(i)) > 0;
        bytes += heading ? outline.text_in(i) : 0;
        i = heading ? outline.entries[i].end : i + 1;
    }
    return bytes;
}

Index line_around(const Outline& outline, Index stamp) {
    Index line = stamp;
    for (Index up = outline.entries[stamp].parent; up != Outline::none;
         up = outline.entries[up].parent) {
        const Node& node = outline.node(up);
        if (outline.text_in(up) - outline.text_in(stamp) >
                beside + (outline.text_in(up) > 600 ? 0 : headings_in(outline, up)) ||
            node.is("main") || node.is("body"))
            break;
        line = up;
    }
    return line;
}

/// Stamps whose lines are siblings of one kind, the most that there are.
std::vector<Line> most_alike(const Outline& outline, std::span<const Mark> marks) {
    std::map<std::tuple<Index, string_view, string_view>, std::vector<Line>> groups;
    for (const Mark& mark : marks) {
        if (mark.form != Mark::Form::element || mark.change || outline.entries[mark.at].aside)
            continue;
        const Index line = line_around(outline, mark.at);
        const Node& node = outline.node(line);
        const string_view classes = text::trim(node["class"]);
        std::vector<Line>& group =
            groups[{outline.entries[line].parent, node.name, classes.substr(0, classes.find(' '))}];
        // Day and clock of one line are two marks.
        if (group.empty() || group.back().at != line)
            group.push_back({line, &mark});
    }
    std::vector<Line> most;
    for (auto& [key, group] : groups)
        if (group.size() > most.size() && std::get<0>(key) != Outline::none)
            most = std::move(group);
    return most;
}

/// The heading that an update has of its own, before its text.
const Node* heading_of(const Block& block) {
    for (const Node* const part : block.parts)
        for (const Node* node = part; node; node = markup::following(*node, part)) {
            if (heading_level(*node) > 0)
                return node;
            if (node->is("p"))
                return nullptr;
        }
    return nullptr;
}

/// The last update ends where a second heading of its rank begins something else.
void end_at_next_heading(Block& block) {
    const Node* const own = heading_of(block);
    if (!own)
        return;
    const auto next = std::ranges::find_if(block.parts, [&](const Node* part) {
        return part != own && heading_level(*part) > 0 &&
               heading_level(*part) <= heading_level(*own);
    });
    block.parts.erase(next, block.parts.end());
}

class Stamped {
  public:
    Stamped(const Outline& outline, std::span<const Mark> marks, std::vector<Line> lines)
        : outline_(outline), marks_(marks), lines_(std::move(lines)) {
        const auto below = std::ranges::count_if(lines_, [&](const Line& line) {
            return heading_before(*outline_.entries[line.at].node) != nullptr;
        });
        headed_ = static_cast<std::size_t>(below) * 2 > lines_.size();
    }

    Structure run() {
        const Node& top = *outline_.entries[outline_.entries[lines_.front().at].parent].node;
        for (std::size_t k = 0; k < lines_.size() && out_.blocks.size() < max_updates; ++k) {
            Node& line = *outline_.entries[lines_[k].at].node;
            Block block;
            if (Node* const above = headed_ ? heading_before(line) : nullptr) {
                block.heading = above;
                block.parts.push_back(above);
            }
            block.parts.push_back(&line);
            const std::vector<Node*> body = nodes_between(line, start_of(k + 1), top);
            std::ranges::copy(body, std::back_inserter(block.parts));
            if (k + 1 == lines_.size())
                end_at_next_heading(block);
            add_marks(block, k);
            bodies_.push_back(bytes_of(body));
            out_.bytes += bodies_.back();
            out_.blocks.push_back(std::move(block));
        }
        return std::move(out_);
    }

    std::uint32_t median() const { return median_of(bodies_); }

  private:
    const Node* start_of(std::size_t k) const {
        if (k >= lines_.size())
            return nullptr;
        const Node& line = *outline_.entries[lines_[k].at].node;
        const Node* const above = headed_ ? heading_before(line) : nullptr;
        return above ? above : &line;
    }

    /// The marks of the line and of what follows it; days that stand between updates are headings.
    void add_marks(Block& block, std::size_t k) {
        const Index begin = lines_[k].at;
        const Index end = k + 1 < lines_.size()
                              ? lines_[k + 1].at
                              : outline_.entries[outline_.entries[begin].parent].end;
        for (const Mark& mark : marks_) {
            if (mark.at < begin && k == 0 && mark.form == Mark::Form::day)
                out_.days.push_back({0, *mark.when.day});
            if (mark.at < begin || mark.at >= end)
                continue;
            if (mark.form != Mark::Form::day || outline_.holds(begin, mark.at))
                block.marks.push_back(mark);
            else if (mark.when.day)
                out_.days.push_back({k + 1, *mark.when.day});
        }
    }

    const Outline& outline_;
    std::span<const Mark> marks_;
    std::vector<Line> lines_;
    bool headed_ = false;  ///< headings stand right before the stamps
    Structure out_;
    std::vector<std::uint32_t> bodies_;
};

/// A programme of broadcasts has stamps and headings too, from the first up.
bool runs_as_live_blog(const std::vector<Block>& blocks) {
    const Mark* const first = printed_time(blocks.front());
    const Mark* const last = printed_time(blocks.back());
    return first && last && first->when.clock && last->when.clock &&
           *first->when.clock > *last->when.clock;
}

}  // namespace

Structure stamped_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim) {
    std::vector<Line> lines = most_alike(outline, marks);
    const bool live = claim.declared || claim.named;
    if (lines.size() < (claim.declared || claim.ticker ? 2 : fewest_blocks) ||
        in_conversation(outline, lines.front().at))
        return {};
    Stamped stamped(outline, marks, std::move(lines));
    Structure structure = stamped.run();
    const auto headed = std::ranges::count_if(
        structure.blocks, [](const Block& block) { return heading_of(block) != nullptr; });
    if (stamped.median() < least_median || !in_order(structure.blocks, live) ||
        (!live && (static_cast<std::size_t>(headed) * 10 < structure.blocks.size() * 8 ||
                   !runs_as_live_blog(structure.blocks))))
        return {};
    return structure;
}

}  // namespace stet::page
