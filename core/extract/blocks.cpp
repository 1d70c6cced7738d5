#include "extract/blocks.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/url.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using Index = Outline::Index;
using namespace std::chrono;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    return (hash ^ value) * 0x100000001b3ULL;
}

/// What makes elements siblings of one kind: the tag and the first class without its digits, which
/// some systems number ("post-4711").
std::uint64_t signature(const Node& node) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : node.name)
        hash = mix(hash, static_cast<unsigned char>(c));
    const string_view classes = text::trim(node["class"]);
    for (const char c : classes.substr(0, classes.find_first_of(" \t\n\r")))
        if (!text::is_digit(c))
            hash = mix(hash, static_cast<unsigned char>(c));
    return hash;
}

/// The same of an element with the two around it, so that updates which a page spreads over days
/// or pages of its own still are of one kind.
std::vector<std::uint64_t> kinds(const Outline& outline) {
    std::vector<std::uint64_t> own(outline.size()), all(outline.size());
    for (Index i = 0; i < outline.size(); ++i) {
        own[i] = signature(outline.node(i));
        all[i] = own[i];
        Index above = outline.entries[i].parent;
        for (int level = 0; level < 2 && above != Outline::none; ++level) {
            all[i] = mix(all[i], own[above]);
            above = outline.entries[above].parent;
        }
    }
    return all;
}

/// Elements that open an update or hold its time, but never are one.
bool cannot_be_update(const Node& node) {
    return heading_level(node) > 0 || is_inline(node) || node.name == "p" || node.name == "dt" ||
           node.name == "td" || node.name == "th" || node.name == "body" || node.name == "main" ||
           node.name == "header" || node.name == "footer" || node.name == "figure" ||
           node.name == "blockquote";
}

bool leads_elsewhere(string_view href, string_view address) {
    if (href.empty() || href[0] == '#' || text::istarts_with(href, "javascript:"))
        return false;
    const std::string whole = text::resolve_url(address, href);
    const text::UrlParts there = text::url_parts(whole), here = text::url_parts(address);
    return there.path != here.path;
}

/// Whether the first words below an element, but for a stamp, are a link to another page.
bool begins_with_link(const Outline& outline, Index item, string_view address) {
    constexpr std::uint32_t stamp = 12, title = 15;
    for (Index i = item + 1; i < outline.entries[item].end; ++i) {
        if (outline.entries[i].text - outline.entries[item].text > stamp)
            return false;
        if (outline.node(i).is("a") && outline.text_in(i) >= title)
            return leads_elsewhere(outline.node(i)["href"], address);
    }
    return false;
}

/// Whether an element is a pointer to a story of its own: its heading is a link to another page;
/// where the page does not say that it is a live blog, also its first words.
bool is_teaser(const Outline& outline, Index item, const Claim& claim) {
    const string_view address = claim.address;
    if (!claim.named && !claim.declared && begins_with_link(outline, item, address))
        return true;
    for (Index i = item; i < outline.entries[item].end; ++i) {
        const Node& node = outline.node(i);
        if (node.is("a") && outline.text_in(i) * 10 >= outline.text_in(item) * 8)
            return leads_elsewhere(node["href"], address);
        if (heading_level(node) == 0)
            continue;
        for (const Node* up = &node; up; up = up->parent)
            if (up->is("a"))
                return leads_elsewhere((*up)["href"], address);
        for (const Node* n = markup::following(node, &node); n; n = markup::following(*n, &node))
            if (n->is("a"))
                return leads_elsewhere((*n)["href"], address);
        return false;
    }
    return false;
}

bool is_blank(const Outline& outline, Index i) {
    if (outline.text_in(i) > 0)
        return false;
    for (Index below = i; below < outline.entries[i].end; ++below) {
        const string_view tag = outline.node(below).name;
        if (tag == "img" || tag == "iframe" || tag == "video" || tag.starts_with("amp-"))
            return false;
    }
    return true;
}

struct Group {
    std::vector<Index> members;
    std::size_t marked = 0, inside = 0;
    std::uint64_t text = 0;
    Index last = Outline::none;
};

using Groups = std::unordered_map<std::uint64_t, Group>;

/// The members of each group: all elements of its kind that show something.
void gather(const Outline& outline, const std::vector<std::uint64_t>& kind, Groups& groups) {
    for (Index i = 0; i < outline.size(); ++i) {
        const auto at = groups.find(kind[i]);
        if (at == groups.end() || cannot_be_update(outline.node(i)) || is_blank(outline, i))
            continue;
        at->second.members.push_back(i);
        at->second.text += outline.text_in(i);
    }
}

constexpr std::array<string_view, 3> live_list{"live", "liveblog", "ticker"};
constexpr Words live_words(live_list);
constexpr std::array<string_view, 2> blog_list{"liveblog", "liveticker"};
constexpr Words blog_words(blog_list);

/// Whether a page whose words do not name a live blog names its elements as one does.
bool names_updates(const Node& node) {
    static constexpr std::array<string_view, 9> list{
        "block", "entry", "event", "live", "liveblog", "microupdate", "post", "ticker", "update"};
    static constexpr Words words(list);
    return names(node, words);
}

/// Kinds of elements of which at least three hold a time.
Groups groups_with_times(const Outline& outline, std::span<const Mark> marks,
                         const std::vector<std::uint64_t>& kind) {
    Groups groups;
    for (const Mark& mark : marks) {
        if (mark.form == Mark::Form::day || outline.entries[mark.at].aside)
            continue;
        for (Index i = mark.at; i != Outline::none; i = outline.entries[i].parent) {
            if (cannot_be_update(outline.node(i)))
                continue;
            Group& group = groups[kind[i]];
            group.inside += mark.change || mark.form == Mark::Form::attribute ? 0 : 1;
            if (group.last == i)
                continue;
            group.last = i;
            ++group.marked;
        }
    }
    std::erase_if(groups, [](const auto& entry) { return entry.second.marked < fewest_blocks; });
    gather(outline, kind, groups);
    return groups;
}

/// Kinds of elements that are named as updates are, for live blogs that print no times.
Groups groups_with_names(const Outline& outline, const std::vector<std::uint64_t>& kind) {
    Groups groups;
    for (Index i = 0; i < outline.size(); ++i) {
        const Node& node = outline.node(i);
        if (!outline.entries[i].aside && !cannot_be_update(node) && names_updates(node))
            ++groups[kind[i]].marked;
    }
    std::erase_if(groups, [](const auto& entry) { return entry.second.marked < fewest_blocks; });
    gather(outline, kind, groups);
    return groups;
}

bool could_be_updates(const Outline& outline, const Group& group, const Claim& claim) {
    const std::vector<Index>& members = group.members;
    if (members.size() < fewest_blocks || group.marked * 4 < members.size() ||
        group.inside > 5 * group.marked)
        return false;
    std::vector<std::uint32_t> bodies;
    std::uint64_t links = 0;
    std::size_t aside = 0, teasers = 0;
    for (const Index i : members) {
        bodies.push_back(outline.text_in(i) - outline.link_in(i));
        links += outline.link_in(i);
        aside += outline.entries[i].aside || names(outline.node(i), navigation) ? 1 : 0;
        // Some live blogs link the headings of updates to pages that hold one each.
        const bool own_page = names(outline.node(i), claim.named ? live_words : blog_words);
        teasers += !own_page && is_teaser(outline, i, claim) ? 1 : 0;
    }
    if (median_of(std::move(bodies)) < least_median || links * 2 > group.text ||
        aside * 2 > members.size() || teasers * 2 > members.size())
        return false;
    const Index first = members.front();
    // Some systems give updates the type of comments.
    const bool typed = !claim.ticker || !names_updates(outline.node(first));
    if (!claim.declared &&
        (in_conversation(outline, first, typed) || in_conversation(outline, members.back(), typed)))
        return false;
    return claim.declared || claim.named || names_updates(outline.node(first));
}

/// The elements of the best group. Of several layers that hold about the same text the one with the
/// most elements that have a time shows single updates, if columns are not counted apart; of equal
/// ones the outermost, which holds their ids too.
std::vector<Node*> finest(const Outline& outline, Groups groups, const Claim& claim) {
    std::erase_if(
        groups, [&](const auto& entry) { return !could_be_updates(outline, entry.second, claim); });
    std::uint64_t most = 0;
    for (const auto& [key, group] : groups)
        most = std::max(most, group.text);
    const auto rank = [](const Group& group) {
        return std::tuple(group.marked, ~group.members.size(), group.text, ~group.members.front());
    };
    const Group* best = nullptr;
    for (const auto& [key, group] : groups)
        if (group.text * 10 >= most * 6 && (!best || rank(group) > rank(*best)))
            best = &group;
    std::vector<Node*> elements;
    if (best)
        for (const Index i : best->members)
            if (elements.size() < max_updates)
                elements.push_back(outline.entries[i].node);
    return elements;
}

/// Whether updates follow each other within hours, as releases, events and episodes do not.
bool is_dense(std::span<const Block> blocks) {
    std::vector<std::uint32_t> steps;
    TimePlace before;
    for (const Block& block : blocks) {
        const Mark* const mark = printed_time(block);
        const TimePlace now = mark ? place_in_time(mark->when) : TimePlace{};
        if (now.precision <= TimePlace::Precision::clock)
            continue;
        if (before.precision == now.precision)
            steps.push_back(static_cast<std::uint32_t>(
                std::min<std::int64_t>(abs(now.at - before.at).count(), UINT32_MAX)));
        before = now;
    }
    constexpr seconds most = hours(12);
    return median_of(std::move(steps)) <= most.count();
}

void add_marks(std::vector<Block>& blocks, const std::vector<std::pair<Index, Index>>& spans,
               std::span<const Mark> marks, std::vector<DayHeading>& days) {
    std::size_t block = 0;
    for (const Mark& mark : marks) {
        while (block < spans.size() && mark.at >= spans[block].second)
            ++block;
        const bool inside = block < spans.size() && mark.at >= spans[block].first;
        if (inside)
            blocks[block].marks.push_back(mark);
        else if (mark.form == Mark::Form::day && mark.when.day)
            days.push_back({block, *mark.when.day});
    }
}

}  // namespace

TimePlace place_in_time(const When& when) {
    using Precision = TimePlace::Precision;
    if (when.instant)
        return {Precision::whole, when.instant->time_since_epoch()};
    if (when.day && (when.clock || when.day->year() == year(0))) {
        const seconds clock = when.clock.value_or(seconds(0));
        if (when.day->year() != year(0) && when.day->ok())
            return {Precision::whole, sys_days(*when.day).time_since_epoch() + clock};
        if (const auto day = year(2000) / when.day->month() / when.day->day(); day.ok())
            return {Precision::yearless, sys_days(day).time_since_epoch() + clock};
    }
    if (when.clock)
        return {Precision::clock, *when.clock};
    return {};
}

const Mark* printed_time(const Block& block) {
    const Mark* found = nullptr;
    for (const Mark& mark : block.marks) {
        if (mark.change || mark.form == Mark::Form::day || mark.when.age)
            continue;
        if (!found || (found->form == Mark::Form::attribute && mark.form != Mark::Form::attribute))
            found = &mark;
    }
    return found;
}

bool in_order(std::span<const Block> blocks, bool named) {
    std::size_t falls = 0, rises = 0;
    TimePlace before;
    for (const Block& block : blocks) {
        const Mark* mark = printed_time(block);
        const TimePlace now = mark ? place_in_time(mark->when) : TimePlace{};
        if (now.precision == TimePlace::Precision::none)
            continue;
        // Past midnight a clock alone jumps by most of a day: that says nothing.
        if (before.precision == now.precision &&
            (now.precision != TimePlace::Precision::clock || abs(now.at - before.at) < hours(12))) {
            falls += now.at <= before.at ? 1 : 0;
            rises += now.at >= before.at ? 1 : 0;
        }
        before = now;
    }
    const std::size_t steps = blocks.empty() ? 0 : blocks.size() - 1;
    return std::max(falls, rises) * 10 >=
               std::min(steps, std::max<std::size_t>(falls + rises, 1)) * (named ? 6 : 8) ||
           falls + rises == 0;
}

Structure given_blocks(const Outline& outline, std::span<const Mark> marks,
                       std::span<Node* const> elements) {
    Structure structure;
    std::unordered_map<const Node*, Index> index;
    for (Node* const element : elements)
        index.emplace(element, Outline::none);
    std::vector<std::pair<Index, Index>> spans;
    for (Index i = 0; i < outline.size() && structure.blocks.size() < max_updates;) {
        Node* const node = outline.entries[i].node;
        if (!index.contains(node)) {
            ++i;
            continue;
        }
        structure.blocks.push_back({{node}, nullptr, {}});
        structure.bytes += outline.text_in(i);
        spans.emplace_back(i, outline.entries[i].end);
        i = outline.entries[i].end;
    }
    add_marks(structure.blocks, spans, marks, structure.days);
    return structure;
}

Structure repeated_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim) {
    const std::vector<std::uint64_t> kind = kinds(outline);
    std::vector<Node*> elements = finest(outline, groups_with_times(outline, marks, kind), claim);
    if (elements.empty() && (claim.declared || claim.named))
        elements = finest(outline, groups_with_names(outline, kind), claim);
    Structure structure = given_blocks(outline, marks, elements);
    if (!claim.declared &&
        (!in_order(structure.blocks, claim.named) || (!claim.named && !is_dense(structure.blocks))))
        return {};
    return structure;
}

}  // namespace stet::page
