#include "diff/gap.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/hash.h"
#include "diff/order.h"

namespace stet::diff {
namespace {

using Direction = Order::Direction;

bool is_by_nature_in_time(const Feed& feed) {
    return feed.head.feed &&
           (feed.head.feed->format == "liveblog" || feed.head.feed->format == "text");
}

// The places of items that stand in a window, in its order. Records of a file may have no
// positions; then all do.
std::vector<std::size_t> window_of(const std::vector<Item>& items) {
    std::vector<std::size_t> with_position, all;
    for (std::size_t n = 0; n < items.size(); ++n) {
        if (items[n].change == Change::withdrawn)
            continue;
        all.push_back(n);
        if (items[n].position > 0)
            with_position.push_back(n);
    }
    return with_position.empty() ? all : with_position;
}

Order order_in(const std::vector<Item>& items, const std::vector<std::size_t>& places,
               bool by_nature) {
    std::vector<const Item*> chosen;
    for (const std::size_t place : places)
        chosen.push_back(&items[place]);
    return order_of(chosen, by_nature);
}

std::optional<std::int64_t> seconds(const Item& item) {
    const auto when = comparable_time(item);
    return when ? std::optional<std::int64_t>(when->time_since_epoch().count()) : std::nullopt;
}

// Where more updates than this are missing from between others at once, a gap says nothing of any
// of them.
std::size_t most_withdrawn(std::size_t window, bool by_nature) {
    return by_nature ? std::max<std::size_t>(3, window / 4) : std::max<std::size_t>(2, window / 10);
}

// A look in which more than one known update in this many is dated anew shows a selection.
constexpr std::size_t known_per_dated_anew = 10;

// The same printed clock, reckoned anew, is no other time.
bool is_dated_anew(const Item& before, const Item& now) {
    const auto old = comparable_time(before), fresh = comparable_time(now);
    if (!old || !fresh || *old == *fresh)
        return false;
    const bool is_clock =
        before.time_basis == TimeBasis::clock || now.time_basis == TimeBasis::clock;
    return !(is_clock && !before.stamp.empty() && before.stamp == now.stamp);
}

// One look at a source against the window before it.
class Comparison {
  public:
    Comparison(const Feed& before, const Feed& now, const std::vector<Identity>& identities)
        : before_(before.items),
          now_(now.items),
          seams_(now.seams),
          identities_(identities),
          now_of_(before.items.size(), nowhere) {
        for (std::size_t n = 0; n < identities.size(); ++n)
            if (identities[n].before != nowhere)
                now_of_[identities[n].before] = n;
        split_window();
        by_nature_ = is_by_nature_in_time(now);
        order_before_ = order_in(before_, window_, by_nature_);
        for (const std::size_t n : window_of(now_))
            if (identities_[n].repeats == nowhere)
                shown_.push_back(n);
        order_now_ = order_in(now_, shown_, by_nature_);
        newest_first_ = order_before_.direction != Direction::oldest_first &&
                        order_now_.direction != Direction::oldest_first;
        missing_.profile = before.profile;
        missing_.profile.by_nature = by_nature_;
    }

    Missing find(bool is_whole) {
        if (!order_before_.in_time || !order_now_.in_time) {
            missing_.profile.looks_out_of_order += is_whole && !window_.empty();
            return std::move(missing_);
        }
        find_anchors(is_whole);
        if (anchors_.empty())
            return std::move(missing_);
        if (is_whole)
            count_entered();
        const Listing listing = listing_of(missing_.profile);
        for (std::size_t w = 0; w < window_.size(); ++w)
            if (now_of_[window_[w]] == nowhere && order_before_.in_place[w] &&
                !is_shown_again(window_[w]))
                judge(w, is_whole);
        for (const std::size_t b : waiting_)
            if (now_of_[b] == nowhere && !is_shown_again(b) && has_older(b))
                (has_something_newer(b) ? gaps_ : ends_).push_back(b);
        if (listing == Listing::selection)
            return std::move(missing_);
        missing_.undecided = std::move(ends_);
        const bool may_withdraw = is_whole && listing == Listing::chronology &&
                                  (by_nature_ || !is_redated_) &&
                                  gaps_.size() <= most_withdrawn(window_.size(), by_nature_);
        for (const std::size_t b : gaps_)
            (may_withdraw && !is_at_seam(b) ? missing_.withdrawn : missing_.undecided).push_back(b);
        return std::move(missing_);
    }

  private:
    // Those missing at an earlier look are told by the end of their time: they were not there when
    // the others were last seen.
    void split_window() {
        std::optional<Instant> last;
        const std::vector<std::size_t> all = window_of(before_);
        for (const std::size_t b : all)
            if (before_[b].last_observed && (!last || *before_[b].last_observed > *last))
                last = before_[b].last_observed;
        for (const std::size_t b : all) {
            const Item& item = before_[b];
            const bool gone = item.until || (item.last_observed && *item.last_observed < *last);
            (gone ? waiting_ : window_).push_back(b);
        }
    }

    // The updates that stand in both looks, each in its place, in the same order.
    void find_anchors(bool is_whole) {
        std::vector<std::size_t> place_now(now_.size(), nowhere);
        for (std::size_t s = 0; s < shown_.size(); ++s)
            place_now[shown_[s]] = s;
        std::vector<std::size_t> common;
        std::vector<std::int64_t> places;
        std::size_t known = 0, dated_anew = 0;
        for (std::size_t w = 0; w < window_.size(); ++w) {
            const std::size_t n = now_of_[window_[w]];
            if (n == nowhere || place_now[n] == nowhere)
                continue;
            ++known;
            const bool moved = is_dated_anew(before_[window_[w]], now_[n]);
            dated_anew += moved;
            if (moved || !order_before_.in_place[w] || !order_now_.in_place[place_now[n]])
                continue;
            common.push_back(w);
            places.push_back(static_cast<std::int64_t>(place_now[n]));
        }
        is_redated_ = dated_anew > 1 && dated_anew * known_per_dated_anew > known;
        if (is_whole)
            missing_.profile.dated_anew += static_cast<std::int64_t>(dated_anew);
        for (const std::size_t k : longest_run(places, false)) {
            anchors_.push_back(common[k]);
            last_anchor_now_ = static_cast<std::size_t>(places[k]);
            if (anchors_.size() == 1)
                first_anchor_now_ = last_anchor_now_;
        }
    }

    // How the list moved: what came in, and where, and what came back.
    void count_entered() {
        for (std::size_t s = 0; s < shown_.size(); ++s) {
            const std::size_t b = identities_[shown_[s]].before;
            const bool is_back = b != nowhere && before_[b].change == Change::withdrawn &&
                                 before_[b].evidence != Evidence::tombstone;
            missing_.profile.came_back += is_back;
            const bool is_new = b == nowhere || (before_[b].position == 0 && !is_back);
            if (!is_new || !order_now_.in_place[s])
                continue;
            const bool above = s < first_anchor_now_;
            const bool below = s > last_anchor_now_;
            missing_.profile.entered_inside += !above && !below;
            missing_.profile.entered_at_end += newest_first_ ? above : below;
        }
        for (const std::size_t b : waiting_) {
            const bool was_inside = newest_first_ ? b > window_.front() : b < window_.back();
            missing_.profile.came_back += now_of_[b] != nowhere && was_inside;
        }
    }

    void judge(std::size_t w, bool is_whole) {
        const bool above = anchors_.front()<w, below = anchors_.back()> w;
        const bool newer_side = newest_first_ ? above : below;
        const bool older_side = newest_first_ ? below : above;
        const std::size_t b = window_[w];
        if (above && below && has_older(b)) {
            // A mended document may have lost it; a whole one will tell.
            missing_.profile.left_inside += is_whole;
            gaps_.push_back(b);
        } else if (newer_side && !older_side) {
            missing_.profile.left_at_end += is_whole;
        } else if (older_side && !newer_side && order_before_.direction != Direction::unknown) {
            ends_.push_back(b);
        }
    }

    // Pages were made one after the other. What moved from one to the one before meanwhile is on
    // neither: its neighbours are shown on different pages.
    bool is_at_seam(std::size_t b) const {
        const auto below =
            std::ranges::upper_bound(anchors_, b, {}, [&](std::size_t w) { return window_[w]; });
        return below != anchors_.begin() && below != anchors_.end() &&
               page_now(*std::prev(below)) != page_now(*below);
    }
    std::ptrdiff_t page_now(std::size_t w) const { return page_of(seams_, now_of_[window_[w]]); }

    // Whether the window still reaches to where a missing update stood: something older that was
    // known stands. Else it has rolled off meanwhile; of several of one time, any may do so first.
    bool has_older(std::size_t b) const {
        const auto when = seconds(before_[b]);
        return std::any_of(anchors_.begin(), anchors_.end(), [&](std::size_t w) {
            const std::size_t anchor = window_[w];
            const auto other = seconds(before_[anchor]);
            if (when && other)
                return *other < *when;
            return newest_first_ ? anchor > b : anchor < b;
        });
    }

    bool has_something_newer(std::size_t b) const {
        const auto when = seconds(before_[b]);
        for (std::size_t s = 0; s < shown_.size(); ++s) {
            if (!order_now_.in_place[s])
                continue;
            const auto other = seconds(now_[shown_[s]]);
            if (when && other && *when != *other) {
                if (*other > *when)
                    return true;
                continue;
            }
            const bool beyond = newest_first_ ? s < first_anchor_now_ : s > last_anchor_now_;
            if (beyond && identities_[shown_[s]].before == nowhere)
                return true;
        }
        return false;
    }

    // The same words stand there, so that nothing was taken away: of an update that an earlier look
    // counted twice one is gone.
    bool is_shown_again(std::size_t b) {
        const Item& item = before_[b];
        if (item.content_text.empty())
            return false;
        if (!shown_texts_made_) {
            shown_texts_made_ = true;
            for (const Item& other : now_)
                if (other.change != Change::withdrawn)
                    shown_texts_.insert(other.content_text);
        }
        if (!shown_texts_.contains(item.content_text))
            return false;
        return std::any_of(now_.begin(), now_.end(), [&](const Item& other) {
            return other.title == item.title && other.content_text == item.content_text &&
                   comparable_time(other) == comparable_time(item);
        });
    }

    const std::vector<Item>& before_;
    const std::vector<Item>& now_;
    const std::vector<std::size_t>& seams_;
    const std::vector<Identity>& identities_;
    std::vector<std::size_t> now_of_;            // by item of before: its place in now
    std::vector<std::size_t> window_, waiting_;  // places in before: in the last look, and not
    std::vector<std::size_t> shown_;             // places in now, without repeats
    Order order_before_, order_now_;
    bool newest_first_ = true, by_nature_ = false, is_redated_ = false;
    Missing missing_;
    std::vector<std::size_t> gaps_, ends_;  // places in before: inside, and at the newest end
    std::vector<std::size_t> anchors_;      // indexes of window_, rising
    std::size_t first_anchor_now_ = 0, last_anchor_now_ = 0;  // indexes of shown_
    HashSet<std::string_view> shown_texts_;
    bool shown_texts_made_ = false;
};

std::optional<Instant> stamp_of(const Feed& feed) {
    if (feed.head.date_modified)
        return feed.head.date_modified;
    return feed.head.feed ? feed.head.feed->date_modified : std::nullopt;
}

// The newest time that any update of a window bears.
std::optional<Instant> newest(const std::vector<Item>& items) {
    std::optional<Instant> last;
    for (const std::size_t n : window_of(items))
        for (const auto& when : {comparable_time(items[n]), items[n].date_modified})
            if (when && (!last || *when > *last))
                last = when;
    return last;
}

// Whether the archive has given each state the number of the look that brought it: none is above
// the head's, which is the newest. In records from files `seq` counts changes.
bool counts_looks(const Feed& feed) {
    return feed.head.seq > 0 &&
           std::all_of(feed.items.begin(), feed.items.end(),
                       [&](const Item& item) { return item.seq <= feed.head.seq; });
}

// Whether no past look can have been like this one. A copy is no older than the updates in it, none
// of which it can have been without since; and it is older than the words that it does not show.
bool never_stood(const Feed& before, const Feed& now, const std::vector<Identity>& identities) {
    if (!counts_looks(before))
        return false;
    std::int64_t at_least = 0, less_than = before.head.seq + 1;
    std::vector<bool> shown(before.items.size());
    std::optional<std::int64_t> first, last;  // the times between which the window reaches
    for (std::size_t n = 0; n < identities.size(); ++n) {
        if (identities[n].before == nowhere)
            continue;
        const Item &old = before.items[identities[n].before], &item = now.items[n];
        shown[identities[n].before] = true;
        if (const auto when = seconds(item)) {
            first = std::min(first.value_or(*when), *when);
            last = std::max(last.value_or(*when), *when);
        }
        if (old.seq <= 0 || old.change == Change::withdrawn)
            continue;
        if (old.revision == 1)
            at_least = std::max(at_least, old.seq);
        if (item.title != old.title || item.content_text != old.content_text)
            less_than = std::min(less_than, old.seq);
    }
    if (at_least >= less_than)
        return true;
    for (const std::size_t b : window_of(before.items)) {
        const Item& old = before.items[b];
        const auto when = seconds(old);
        if (!shown[b] && !old.until && old.seq > 0 && old.seq <= at_least && when && first &&
            *when > *first && *when < *last)
            return true;
    }
    return false;
}

// The last edits that a window shows: those of one look.
class LastEdits {
  public:
    explicit LastEdits(const Feed& feed) : feed_(feed), counted_(counts_looks(feed)) {
        for (const std::size_t n : window_of(feed.items))
            if (feed.items[n].revision > 1)
                last_ = std::max(last_, look_of(feed.items[n]));
    }
    bool contain(const Item& item) const {
        return item.revision > 1 && item.change != Change::withdrawn && last_ &&
               look_of(item) == last_;
    }
    // Whether an item shows words from before the last edit of `old`. An update that was edited
    // once more shows others, which were never there. In records from files nothing is known of
    // that.
    bool is_undone(const Item& old, const Item& item) const {
        bool any = false;
        for (const Item& earlier : feed_.former) {
            if (earlier.id != old.id)
                continue;
            any = true;
            if (earlier.title == item.title && earlier.content_text == item.content_text)
                return true;
        }
        return !any;
    }

  private:
    std::optional<std::int64_t> look_of(const Item& item) const {
        if (counted_)
            return item.seq > 0 ? std::optional(item.seq) : std::nullopt;
        return item.observed ? std::optional(item.observed->time_since_epoch().count())
                             : std::nullopt;
    }

    const Feed& feed_;
    bool counted_;
    std::optional<std::int64_t> last_;
};

}  // namespace

std::ptrdiff_t page_of(const std::vector<std::size_t>& seams, std::size_t place) {
    return std::ranges::upper_bound(seams, place) - seams.begin();
}

Missing find_gaps(const Feed& before, const Feed& now, const std::vector<Identity>& identities,
                  bool is_older) {
    const bool whole = before.extent == Feed::Extent::whole && now.extent == Feed::Extent::whole;
    return Comparison(before, now, identities).find(whole && !is_older);
}

bool is_older_copy(const Feed& before, const Feed& now, const std::vector<Identity>& identities) {
    const auto newest_before = newest(before.items), newest_now = newest(now.items);
    if (!newest_before || !newest_now || *newest_now > *newest_before)
        return false;
    // A stamp alone is no change, so that the one known may be of long ago; but a document that is
    // stamped before an update which it showed is suspect too.
    const auto stamp_before = stamp_of(before), stamp_now = stamp_of(now);
    const bool stamped_back = stamp_before && stamp_now && *stamp_now < *stamp_before;
    const bool stamped_behind = stamp_now && *stamp_now < *newest_before;
    if (stamp_now && !stamped_back && !stamped_behind)
        return false;
    // Without a stamp of the document, updates must themselves have gone back in time, have come
    // back from a withdrawal or have lost what they were given last. And a copy that says the same
    // is as good as a new one.
    const bool lacks_newest = *newest_now < *newest_before;
    const LastEdits edited_last(before);
    std::size_t last_edits = 0, undone = 0;
    bool back = (stamped_back || stamped_behind) && lacks_newest;
    for (std::size_t n = 0; n < identities.size(); ++n) {
        const Item& item = now.items[n];
        if (identities[n].before == nowhere) {
            const auto when = comparable_time(item);
            if (identities[n].repeats == nowhere && item.change != Change::withdrawn &&
                (!when || *when >= *newest_before))
                return false;
            continue;
        }
        const Item& old = before.items[identities[n].before];
        const bool same = item.title == old.title && item.content_text == old.content_text;
        const bool young = edited_last.contain(old);
        const bool is_undone = young && !same && edited_last.is_undone(old, item);
        last_edits += young;
        undone += is_undone;
        const bool stated = item.date_modified && old.date_modified;
        if (stated && *item.date_modified > *old.date_modified)
            return false;
        const bool reverted = stated && *item.date_modified < *old.date_modified;
        const bool returned = old.change == Change::withdrawn;
        back = back || ((reverted || returned || is_undone) && lacks_newest) ||
               (stamped_back && !same);
    }
    // A copy from before the last edits cannot show them. Where only times tell, several looks may
    // share a second, so that it is enough if one of them is undone.
    return back && (last_edits == 0 || undone > 0) && !never_stood(before, now, identities);
}

}  // namespace stet::diff
