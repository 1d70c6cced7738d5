#include "extract/beside.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using Index = Outline::Index;
using namespace std::chrono;
using namespace std::string_view_literals;

/// A paragraph of an article, not a caption or a label.
constexpr std::uint32_t least_paragraph = 40;
/// Less prose than this may introduce a live blog.
constexpr std::uint32_t least_prose = 200;

/// Sorted: boxes in which pages set lists of what is not their own text.
constexpr std::array beside_list{
    "agenda"sv,    "aside"sv,  "cards"sv,        "carousel"sv,    "comments"sv,   "footer"sv,
    "instagram"sv, "latest"sv, "meistgelesen"sv, "more"sv,        "mostread"sv,   "popular"sv,
    "promo"sv,     "recent"sv, "recirc"sv,       "recommended"sv, "related"sv,    "sidebar"sv,
    "similar"sv,   "social"sv, "socialwall"sv,   "teaser"sv,      "teaserlist"sv, "teasers"sv,
    "trending"sv,  "tweets"sv, "twitter"sv,      "upcoming"sv,    "widget"sv,     "widgets"sv};
constexpr Words beside_words(beside_list);
constexpr std::array live_list{"live"sv, "liveblog"sv, "liveticker"sv, "ticker"sv, "tickers"sv};
constexpr Words live_words(live_list);

class Judge {
  public:
    Judge(const Outline& outline, const Structure& structure, const Head& head, const Claim& claim)
        : outline_(outline), blocks_(structure.blocks), head_(head), claim_(claim) {
        for (const Block& block : blocks_)
            parts_.insert(block.parts.begin(), block.parts.end());
    }

    bool is_beside() {
        if (blocks_.size() < 2)
            return !claim_.declared;
        measure();
        const bool strong = claim_.declared || claim_.ticker || head_.headline_names_live;
        if (!strong && (is_empty_list() || times_are_no_news()))
            return true;
        if (claim_.declared)
            return false;
        if (is_in_box() && prose_ >= least_prose && (!claim_.ticker || !is_named_live()))
            return true;
        return !strong && prose_ >= least_prose && prose_ > largest_;
    }

    /// Whether the blocks stand by themselves: the text is elsewhere, and none of it among them.
    bool is_outside() const {
        if (prose_ < least_prose)
            return false;
        for (const Block& block : blocks_) {
            const Node* const parent = block.parts.front()->parent;
            for (const Node* child = parent->first_child; child; child = child->next)
                if (child->is("p") && !parts_.contains(child) &&
                    text_bytes(*child) >= least_paragraph)
                    return false;
        }
        return true;
    }

  private:
    static std::size_t text_bytes(const Node& top) {
        std::size_t bytes = 0;
        for (const Node* node = &top; node; node = markup::following(*node, &top))
            if (node->kind == Node::Kind::text)
                bytes += text::trim(node->text).size();
        return bytes;
    }

    bool is_part(Index i) const { return parts_.contains(outline_.entries[i].node); }

    bool is_left_aside(Index i) const {
        const Node& node = outline_.node(i);
        return outline_.entries[i].aside || node.is("aside") || node.is("footer") ||
               node.is("figure") || names(node["class"], conversation) ||
               (!node.is("body") && names(node["class"], beside_words) &&
                outline_.text_in(i) * 2 < outline_.text_in(0));
    }

    /// The prose outside the blocks, behind the headline; and the text of the blocks.
    void measure() {
        std::vector<std::uint32_t> sizes;
        for (const Block& block : blocks_) {
            const std::uint32_t size = bytes_of(block.parts);
            sizes.push_back(size);
            largest_ = std::max(largest_, size);
        }
        const Index from = head_.heading == Outline::none ? 0 : head_.heading;
        const Index first = outline_.index_of(*blocks_.front().parts.front());
        const bool leads = first > from;  // the headline is before the list
        for (Index i = from; i < outline_.size();) {
            if (leads && i >= first)
                break;
            if (is_part(i) || (i != from && is_left_aside(i))) {
                i = outline_.entries[i].end;
                continue;
            }
            const std::uint32_t own = outline_.text_in(i) - outline_.link_in(i);
            const bool leaf = outline_.node(i).is("p") || outline_.entries[i].end == i + 1;
            if (leaf && own >= (outline_.node(i).is("p") ? least_paragraph : 2 * least_paragraph) &&
                heading_level(outline_.node(i)) == 0) {
                prose_ += own;
                i = outline_.entries[i].end;
                continue;
            }
            ++i;
        }
    }

    /// Entries that hold hardly more than their time.
    bool is_empty_list() const {
        constexpr std::size_t least = 12;
        std::size_t empty = 0;
        for (const Block& block : blocks_) {
            std::size_t stamps = 0;
            const Node* last = nullptr;
            for (const Mark& mark : block.marks) {
                const Node* const node = outline_.entries[mark.at].node;
                if (mark.form != Mark::Form::attribute && mark.form != Mark::Form::opening &&
                    node != last)
                    stamps += outline_.text_in(mark.at);
                last = node;
            }
            empty += bytes_of(block.parts) < stamps + least ? 1 : 0;
        }
        return empty * 2 > blocks_.size();
    }

    /// Times that are all one, or so far apart that they are those of an archive or a calendar.
    bool times_are_no_news() const {
        constexpr std::int64_t slow = 7 * 86400;
        std::vector<std::int64_t> all;
        std::size_t ages = 0;
        for (const Block& block : blocks_) {
            const Mark* const mark = printed_time(block);
            const TimePlace place = mark ? place_in_time(mark->when) : TimePlace{};
            if (mark && mark->when.day && place.precision == TimePlace::Precision::none)
                all.push_back(sys_days(*mark->when.day).time_since_epoch() / seconds(1));
            else if (place.precision > TimePlace::Precision::clock)
                all.push_back(place.at.count());
            else if (!mark && !block.marks.empty())
                ages += 1;
        }
        if (ages * 2 > blocks_.size() && !claim_.named)
            return true;
        if (all.size() < fewest_blocks || all.size() * 2 < blocks_.size())
            return false;
        std::ranges::sort(all);
        if (all.front() == all.back())
            return true;
        std::vector<std::uint32_t> steps;
        for (std::size_t i = 1; i < all.size(); ++i)
            steps.push_back(static_cast<std::uint32_t>(
                std::min<std::int64_t>(all[i] - all[i - 1], UINT32_MAX)));
        return median_of(std::move(steps)) > slow;
    }

    /// Whether what holds the blocks, below what holds the headline too, is named as a box of other
    /// things.
    bool is_in_box() const {
        const Index heading = head_.heading;
        if (heading == Outline::none)
            return false;
        std::size_t inside = 0;
        for (const Block& block : blocks_) {
            const Node* up = block.parts.front();
            bool box = false;
            for (; up && up->kind == Node::Kind::element && !up->is("body") && !up->is("main");
                 up = up->parent) {
                if (is_above(*up, *outline_.entries[heading].node))
                    break;
                box = box || up->is("footer") || up->is("aside") || names(*up, beside_words) ||
                      names(*up, conversation);
            }
            inside += box ? 1 : 0;
        }
        return inside * 2 > blocks_.size();
    }

    static bool is_above(const Node& top, const Node& node) {
        for (const Node* up = &node; up; up = up->parent)
            if (up == &top)
                return true;
        return false;
    }

    bool is_named_live() const {
        for (const Node* up = blocks_.front().parts.front();
             up && up->kind == Node::Kind::element && !up->is("body"); up = up->parent)
            if (names(*up, live_words))
                return true;
        return false;
    }

    const Outline& outline_;
    const std::vector<Block>& blocks_;
    const Head& head_;
    const Claim& claim_;
    std::unordered_set<const Node*> parts_;
    std::uint32_t prose_ = 0, largest_ = 0;
};

/// A class as a warning may print it.
std::string plain_class(const Node& node) {
    constexpr std::size_t longest = 40;
    const string_view classes = text::trim(node["class"]);
    const string_view first = classes.substr(0, classes.find_first_of(" \t\r\n"));
    const bool plain = !first.empty() && first.size() <= longest &&
                       std::ranges::all_of(
                           first, [](char c) { return text::is_alnum(c) || c == '-' || c == '_'; });
    return plain ? text::cat(".", first) : std::string();
}

}  // namespace

Place place_of_blocks(const Outline& outline, const Structure& structure, const Head& head,
                      const Claim& claim) {
    if (structure.blocks.empty())
        return Place::main;
    Judge judge(outline, structure, head, claim);
    if (!judge.is_beside())
        return Place::main;
    return judge.is_outside() ? Place::outside : Place::beside;
}

std::string told_list(const Structure& structure) {
    const Node& first = *structure.blocks.front().parts.front();
    return text::cat("a list of ", structure.blocks.size(), " entries with times ('", first.name,
                     plain_class(first), "') stands beside the text and was not read");
}

}  // namespace stet::page
