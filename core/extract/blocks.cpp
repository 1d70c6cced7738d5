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

constexpr std::size_t fewest = 3;
constexpr std::uint32_t least_median = 40;

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
           node.name == "body" || node.name == "main" || node.name == "header" ||
           node.name == "footer" || node.name == "figure" || node.name == "blockquote";
}

bool is_conversation(const Outline& outline, Index i) {
    for (Index at = i; at != Outline::none && outline.entries[at].parent != Outline::none;
         at = outline.entries[at].parent) {
        const Node& node = outline.node(at);
        if (names(node, conversation) || node["itemtype"].find("Comment") != string_view::npos ||
            node["itemtype"].find("Forum") != string_view::npos)
            return true;
    }
    return false;
}

bool leads_elsewhere(string_view href, string_view address) {
    if (href.empty() || href[0] == '#' || text::istarts_with(href, "javascript:"))
        return false;
    const std::string whole = text::resolve_url(address, href);
    const text::UrlParts there = text::url_parts(whole), here = text::url_parts(address);
    return there.path != here.path;
}

/// Whether an element is a pointer to a story of its own: its heading is a link to another page.
bool is_teaser(const Outline& outline, Index item, string_view address) {
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

/// Whether a page whose words do not name a live blog names its elements as one does.
bool names_updates(const Node& node) {
    static constexpr std::array<string_view, 8> words{"block",    "entry", "event",  "live",
                                                      "liveblog", "post",  "ticker", "update"};
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
    std::erase_if(groups, [](const auto& entry) { return entry.second.marked < fewest; });
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
    std::erase_if(groups, [](const auto& entry) { return entry.second.marked < fewest; });
    gather(outline, kind, groups);
    return groups;
}

bool could_be_updates(const Outline& outline, const Group& group, const Claim& claim) {
    const std::vector<Index>& members = group.members;
    if (members.size() < fewest || group.marked * 4 < members.size() ||
        group.inside > 5 * group.marked)
        return false;
    std::vector<std::uint32_t> bodies;
    std::uint64_t links = 0;
    std::size_t aside = 0, teasers = 0;
    for (const Index i : members) {
        bodies.push_back(outline.text_in(i) - outline.link_in(i));
        links += outline.link_in(i);
        aside += outline.entries[i].aside || names(outline.node(i), navigation) ? 1 : 0;
        teasers += is_teaser(outline, i, claim.address) ? 1 : 0;
    }
    std::ranges::nth_element(bodies,
                             bodies.begin() + static_cast<std::ptrdiff_t>(bodies.size() / 2));
    if (bodies[bodies.size() / 2] < least_median || links * 2 > group.text ||
        aside * 2 > members.size() || teasers * 2 > members.size())
        return false;
    const Index first = members.front();
    if (!claim.declared &&
        (is_conversation(outline, first) || is_conversation(outline, members.back())))
        return false;
    return claim.declared || claim.named || names_updates(outline.node(first));
}

std::optional<seconds> comparable(const When& when, bool& whole) {
    if (when.instant) {
        whole = true;
        return when.instant->time_since_epoch();
    }
    if (when.day && when.day->year() != year(0) && when.day->ok() && when.clock) {
        whole = true;
        return sys_days(*when.day).time_since_epoch() + *when.clock;
    }
    whole = false;
    return when.clock;
}

/// The elements of the best group. Of several layers that hold about the same text the one with the
/// most elements shows single updates; of equal ones the outermost, which holds their ids too.
std::vector<Node*> finest(const Outline& outline, Groups groups, const Claim& claim) {
    std::erase_if(
        groups, [&](const auto& entry) { return !could_be_updates(outline, entry.second, claim); });
    std::uint64_t most = 0;
    for (const auto& [key, group] : groups)
        most = std::max(most, group.text);
    const auto rank = [](const Group& group) {
        return std::tuple(group.members.size(), group.text, ~group.members.front());
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

bool in_order(std::span<const Block> blocks) {
    std::size_t falls = 0, rises = 0;
    std::optional<seconds> before;
    bool before_whole = false;
    for (const Block& block : blocks) {
        const Mark* mark = printed_time(block);
        bool whole = false;
        const auto now = mark ? comparable(mark->when, whole) : std::nullopt;
        if (!now)
            continue;
        // Past midnight a clock alone jumps by most of a day: that says nothing.
        if (before && whole == before_whole && (whole || abs(*now - *before) < hours(12))) {
            falls += *now <= *before ? 1 : 0;
            rises += *now >= *before ? 1 : 0;
        }
        before = now;
        before_whole = whole;
    }
    const std::size_t steps = blocks.empty() ? 0 : blocks.size() - 1;
    return std::max(falls, rises) * 10 >=
               std::min(steps, std::max<std::size_t>(falls + rises, 1)) * 8 ||
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
    if (!claim.declared && !in_order(structure.blocks))
        return {};
    return structure;
}

namespace {

/// Headings or paragraphs of one tag, by the number of them that open with a clock.
string_view commonest_opening(const Outline& outline, std::span<const Mark> marks) {
    static constexpr std::array<string_view, 7> tags{"h2", "h3", "h4", "h5", "h6", "p", "dt"};
    std::array<std::size_t, 7> counts{};
    for (const Mark& mark : marks) {
        if (mark.form != Mark::Form::opening || outline.entries[mark.at].aside)
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
    Node* heading;
};

/// The heading right before a paragraph: "Heading / 2.42 Uhr: text".
Node* heading_before(const Node& node) {
    const Node* at = node.previous;
    while (at && at->kind == Node::Kind::text && text::trim(at->text).empty())
        at = at->previous;
    return at && heading_level(*at) >= 2 ? const_cast<Node*>(at) : nullptr;
}

Index common_ancestor(const Outline& outline, Index a, Index b) {
    while (a != Outline::none && !outline.holds(a, b))
        a = outline.entries[a].parent;
    return a;
}

std::vector<Boundary> boundaries(const Outline& outline, std::span<const Mark> marks,
                                 string_view tag) {
    std::vector<Boundary> found;
    for (const Mark& mark : marks) {
        Node* const node = outline.entries[mark.at].node;
        if (outline.entries[mark.at].aside)
            continue;
        if (mark.form == Mark::Form::opening && node->name == tag)
            found.push_back({mark.at, &mark, false, node});
        else if (mark.form == Mark::Form::day)
            found.push_back({mark.at, &mark, true, nullptr});
    }
    return found;
}

/// Headings of the rank of those with clocks that have none themselves: between them each begins
/// an update, after the last one it ends it ("More on this").
void add_silent_headings(const Outline& outline, std::vector<Boundary>& found, string_view tag,
                         Index end) {
    if (heading_level(*found.front().heading) == 0)
        return;
    std::vector<Boundary> silent;
    std::size_t next = 0;
    for (Index i = found.front().at; i < end; ++i) {
        while (next < found.size() && found[next].at < i)
            ++next;
        const bool known = next < found.size() && found[next].at == i;
        if (!known && outline.node(i).name == tag && outline.text_in(i) > 0)
            silent.push_back({i, nullptr, false, outline.entries[i].node});
    }
    found.insert(found.end(), silent.begin(), silent.end());
    std::ranges::stable_sort(found, {}, &Boundary::at);
}

/// The nodes after `from` and before `to`, as few as can be.
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

std::size_t bytes_of(const std::vector<Node*>& nodes) {
    std::size_t bytes = 0;
    for (const Node* top : nodes)
        for (const Node* node = top; node; node = markup::following(*node, top))
            if (node->kind == Node::Kind::text)
                bytes += text::trim(node->text).size();
    return bytes;
}

}  // namespace

Structure opened_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim) {
    const string_view tag = commonest_opening(outline, marks);
    if (tag.empty())
        return {};
    std::vector<Boundary> found = boundaries(outline, marks, tag);
    const auto is_clock = [](const Boundary& b) { return !b.day; };
    const auto first = std::ranges::find_if(found, is_clock);
    const auto last = std::find_if(found.rbegin(), found.rend(), is_clock);
    const auto count = static_cast<std::size_t>(std::ranges::count_if(found, is_clock));
    if (count < (claim.declared || claim.named ? 2 : fewest))
        return {};
    const Index top = common_ancestor(outline, first->at, last->at);
    if (top == Outline::none || is_conversation(outline, first->at))
        return {};
    const Index end = outline.entries[top].end;
    // A day heading may stand before the first clock, but in the same part of the page.
    std::erase_if(found, [&](const Boundary& b) { return b.at < top || b.at >= end; });
    std::ranges::stable_partition(found, [](const Boundary&) { return true; });
    std::vector<Boundary> all(found);
    const Index from = std::ranges::find_if(all, is_clock)->at;
    std::vector<Boundary> opening(std::ranges::find_if(all, is_clock), all.end());
    add_silent_headings(outline, opening, tag, end);
    all.erase(std::ranges::find_if(all, is_clock), all.end());
    all.insert(all.end(), opening.begin(), opening.end());

    Structure structure;
    std::vector<std::size_t> bodies;
    Index last_clock = from;
    for (const Boundary& b : all)
        if (b.mark && !b.day)
            last_clock = b.at;
    for (std::size_t k = 0; k < all.size() && structure.blocks.size() < max_updates; ++k) {
        if (all[k].day) {
            structure.days.push_back({structure.blocks.size(), *all[k].mark->when.day});
            continue;
        }
        if (!all[k].mark && all[k].at > last_clock)
            break;
        Node* start = outline.entries[all[k].at].node;
        const Node* stop = k + 1 < all.size() ? outline.entries[all[k + 1].at].node : nullptr;
        Block block;
        if (heading_level(*start) == 0) {
            if (stop && heading_before(*stop))
                stop = heading_before(*stop);
            if (Node* const above = heading_before(*start)) {
                block.heading = above;
                block.parts.push_back(above);
            }
        } else {
            block.heading = start;
        }
        block.parts.push_back(start);
        const std::vector<Node*> rest = nodes_between(*start, stop, outline.node(top));
        bodies.push_back(bytes_of(rest) +
                         (heading_level(*start) == 0 ? outline.text_in(all[k].at) : 0));
        structure.bytes += bodies.back();
        block.parts.insert(block.parts.end(), rest.begin(), rest.end());
        if (all[k].mark)
            block.marks.push_back(*all[k].mark);
        structure.blocks.push_back(std::move(block));
    }
    std::ranges::nth_element(bodies,
                             bodies.begin() + static_cast<std::ptrdiff_t>(bodies.size() / 2));
    if (bodies[bodies.size() / 2] < least_median || !in_order(structure.blocks))
        return {};
    // A chronology in an article rises and opens paragraphs with clocks too: only words that name a
    // live blog, or headings from the newest down, tell the two apart.
    if (!claim.declared && !claim.named) {
        const Mark* a = printed_time(structure.blocks.front());
        const Mark* b = printed_time(structure.blocks.back());
        if (heading_level(*structure.blocks.front().parts.front()) == 0 || !a || !b ||
            !a->when.clock || !b->when.clock || *a->when.clock <= *b->when.clock)
            return {};
    }
    return structure;
}

}  // namespace stet::page
