#include "diff/compare.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "base/hash.h"
#include "diff/edit.h"
#include "text/cat.h"

namespace stet::diff {
namespace {

// Fewer moved modification times than this are never taken for a habit of the publisher's system.
constexpr std::size_t least_en_masse = 3;

// What of this look's data says something of a single update; and, in `profile`, the newest
// modification time that is of the publisher's system.
Reliable reliable_in(const Feed& before, const Feed& now, const Recognised& recognised,
                     Profile& profile) {
    std::size_t stated = 0, moved = 0, published = 0, redated = 0;
    std::optional<Instant> newest;
    for (std::size_t n = 0; n < now.items.size(); ++n) {
        if (recognised.identities[n].before == nowhere)
            continue;
        const Item &old = before.items[recognised.identities[n].before], &item = now.items[n];
        const auto &first = old.date_modified, &second = item.date_modified;
        if (first && second) {
            ++stated;
            const bool is_moved = *first != *second && second > before.profile.restamped;
            moved += is_moved;
            newest = is_moved ? std::max(newest, second) : newest;
        }
        published += old.date_published && item.date_published;
        redated += old.date_published && item.date_published &&
                   *old.date_published != *item.date_published;
    }
    const auto most = [](std::size_t some, std::size_t all) {
        return some >= least_en_masse && some * 2 > all;
    };
    profile.restamps = most(moved, stated);
    // A system that moves the times at each look is known from the first of them.
    if (profile.restamps && !before.profile.restamps)
        profile.restamped = newest;
    return {.modified = !profile.restamps,
            .published = !most(redated, published),
            .id = recognised.ids_hold};
}

void clear_marks(Item& item) {
    item.change = Change::none;
    item.changed.clear();
    item.previous.clear();
    item.edit_class = Class::none;
    item.notice = Notice::none_given;
    item.evidence = Evidence::none;
}

// Ids for updates that are new. One that the archive gave to another update is never used again,
// even if the publisher does so.
class NewIds {
  public:
    explicit NewIds(const Feed& before) {
        for (const Item& item : before.items)
            taken_.insert(item.id);
    }
    void take(const std::string& id) { taken_.insert(id); }

    void give(Item& item) {
        const std::string shown = present_id(item);
        item.id = shown;
        item.publisher_id.clear();
        if (!shown.empty() && taken_.insert(shown).second)
            return;
        if (!is_made_id(shown))
            item.publisher_id = shown;
        const auto seconds =
            item.date_published ? item.date_published->time_since_epoch().count() : 0;
        const Digest digest =
            sha256(text::cat(shown, '\n', seconds, '\n', item.title, '\n', item.content_text));
        const std::string made = text::cat("stet:", hex(bytes_of(digest).substr(0, 8)));
        item.id = made;
        for (int n = 2; !taken_.insert(item.id).second; ++n)
            item.id = text::cat(made, '-', n);
    }

  private:
    HashSet<std::string> taken_;
};

void mark_known(const Item& old, Item& item, const Reliable& reliable) {
    std::string shown = present_id(item);
    const bool edited = find_edit(old, item, reliable);
    item.change = old.change == Change::withdrawn ? Change::restored
                  : edited                        ? Change::edited
                                                  : Change::none;
    item.id = old.id;
    item.publisher_id = shown == old.id || is_made_id(shown) ? std::string() : std::move(shown);
    if (item.key.empty())
        item.key = old.key;
}

Item withdrawn(const Item& old, Evidence evidence) {
    Item item = old;
    clear_marks(item);
    item.position = 0;
    item.change = Change::withdrawn;
    item.evidence = evidence;
    return item;
}

// What the document says of withdrawals: by tombstones, or, where it is a stream of records, by
// records of withdrawals.
HashMap<std::string_view, Evidence> declared(const Feed& now) {
    HashMap<std::string_view, Evidence> gone;
    for (const std::string& id : now.tombstones)
        gone.emplace(id, Evidence::tombstone);
    for (const Item& item : now.items)
        if (item.change == Change::withdrawn)
            gone.emplace(item.id, item.evidence);
    return gone;
}

bool is_known(const Feed& feed) {
    return feed.has_head && (!feed.head.id.empty() || feed.head.revision > 0);
}

void mark_head(const Feed& before, Feed& now) {
    clear_marks(now.head);
    if (!now.has_head)
        return;
    const bool first = before.items.empty() && !is_known(before);
    if (first || (is_known(before) && before.head.kind != now.head.kind)) {
        now.head.change = Change::added;
    } else if (is_known(before)) {
        mark_edit(before.head, now.head);
        now.head.id = before.head.id;
        if (now.head.key.empty())
            now.head.key = before.head.key;
    }
}

// An update that is shown twice may bear its publisher's id at one of the places only.
void keep_ids_of_repeats(Feed& now, const std::vector<Identity>& identities) {
    for (std::size_t n = 0; n < identities.size(); ++n) {
        if (identities[n].repeats == nowhere)
            continue;
        Item& kept = now.items[identities[n].repeats];
        if (is_made_id(present_id(kept)) && !is_made_id(present_id(now.items[n])))
            kept.id = std::exchange(now.items[n].id, {});
    }
}

bool is_in_window(const Item& item) {
    return item.position > 0 && item.change != Change::withdrawn && !item.until;
}

std::size_t count_window(const Feed& feed) {
    return static_cast<std::size_t>(std::ranges::count_if(feed.items, is_in_window));
}

/// The same, as far down as a look reaches: to the last one that it still shows.
std::size_t count_window(const Feed& feed, const std::vector<Identity>& identities) {
    std::size_t reach = 0;
    for (const Identity& identity : identities)
        if (identity.before != nowhere && is_in_window(feed.items[identity.before]))
            reach = std::max(reach, identity.before + 1);
    return static_cast<std::size_t>(std::count_if(
        feed.items.begin(), feed.items.begin() + static_cast<std::ptrdiff_t>(reach), is_in_window));
}

/// When an item was there at the latest, as far as its publisher says.
std::optional<Instant> there_by(const Item& item) {
    const auto published = comparable_time(item);
    return published ? published : item.date_modified;
}

/// The place below the last update that was known; past all where none was.
std::size_t past_known(const std::vector<Identity>& identities) {
    for (std::size_t n = identities.size(); n > 0; --n)
        if (identities[n - 1].before != nowhere)
            return n;
    return identities.size();
}

/// How far back what is known reached at the last look, which may have asked for fewer pages.
std::optional<Instant> reach_of(const Feed& before) {
    const bool has_window = std::ranges::any_of(before.items, is_in_window);
    std::optional<Instant> oldest;
    for (const Item& item : before.items)
        if (const auto when = there_by(item);
            when && is_in_window(item) == has_window && (!oldest || *when < *oldest))
            oldest = when;
    return oldest;
}

}  // namespace

Collation::Collation(const Feed& before, Feed now, const Judged& judged)
    : before_(before),
      now_(std::move(now)),
      recognised_(recognise(before_, now_, judged)),
      is_older_copy_(diff::is_older_copy(before_, now_, identities())),
      missing_(find_gaps(before_, now_, identities(), is_older_copy_)) {}

std::vector<Item> Collation::withdrawals() const {
    std::vector<Item> items;
    std::vector<bool> done(before_.items.size());
    for (const Identity& identity : identities())
        if (identity.before != nowhere)
            done[identity.before] = true;
    const auto gone = declared(now_);
    for (std::size_t b = 0; b < before_.items.size() && !gone.empty(); ++b) {
        const Item& old = before_.items[b];
        auto at = gone.find(present_id(old));
        if (at == gone.end())
            at = gone.find(old.id);
        if (at == gone.end() || done[b] || now_.extent == Feed::Extent::mended)
            continue;
        done[b] = true;
        if (old.change != Change::withdrawn)
            items.push_back(withdrawn(old, at->second));
    }
    for (const std::size_t b : missing_.withdrawn)
        if (!done[b])
            items.push_back(withdrawn(before_.items[b], Evidence::gap));
    return items;
}

Feed Collation::marked() && {
    Profile profile = missing_.profile;
    const Reliable reliable = reliable_in(before_, now_, recognised_, profile);
    profile.looks_with_ids += recognised_.ids_kept && recognised_.ids_hold;
    profile.looks_against_ids += recognised_.ids_changed;
    std::vector<Item> gone = withdrawals();
    keep_ids_of_repeats(now_, identities());

    NewIds ids(before_);
    const std::optional<Instant> reach = now_.of_pages ? reach_of(before_) : std::nullopt;
    const std::size_t below_known = past_known(identities());
    std::vector<Item> items;
    items.reserve(now_.items.size() + gone.size());
    for (std::size_t n = 0; n < now_.items.size(); ++n) {
        Item& item = now_.items[n];
        if (identities()[n].repeats != nowhere || item.change == Change::withdrawn)
            continue;
        clear_marks(item);
        if (identities()[n].before != nowhere) {
            const Item& old = before_.items[identities()[n].before];
            Reliable of_item = reliable;
            of_item.modified =
                reliable.modified &&
                (!item.date_modified || item.date_modified > before_.profile.restamped);
            mark_known(old, item, of_item);
        } else {
            ids.give(item);
            // A selection does not show what it lacks.
            if (before_.extent != Feed::Extent::selection)
                item.change = Change::added;
            const auto when = there_by(item);
            const bool was_further_down =
                when ? reach && *when < *reach
                     : now_.of_pages && n >= below_known && page_of(now_.seams, n) > 0;
            item.baseline = item.baseline || was_further_down;
        }
        items.push_back(std::move(item));
    }
    std::move(gone.begin(), gone.end(), std::back_inserter(items));
    mark_head(before_, now_);
    now_.items = std::move(items);
    now_.profile = profile;
    return std::move(now_);
}

std::vector<std::string> Collation::undecided() const {
    std::vector<std::string> ids;
    for (const std::size_t b : missing_.undecided)
        ids.push_back(before_.items[b].id);
    return ids;
}

std::optional<Error> Collation::implausible() const {
    const std::size_t previous = count_window(before_);
    if (previous == 0 || now_.extent == Feed::Extent::selection)
        return std::nullopt;
    if (now_.items.empty() && now_.is_empty_list)
        return std::nullopt;
    if (now_.items.empty())
        return Error{Error::Kind::empty, text::cat("all ", previous, " updates are gone"), {}, {}};
    std::size_t stayed = 0, added = 0;
    for (const Identity& identity : identities()) {
        added += identity.before == nowhere && identity.repeats == nowhere;
        stayed += identity.before != nowhere && before_.items[identity.before].position > 0;
    }
    const bool reach_differs = (before_.of_pages || now_.of_pages) && stayed > 0;
    const std::size_t expected = reach_differs ? count_window(before_, identities()) : previous;
    if (added == 0 && stayed * 2 < expected)
        return Error{Error::Kind::shrunk,
                     text::cat("only ", stayed, " of ", expected, " updates are left, none is new"),
                     {},
                     {}};
    if (is_older_copy_)
        return Error{Error::Kind::stale, "a copy older than the look before", {}, {}};
    return std::nullopt;
}

Feed compare(const Feed& before, Feed now, const Judged& judged) {
    return Collation(before, std::move(now), judged).marked();
}

void mark_edit(const Item& before, Item& now) {
    now.change = find_edit(before, now, {}) ? Change::edited : Change::none;
}

}  // namespace stet::diff
