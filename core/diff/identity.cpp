#include "diff/identity.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/hash.h"
#include "diff/assignment.h"
#include "diff/candidates.h"
#include "diff/evidence.h"
#include "diff/item_words.h"
#include "text/url.h"

namespace stet::diff {
namespace {

// How like two items without believed names must be to count as one.
constexpr double like_at_own_time = 0.3;
constexpr double like_in_own_place = 0.5;
constexpr double like_without_evidence = 0.6;
// The same for two items of different names, which must have evidence.
constexpr double like_under_new_name = 0.5;
constexpr double like_under_new_name_undated = 0.75;
// Of the headings of two items of the same text.
constexpr double like_heading = 0.4;
// Of two items under one name that is in doubt.
constexpr double like_enough_for_name = 0.25;

// Below this length, in bytes, likeness alone proves nothing.
constexpr std::size_t long_text = 200;

// One pair of items under exchanged names proves nothing; from this many on it is a pattern.
constexpr std::size_t pattern = 2;
constexpr std::size_t clear_pattern = 3;

// Where there are more pairs than this only some of them are tried.
constexpr std::size_t all_pairs = 4096;

// How many items of the same words are held against each other as repeats.
constexpr std::size_t most_repeats = 8;

// Which known items bore what stands under changed names now. A pair are the items of one name, an
// id or an address, in both looks.
class Owners {
  public:
    Owners(const std::vector<Pair>& changed, const std::vector<Item>& before, ItemWords& words) {
        for (const auto& [b, n] : changed) {
            if (text_of(before[b]).size() >= telling_length)
                by_words_.emplace(words.at(b).key(), b);
            const auto when = comparable_time(before[b]);
            if (!when)
                continue;
            const auto [at, fresh] = by_time_.try_emplace(when->time_since_epoch().count(), b);
            if (!fresh)
                at->second = nowhere;
        }
    }
    std::size_t of_words(const ItemWords::Words& words) const {
        const auto at = by_words_.find(words.key());
        return at == by_words_.end() ? nowhere : at->second;
    }
    std::size_t of_time(std::optional<Instant> when) const {
        const auto at = when ? by_time_.find(when->time_since_epoch().count()) : by_time_.end();
        return at == by_time_.end() ? nowhere : at->second;
    }

  private:
    HashMap<std::string, std::size_t> by_words_;
    std::unordered_map<Instant::rep, std::size_t> by_time_;
};

class Recognition {
  public:
    Recognition(const Feed& before, const Feed& now, const Judged& judged)
        : known_(before),
          before_(before.items),
          now_(now.items),
          judged_(judged),
          by_hand_(now.ids_by_hand),
          taken_(before.items.size(), nowhere),
          old_words_(before.items),
          new_words_(now.items),
          evidence_(before.items, now.items) {
        is_.identities.resize(now.items.size());
        for (const auto& [a, b] : before.apart) {
            apart_.insert(pair_of(a, b));
            apart_.insert(pair_of(b, a));
        }
    }

    Recognised run() {
        by_judgement();
        find_doubled_ids();
        by_id();
        if (some_are_left()) {
            evidence_.note_times(old_words_, new_words_);
            find_renamed_ids();
            by_address();
            by_words(true);
            by_words(false);
            by_likeness();
        }
        fold_repeats();
        return std::move(is_);
    }

  private:
    using Reason = Identity::Reason;

    std::vector<Identity>& found() { return is_.identities; }
    const std::vector<Identity>& found() const { return is_.identities; }

    bool is_open(std::size_t n) const {
        return found()[n].before == nowhere && found()[n].repeats == nowhere &&
               now_[n].change != Change::withdrawn;
    }
    bool is_in_window(std::size_t b) const { return diff::is_in_window(before_[b]); }
    static std::string_view name_at(const std::vector<std::string>& names, std::size_t place) {
        return place < names.size() ? std::string_view(names[place]) : std::string_view();
    }
    static std::string pair_of(std::string_view a, std::string_view b) {
        return std::string(a).append(1, '\0').append(b);
    }
    // A person judged that they are two.
    bool are_judged_apart(std::size_t b, std::size_t n) const {
        const auto old = name_at(judged_.before, b), fresh = name_at(judged_.now, n);
        return !old.empty() && !fresh.empty() && old != fresh;
    }
    // The same, or their ids came back after each other.
    bool are_apart(std::size_t b, std::size_t n) const {
        if (are_judged_apart(b, n))
            return true;
        if (apart_.empty())
            return false;
        const std::string& id = present_id(now_[n]);
        return apart_.contains(pair_of(before_[b].id, id)) ||
               apart_.contains(pair_of(present_id(before_[b]), id));
    }
    void join(std::size_t b, std::size_t n, Reason reason, double score = 1) {
        found()[n] = {b, reason, score, nowhere};
        taken_[b] = n;
    }

    // Whether there are items on both sides that have no partner yet.
    bool some_are_left() const {
        if (std::ranges::find(taken_, nowhere) == taken_.end())
            return false;
        for (std::size_t n = 0; n < now_.size(); ++n)
            if (is_open(n))
                return true;
        return false;
    }

    double like(std::size_t b, std::size_t n) { return likeness(old_words_, b, new_words_, n); }
    bool have_same_words(std::size_t b, std::size_t n) const {
        return same_words(before_[b].title, now_[n].title) &&
               same_words(text_of(before_[b]), text_of(now_[n]));
    }

    // An id that one document gives to two texts says of neither which it is. Given twice to one
    // text, it says that this is shown twice.
    void find_doubled_ids() {
        for (const std::vector<Item>* items : {&before_, &now_}) {
            HashMap<std::string_view, const Item*> first;
            for (const Item& item : *items) {
                const std::string& id = present_id(item);
                const bool rolled_off = items == &before_ && item.position == 0;
                if (id.empty() || is_made_id(id) || item.change == Change::withdrawn || rolled_off)
                    continue;
                const auto [at, fresh] = first.try_emplace(id, &item);
                const Item& other = *at->second;
                if (fresh)
                    continue;
                if (same_words(other.title, item.title) &&
                    same_words(text_of(other), text_of(item)))
                    ids_repeat_ = true;
                else
                    doubled_.insert(id);
            }
        }
    }

    // Whether the publisher tells an item from others by its id.
    bool is_named(const Item& item) const {
        const std::string& id = present_id(item);
        return !id.empty() && !is_made_id(id) && !doubled_.contains(id);
    }

    // Whether two items under one name that is in doubt can be the same update.
    bool is_borne_out(std::size_t b, std::size_t n) {
        const Item &old = before_[b], &fresh = now_[n];
        return times(old, fresh) == Times::same ||
               (!old.title.empty() && same_words(old.title, fresh.title)) ||
               like(b, n) >= like_enough_for_name;
    }

    void by_judgement() {
        HashMap<std::string_view, std::size_t> known, shown;
        for (std::size_t b = 0; b < before_.size(); ++b)
            if (const auto name = name_at(judged_.before, b); !name.empty())
                known.try_emplace(name, b);
        for (std::size_t n = now_.size(); n-- > 0;) {
            const auto name = name_at(judged_.now, n);
            if (name.empty() || now_[n].change == Change::withdrawn)
                continue;
            const auto [last, is_last] = shown.try_emplace(name, n);
            if (!is_last)
                found()[n].repeats = last->second;
            else if (const auto at = known.find(name); at != known.end())
                join(at->second, n, Reason::judgement);
        }
    }

    void by_id() {
        std::vector<Pair> changed;
        const auto take = [&](const HashMap<std::string_view, std::size_t>& ids) {
            for (std::size_t n = 0; n < now_.size(); ++n) {
                if (!is_named(now_[n]) || !is_open(n))
                    continue;
                const auto at = ids.find(present_id(now_[n]));
                if (at == ids.end() || taken_[at->second] != nowhere ||
                    are_judged_apart(at->second, n))
                    continue;
                if (have_same_words(at->second, n))
                    join(at->second, n, Reason::id);
                else
                    changed.push_back({at->second, n});
            }
        };
        HashMap<std::string_view, std::size_t> present, former;
        for (std::size_t b = 0; b < before_.size(); ++b) {
            if (is_named(before_[b]))
                present.try_emplace(present_id(before_[b]), b);
            // An update that once came under another id may come back under that.
            if (!before_[b].publisher_id.empty() && !is_made_id(before_[b].id) &&
                !doubled_.contains(before_[b].id))
                former.try_emplace(before_[b].id, b);
        }
        take(present);
        take(former);
        const std::size_t kept = count_joined();
        const bool positional = !by_hand_ && are_positional(changed, kept, ids_disproved_);
        is_.ids_changed = positional;
        is_.ids_hold = by_hand_ || !(positional || ids_disproved_);
        if (!positional)
            for (const auto& [b, n] : changed)
                if (is_open(n) && taken_[b] == nowhere && (is_.ids_hold || is_borne_out(b, n)))
                    join(b, n, Reason::id);
        is_.ids_kept = kept > 0;
    }

    // Whether names belong to places in the document: at many of them stand words now that stood at
    // another. `is_habit`: earlier looks showed so.
    bool are_positional(const std::vector<Pair>& changed, std::size_t kept, bool is_habit) {
        const Owners owners(changed, before_, old_words_);
        std::size_t strangers = 0, moved = 0;
        for (const auto& [b, n] : changed) {
            strangers += !is_borne_out(b, n);
            const std::size_t owner = owners.of_words(new_words_.at(n));
            const std::size_t at_time = owners.of_time(comparable_time(now_[n]));
            moved += owner != nowhere ? owner != b
                                      : at_time != nowhere && at_time != b &&
                                            like(at_time, n) >= like_at_own_time;
        }
        if (is_habit)
            return moved > 0;
        if (moved >= clear_pattern && moved * 2 >= changed.size())
            return true;
        return moved > 0 && strangers == changed.size() && moved * 2 >= strangers &&
               strangers > kept;
    }

    std::size_t count_joined() const {
        return static_cast<std::size_t>(std::ranges::count_if(
            found(), [](const Identity& identity) { return identity.before != nowhere; }));
    }

    // Ids that the document gives to known updates anew, in the same words, while theirs are gone.
    void find_renamed_ids() {
        if (!is_.ids_hold || by_hand_)
            return;
        const auto is_named_before = [&](std::size_t b) { return is_named(before_[b]); };
        const auto is_named_now = [&](std::size_t n) { return is_named(now_[n]); };
        if (!are_renamed(count_joined(), is_named_before, is_named_now))
            return;
        is_.ids_changed = true;
        is_.ids_hold = false;
    }

    // Whether most of the items that have no partner yet stand there in the same words under other
    // names, and more of them than kept theirs.
    template <class Before, class Now>
    bool are_renamed(std::size_t kept, const Before& named_before, const Now& named_now) {
        HashMap<std::string, std::size_t> owners;
        std::size_t old = 0, fresh = 0, renamed = 0;
        for (std::size_t b = 0; b < before_.size(); ++b) {
            if (taken_[b] != nowhere || !is_in_window(b) || !named_before(b))
                continue;
            ++old;
            const auto [at, first] = owners.try_emplace(old_words_.at(b).key(), b);
            if (!first)
                at->second = nowhere;
        }
        for (std::size_t n = 0; n < now_.size(); ++n) {
            if (!is_open(n) || !named_now(n))
                continue;
            ++fresh;
            const auto at = owners.find(new_words_.at(n).key());
            if (at == owners.end() || at->second == nowhere || at->first.size() <= telling_length ||
                times(before_[at->second], now_[n]) == Times::different)
                continue;
            ++renamed;
            at->second = nowhere;
        }
        return renamed >= pattern && renamed > kept && renamed * 2 >= std::min(old, fresh);
    }

    // Addresses that one item of a window has, and no other; then those that only others have.
    HashMap<std::string, std::size_t> own_addresses(const std::vector<Item>& items) const {
        const bool is_known = &items == &before_;
        HashMap<std::string, std::size_t> own;
        for (const bool in_window : {true, false})
            for (std::size_t n = 0; n < items.size(); ++n) {
                const bool stands =
                    is_known ? is_in_window(n) : items[n].change != Change::withdrawn;
                if (items[n].url.empty() || stands != in_window || (!stands && !is_known))
                    continue;
                const auto [at, first] = own.try_emplace(text::without_tracking(items[n].url), n);
                if (!first && in_window)
                    at->second = nowhere;
            }
        return own;
    }

    // The items without an id that have an address of their own.
    std::vector<bool> named_by_address(const HashMap<std::string, std::size_t>& own,
                                       const std::vector<Item>& items) const {
        std::vector<bool> named(items.size());
        for (const auto& [address, n] : own)
            if (n != nowhere)
                named[n] = !is_named(items[n]);
        return named;
    }

    // An address that stands in both looks is an update's, where ids say nothing. Two ids at one
    // address need the words to agree.
    void by_address() {
        const auto old = own_addresses(before_), fresh = own_addresses(now_);
        std::vector<Pair> pairs, changed;
        std::size_t kept = 0;
        for (const auto& [address, n] : fresh)
            if (const auto at = old.find(address);
                n != nowhere && at != old.end() && at->second != nowhere)
                pairs.push_back({at->second, n});
        std::ranges::sort(pairs, {}, &Pair::now);
        for (const auto& [b, n] : pairs) {
            kept += found()[n].before == b;
            if (!is_open(n) || taken_[b] != nowhere || are_apart(b, n))
                continue;
            if (is_named(before_[b]) || is_named(now_[n])) {
                if (is_borne_out(b, n) && !stands_elsewhere(b, n))
                    join(b, n, Reason::address);
            } else if (have_same_words(b, n)) {
                join(b, n, Reason::address);
                ++kept;
            } else {
                changed.push_back({b, n});
            }
        }
        addressed_before_ = named_by_address(old, before_);
        addressed_now_ = named_by_address(fresh, now_);
        addresses_hold_ = !are_positional(changed, kept, false);
        for (const auto& [b, n] : changed)
            if (addresses_hold_ || (is_borne_out(b, n) && !stands_elsewhere(b, n)))
                join(b, n, Reason::address);
        addresses_hold_ =
            addresses_hold_ &&
            !are_renamed(
                kept + changed.size(), [&](std::size_t b) { return addressed_before_[b]; },
                [&](std::size_t n) { return addressed_now_[n]; });
    }

    // Addresses that end in a positional id move with it.
    bool stands_elsewhere(std::size_t b, std::size_t n) {
        if (same_words(text_of(before_[b]), text_of(now_[n])))
            return false;
        for (std::size_t other = 0; other < now_.size() && other < all_pairs; ++other)
            if (other != n && is_open(other) && text_of(now_[other]).size() >= telling_length &&
                text_of(now_[other]) == text_of(before_[b]))
                return true;
        return false;
    }

    // Whether two items that have no name in common have names that are believed.
    bool have_other_names(std::size_t b, std::size_t n) const {
        if (is_named(before_[b]) && is_named(now_[n]))
            return is_.ids_hold;
        return addresses_hold_ && addressed_before_[b] && addressed_now_[n];
    }

    // Whether two items of the same text at the same time are one whose heading was edited. At a
    // time that others share only a long text of theirs alone, under a heading much like the other,
    // proves it: reports made from one form differ in numbers.
    bool is_title_edited(std::size_t b, std::size_t n, bool is_only_one) {
        const std::size_t length = new_words_.at(n).text.size();
        if (evidence_.have_own_exact_time(b, n))
            return length >= telling_length;
        return is_only_one && length >= long_text &&
               old_words_.numbers_of_title(b) == new_words_.numbers_of_title(n) &&
               likeness(old_words_.samples(b).title, new_words_.samples(n).title) >= like_heading;
    }

    // Joins items of the same words: heading and text, then text alone. From the end of the
    // document on, so that of an update that is shown twice the one in its place is taken, not the
    // pinned one.
    void by_words(bool with_title) {
        HashMap<std::string, std::vector<std::size_t>> known;
        const auto key = [with_title](const ItemWords::Words& words) {
            return with_title ? words.key() : words.text;
        };
        if (!some_are_left())
            return;
        for (std::size_t b = 0; b < before_.size(); ++b)
            if (taken_[b] == nowhere)
                known[key(old_words_.at(b))].push_back(b);
        for (std::size_t n = now_.size(); n-- > 0;) {
            if (!is_open(n))
                continue;
            const auto at = known.find(key(new_words_.at(n)));
            if (at == known.end())
                continue;
            const std::size_t b = same_text_at(at->second, n, with_title);
            if (b == nowhere)
                continue;
            join(b, n, Reason::words);
            std::erase(at->second, b);
        }
    }

    // Of several known items with the words of item `n`: the one of its time, else the last one.
    std::size_t same_text_at(const std::vector<std::size_t>& known, std::size_t n,
                             bool with_title) {
        const std::size_t tries = std::min(known.size(), all_pairs / 64);
        const bool telling = new_words_.at(n).text.size() >= telling_length;
        std::size_t last = nowhere;
        for (std::size_t k = 0; k < tries; ++k) {
            const std::size_t b = known[known.size() - 1 - k];
            if (are_apart(b, n))
                continue;
            const Times when = times(before_[b], now_[n]);
            const bool other_names = have_other_names(b, n);
            if (other_names && (when != Times::same || !is_in_window(b)))
                continue;
            if (when == Times::same &&
                (with_title ? !other_names || evidence_.have_own_time(b, n)
                            : (!other_names && evidence_.have_own_time(b, n)) ||
                                  is_title_edited(b, n, known.size() == 1)))
                return b;
            if (last != nowhere || other_names ||
                (!with_title && old_words_.marks(b) != new_words_.marks(n)))
                continue;
            if (when == Times::different ? telling && known.size() == 1 : telling || with_title)
                last = b;
        }
        return last;
    }

    void by_likeness() {
        std::vector<std::size_t> old, fresh;
        for (std::size_t n = 0; n < now_.size(); ++n)
            if (is_open(n))
                fresh.push_back(n);
        for (std::size_t b = 0; b < before_.size() && !fresh.empty(); ++b)
            if (taken_[b] == nowhere)
                old.push_back(b);
        if (old.empty() || fresh.empty())
            return;
        evidence_.note_partners(found(), old, fresh);
        std::vector<Edge> edges;
        if (old.size() <= all_pairs / fresh.size()) {
            for (const std::size_t n : fresh)
                for (const std::size_t b : old)
                    weigh(b, n, edges);
        } else {
            for (const auto& [b, n] : candidates(old, fresh, old_words_, new_words_, evidence_))
                weigh(b, n, edges);
        }
        for (const Edge& edge : assign(std::move(edges)))
            join(edge.before, edge.now, Reason::likeness, edge.score);
    }

    // Adds an edge if items `b` and `n` may be the same.
    void weigh(std::size_t b, std::size_t n, std::vector<Edge>& edges) {
        if (are_apart(b, n))
            return;
        const bool own_time = evidence_.have_own_time(b, n), in_window = is_in_window(b);
        const bool in_place = evidence_.stand_in_one_place(b, n);
        const Times when = times(before_[b], now_[n]);
        const double least = least_likeness(b, n, own_time, in_place);
        if (least > 1 || (!in_window && !own_time))
            return;
        const double words = like(b, n);
        if (words < least)
            return;
        const double base = own_time ? 0.4 : in_place || when == Times::same ? 0.3 : 0.1;
        edges.push_back({b, n, std::min(1.0, base + 0.55 * words)});
    }

    std::size_t shorter_text(std::size_t b, std::size_t n) {
        return std::min(old_words_.at(b).text.size(), new_words_.at(n).text.size());
    }

    // How like they must be; above 1 where they cannot be the same.
    double least_likeness(std::size_t b, std::size_t n, bool own_time, bool in_place) {
        constexpr double never = 2;
        const Times when = times(before_[b], now_[n]);
        if (have_other_names(b, n)) {
            if (!is_in_window(b))
                return never;
            if (when == Times::unknown)
                return in_place ? like_under_new_name_undated : never;
            if (evidence_.have_own_exact_time(b, n) || (own_time && in_place))
                return like_under_new_name;
            if (when == Times::same && in_place && shorter_text(b, n) >= long_text)
                return like_under_new_name;
            if (evidence_.are_last_of_time(b, n) && shorter_text(b, n) >= long_text)
                return like_without_evidence;
            return own_time && old_words_.marks(b) == new_words_.marks(n)
                       ? like_under_new_name_undated
                       : never;
        }
        if (own_time)
            return like_at_own_time;
        const std::string& id = present_id(now_[n]);
        if (in_place || evidence_.are_last_of_time(b, n) ||
            (!is_made_id(id) && id == present_id(before_[b])))
            return like_in_own_place;
        if (shorter_text(b, n) < long_text || old_words_.marks(b) != new_words_.marks(n))
            return never;
        return like_without_evidence;
    }

    // A page shows an update pinned on top and once more in its place. The last one stays, which is
    // the one in its place; what was recognised of either holds for it.
    void fold_repeats() {
        const auto is_made = [](const Item& item) { return is_made_id(present_id(item)); };
        if (is_.ids_hold && !ids_repeat_ && std::none_of(now_.begin(), now_.end(), is_made))
            return;
        HashMap<std::string_view, std::vector<std::size_t>> last;
        for (std::size_t n = now_.size(); n-- > 0;) {
            const Item& item = now_[n];
            const bool telling = text_of(item).size() >= telling_length;
            if (item.change == Change::withdrawn || found()[n].repeats != nowhere ||
                (!telling && !ids_repeat_))
                continue;
            std::vector<std::size_t>& same = last[text_of(item)];
            const auto shown = std::find_if(same.begin(), same.end(), [&](std::size_t other) {
                // Under one id even the time may be another.
                const bool is_one_id =
                    is_named(item) && present_id(item) == present_id(now_[other]);
                return item.title == now_[other].title && may_repeat(n, other, telling) &&
                       (is_one_id || times(item, now_[other]) != Times::different);
            });
            if (shown == same.end()) {
                if (same.size() < most_repeats)
                    same.push_back(n);
                continue;
            }
            const bool better =
                found()[*shown].before == nowhere ||
                (found()[n].reason == Reason::id && found()[*shown].reason != Reason::judgement);
            if (found()[n].before != nowhere && better)
                found()[*shown] = found()[n];
            found()[n] = {};
            found()[n].repeats = *shown;
        }
    }

    // Two items of the same words that the publisher names differently, and keeps naming so, are
    // two.
    bool may_repeat(std::size_t a, std::size_t b, bool telling) const {
        if (!name_at(judged_.now, a).empty() && !name_at(judged_.now, b).empty())
            return false;
        if (present_id(now_[a]) == present_id(now_[b]))
            return true;
        if (!telling)
            return false;
        if (is_made_id(present_id(now_[a])) || is_made_id(present_id(now_[b])))
            return true;
        const bool both_known = found()[a].before != nowhere && found()[b].before != nowhere;
        return !is_.ids_hold && !both_known && !before_.empty();
    }

    const Feed& known_;
    const std::vector<Item>& before_;
    const std::vector<Item>& now_;
    const Judged& judged_;
    const bool by_hand_;
    const bool ids_disproved_ = !by_hand_ && ids_are_disproved(known_.profile);
    Recognised is_;
    std::vector<std::size_t> taken_;  // by item of before: who it is now
    ItemWords old_words_, new_words_;
    Evidence evidence_;
    HashSet<std::string> apart_;
    HashSet<std::string_view> doubled_;                   // ids that stand at two texts
    std::vector<bool> addressed_before_, addressed_now_;  // without an id, at an address of its own
    bool addresses_hold_ = false, ids_repeat_ = false;
};

}  // namespace

Recognised recognise(const Feed& before, const Feed& now, const Judged& judged) {
    return Recognition(before, now, judged).run();
}

}  // namespace stet::diff
