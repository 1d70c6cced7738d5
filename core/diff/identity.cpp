#include "diff/identity.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/hash.h"
#include "diff/assignment.h"
#include "diff/likeness.h"
#include "text/space.h"
#include "text/url.h"
#include "text/words.h"

namespace stet::diff {
namespace {

// Equal texts shorter than this ("Tor!") come more than once in a live blog.
constexpr std::size_t telling_length = 40;

// What an item is held against: how like two items must be to count as one.
constexpr double like_at_same_time = 0.3;
constexpr double like_without_time = 0.5;
constexpr double like_at_other_time = 0.6;
// Where the publisher's ids are good, a new id is a new update unless much speaks against it.
constexpr double like_against_ids = 0.5;
constexpr double like_against_ids_without_time = 0.75;
constexpr double like_enough_for_id = 0.25;

// How many partners an item is tried with where there are too many to try all.
constexpr std::size_t all_pairs = 4096;
constexpr std::size_t most_candidates = 8;
constexpr std::size_t most_postings = 16;
constexpr std::size_t indexed_shingles = 64;

std::string_view text_of(const Item& item) {
    if (!item.content_text.empty())
        return item.content_text;
    return item.summary.empty() ? item.content_html : item.summary;
}

std::string folded(std::string_view text) {
    return text::nfc(text::fold_space(text));
}

bool same_words(std::string_view a, std::string_view b) {
    return a == b || folded(a) == folded(b);
}

enum class Times { same, different, unknown };

Times times(const Item& a, const Item& b) {
    const auto first = comparable_time(a), second = comparable_time(b);
    if (!first || !second)
        return Times::unknown;
    return *first == *second ? Times::same : Times::different;
}

// What is made of an item's words only when it is needed.
struct Words {
    bool made = false, shingled = false;
    std::string title, text;
    Shingles of_title, of_text;
};

class Recognition {
  public:
    Recognition(const Feed& before, const Feed& now, const Judged& judged)
        : before_(before.items),
          now_(now.items),
          judged_(judged),
          found_(now.items.size()),
          taken_(before.items.size(), nowhere),
          old_words_(before.items.size()),
          new_words_(now.items.size()) {}

    std::vector<Identity> run() {
        by_judgement();
        find_doubled_ids();
        by_id();
        if (some_are_left()) {
            by_address();
            by_words(true);
            by_words(false);
            by_likeness();
        }
        fold_repeats();
        return std::move(found_);
    }

  private:
    using Reason = Identity::Reason;

    bool is_open(std::size_t n) const {
        return found_[n].before == nowhere && found_[n].repeats == nowhere &&
               now_[n].change != Change::withdrawn;
    }
    static std::string_view name_at(const std::vector<std::string>& names, std::size_t place) {
        return place < names.size() ? std::string_view(names[place]) : std::string_view();
    }
    // A person judged that they are two.
    bool are_apart(std::size_t b, std::size_t n) const {
        const auto old = name_at(judged_.before, b), fresh = name_at(judged_.now, n);
        return !old.empty() && !fresh.empty() && old != fresh;
    }
    void join(std::size_t b, std::size_t n, Reason reason, double score = 1) {
        found_[n] = {b, reason, score, nowhere};
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

    const Words& words(const Item& item, Words& words) {
        if (!words.made) {
            words.made = true;
            words.title = folded(item.title);
            words.text = folded(text_of(item));
        }
        return words;
    }
    const Words& old_words(std::size_t b) { return words(before_[b], old_words_[b]); }
    const Words& new_words(std::size_t n) { return words(now_[n], new_words_[n]); }

    double like(std::size_t b, std::size_t n) {
        const Words& old = shingled(old_words_[b], before_[b]);
        const Words& fresh = shingled(new_words_[n], now_[n]);
        const bool titles = !old.title.empty() && !fresh.title.empty();
        const bool texts = !old.text.empty() && !fresh.text.empty();
        if (!texts)
            return titles ? likeness(old.of_title, fresh.of_title) : 0;
        const double text = likeness(old.of_text, fresh.of_text);
        return titles ? 0.75 * text + 0.25 * likeness(old.of_title, fresh.of_title) : text;
    }
    const Words& shingled(Words& made, const Item& item) {
        words(item, made);
        if (!made.shingled) {
            made.shingled = true;
            made.of_title = shingles(made.title);
            made.of_text = shingles(made.text);
        }
        return made;
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

    // Whether two items under one id or address can be the same update, as far as one can see.
    bool is_borne_out(std::size_t b, std::size_t n) {
        const Item &old = before_[b], &fresh = now_[n];
        return times(old, fresh) == Times::same ||
               (!old.title.empty() && same_words(old.title, fresh.title)) ||
               like(b, n) >= like_enough_for_id;
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
                found_[n].repeats = last->second;
            else if (const auto at = known.find(name); at != known.end())
                join(at->second, n, Reason::judgement);
        }
    }

    void by_id() {
        HashMap<std::string_view, std::size_t> ids;
        for (std::size_t b = 0; b < before_.size(); ++b) {
            if (is_named(before_[b]))
                ids.try_emplace(present_id(before_[b]), b);
        }
        // An update that once came under another id may come back under that.
        for (std::size_t b = 0; b < before_.size(); ++b)
            if (!before_[b].publisher_id.empty() && !is_made_id(before_[b].id) &&
                !doubled_.contains(before_[b].id))
                ids.try_emplace(before_[b].id, b);
        std::vector<std::pair<std::size_t, std::size_t>> doubtful;
        std::size_t known = 0, given = 0;
        for (std::size_t n = 0; n < now_.size(); ++n) {
            if (!is_named(now_[n]) || now_[n].change == Change::withdrawn)
                continue;
            ++given;
            const auto at = ids.find(present_id(now_[n]));
            if (at == ids.end() || taken_[at->second] != nowhere || !is_open(n) ||
                are_apart(at->second, n))
                continue;
            const Item& old = before_[at->second];
            if (same_words(old.title, now_[n].title) && same_words(text_of(old), text_of(now_[n])))
                join(at->second, n, Reason::id);
            else
                doubtful.emplace_back(at->second, n);
        }
        const bool positional = have_moved(doubtful);
        for (const auto& [b, n] : doubtful) {
            if (positional || !is_borne_out(b, n))
                continue;
            join(b, n, Reason::id);
        }
        for (const Identity& identity : found_)
            known += identity.before != nowhere;
        ids_are_good_ = !positional && known > 0 && known * 2 >= std::min(given, before_.size());
        if (!positional)
            for (const auto& [b, n] : doubtful)
                if (found_[n].before == nowhere)
                    same_id_[n] = b;
    }

    // Whether a text stands under another id now while its id stands at another text.
    bool have_moved(const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
        HashMap<std::string, std::size_t> owners;
        const auto key = [](const Words& words) { return words.title + '\n' + words.text; };
        for (const auto& [b, n] : pairs)
            if (text_of(before_[b]).size() >= telling_length)
                owners.emplace(key(old_words(b)), b);
        for (const auto& [b, n] : pairs) {
            const auto owner = owners.find(key(new_words(n)));
            if (owner != owners.end() && owner->second != b)
                return true;
        }
        return false;
    }

    void by_address() {
        HashMap<std::string, std::size_t> old, fresh;
        const auto note = [](auto& map, const Item& item, std::size_t place) {
            if (item.url.empty())
                return;
            const auto [at, first] = map.try_emplace(text::without_tracking(item.url), place);
            if (!first)
                at->second = nowhere;
        };
        for (std::size_t n = 0; n < now_.size(); ++n)
            if (is_open(n))
                note(fresh, now_[n], n);
        if (fresh.empty())
            return;
        for (std::size_t b = 0; b < before_.size(); ++b)
            note(old, before_[b], b);
        for (std::size_t n = 0; n < now_.size(); ++n) {
            if (!is_open(n) || now_[n].url.empty())
                continue;
            const std::string url = text::without_tracking(now_[n].url);
            const auto at = old.find(url);
            if (fresh.at(url) != n || at == old.end() || at->second == nowhere)
                continue;
            if (taken_[at->second] == nowhere && !are_apart(at->second, n) &&
                is_borne_out(at->second, n) && !stands_elsewhere(at->second, n))
                join(at->second, n, Reason::address);
        }
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

    // Joins items of the same words: heading and text, then text alone. From the end of the
    // document on, so that of an update that is shown twice the one in its place is taken, not the
    // pinned one.
    void by_words(bool with_title) {
        HashMap<std::string, std::vector<std::size_t>> known;
        const auto key = [with_title](const Words& words) {
            return with_title ? words.title + '\n' + words.text : words.text;
        };
        if (!some_are_left())
            return;
        for (std::size_t b = 0; b < before_.size(); ++b)
            if (taken_[b] == nowhere)
                known[key(old_words(b))].push_back(b);
        for (std::size_t n = now_.size(); n-- > 0;) {
            if (!is_open(n))
                continue;
            const auto at = known.find(key(new_words(n)));
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
        std::size_t last = nowhere;
        for (std::size_t k = 0; k < tries; ++k) {
            const std::size_t b = known[known.size() - 1 - k];
            if (are_apart(b, n))
                continue;
            const Times when = times(before_[b], now_[n]);
            if (when == Times::same)
                return b;
            const bool telling = new_words(n).text.size() >= telling_length;
            if (last == nowhere &&
                (when == Times::unknown ? telling || with_title : telling && known.size() == 1))
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
        std::vector<Edge> edges;
        if (old.size() <= all_pairs / fresh.size()) {
            for (const std::size_t n : fresh)
                for (const std::size_t b : old)
                    weigh(b, n, edges);
        } else {
            for (const auto& [b, n] : candidates(old, fresh))
                weigh(b, n, edges);
        }
        for (const Edge& edge : assign(std::move(edges)))
            join(edge.before, edge.now, Reason::likeness, edge.score);
    }

    // Adds an edge if items `b` and `n` may be the same.
    void weigh(std::size_t b, std::size_t n, std::vector<Edge>& edges) {
        const Item &old = before_[b], &fresh = now_[n];
        const auto same_id = same_id_.find(n);
        const bool bonus = same_id != same_id_.end() && same_id->second == b;
        const Times when = times(old, fresh);
        const bool in_window = old.position > 0 && old.change != Change::withdrawn;
        if (are_apart(b, n) || (!in_window && when != Times::same && !bonus))
            return;
        const double words = like(b, n);
        double least = when == Times::same      ? like_at_same_time
                       : when == Times::unknown ? like_without_time
                                                : like_at_other_time;
        if (ids_are_good_ && is_named(old) && is_named(fresh) && !bonus) {
            if (when == Times::different)
                return;
            least = when == Times::same ? like_against_ids : like_against_ids_without_time;
        }
        if (!bonus && words < least)
            return;
        const double base = when == Times::same ? 0.4 : when == Times::unknown ? 0.2 : 0.1;
        edges.push_back({b, n, std::min(1.0, base + 0.55 * words + (bonus ? 0.15 : 0.0))});
    }

    // Pairs worth weighing where there are many: those of the same time or with rare words in
    // common.
    std::vector<std::pair<std::size_t, std::size_t>> candidates(
        const std::vector<std::size_t>& old, const std::vector<std::size_t>& fresh) {
        std::unordered_map<std::uint64_t, std::vector<std::size_t>> postings;
        std::unordered_map<Instant::rep, std::vector<std::size_t>> by_time;
        const auto add = [](std::vector<std::size_t>& list, std::size_t b) {
            if (list.size() <= most_postings)
                list.push_back(b);
        };
        for (const std::size_t b : old) {
            const Shingles& sample = shingled(old_words_[b], before_[b]).of_text;
            for (std::size_t s = 0; s < std::min(sample.size(), indexed_shingles); ++s)
                add(postings[sample[s]], b);
            if (const auto when = comparable_time(before_[b]))
                add(by_time[when->time_since_epoch().count()], b);
        }
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        std::unordered_map<std::size_t, std::size_t> votes;
        for (const std::size_t n : fresh) {
            votes.clear();
            const Shingles& sample = shingled(new_words_[n], now_[n]).of_text;
            for (std::size_t s = 0; s < std::min(sample.size(), indexed_shingles); ++s)
                if (const auto at = postings.find(sample[s]);
                    at != postings.end() && at->second.size() <= most_postings)
                    for (const std::size_t b : at->second)
                        ++votes[b];
            if (const auto when = comparable_time(now_[n]))
                if (const auto at = by_time.find(when->time_since_epoch().count());
                    at != by_time.end())
                    for (const std::size_t b : at->second)
                        votes[b] += indexed_shingles;
            if (const auto same = same_id_.find(n); same != same_id_.end())
                votes[same->second] += indexed_shingles;
            std::vector<std::pair<std::size_t, std::size_t>> ranked;  // votes, item
            for (const auto& [b, count] : votes)
                ranked.emplace_back(count, b);
            const std::size_t kept = std::min(ranked.size(), most_candidates);
            std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                              ranked.end(), std::greater<>());
            for (std::size_t k = 0; k < kept; ++k)
                pairs.emplace_back(ranked[k].second, n);
        }
        return pairs;
    }

    // A page shows an update pinned on top and once more in its place. The last one stays, which is
    // the one in its place; what was recognised of either holds for it.
    void fold_repeats() {
        const auto is_made = [](const Item& item) { return is_made_id(present_id(item)); };
        if (ids_are_good_ && !ids_repeat_ && std::none_of(now_.begin(), now_.end(), is_made))
            return;
        HashMap<std::string_view, std::vector<std::size_t>> last;
        for (std::size_t n = now_.size(); n-- > 0;) {
            const Item& item = now_[n];
            const bool telling = text_of(item).size() >= telling_length;
            if (item.change == Change::withdrawn || found_[n].repeats != nowhere ||
                (!telling && !ids_repeat_))
                continue;
            std::vector<std::size_t>& same = last[text_of(item)];
            const auto shown = std::find_if(same.begin(), same.end(), [&](std::size_t other) {
                return item.title == now_[other].title && may_repeat(n, other, telling) &&
                       times(item, now_[other]) != Times::different;
            });
            if (shown == same.end()) {
                if (same.size() < most_candidates)
                    same.push_back(n);
                continue;
            }
            const bool better =
                found_[*shown].before == nowhere ||
                (found_[n].reason == Reason::id && found_[*shown].reason != Reason::judgement);
            if (found_[n].before != nowhere && better)
                found_[*shown] = found_[n];
            found_[n] = {};
            found_[n].repeats = *shown;
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
        const bool both_known = found_[a].before != nowhere && found_[b].before != nowhere;
        return !ids_are_good_ && !both_known && !before_.empty();
    }

    const std::vector<Item>& before_;
    const std::vector<Item>& now_;
    const Judged& judged_;
    std::vector<Identity> found_;
    std::vector<std::size_t> taken_;  // by item of before: who it is now
    std::vector<Words> old_words_, new_words_;
    std::unordered_map<std::size_t, std::size_t> same_id_;  // of now, in before; not borne out
    HashSet<std::string_view> doubled_;                     // ids that stand at two texts
    bool ids_are_good_ = false, ids_repeat_ = false;
};

}  // namespace

std::vector<Identity> identify(const Feed& before, const Feed& now, const Judged& judged) {
    return Recognition(before, now, judged).run();
}

}  // namespace stet::diff
