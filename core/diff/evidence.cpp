#include "diff/evidence.h"

#include <optional>

namespace stet::diff {

namespace {

// Publication times that are rounded to a day, in any zone, or to an hour fall on these seconds.
constexpr std::int64_t rounded_to = 900;

Instant::rep seconds(Instant when) {
    return when.time_since_epoch().count();
}

}  // namespace

Times times(const Item& a, const Item& b) {
    const auto first = comparable_time(a), second = comparable_time(b);
    if (!first || !second)
        return Times::unknown;
    return *first == *second ? Times::same : Times::different;
}

void Evidence::note_times(ItemWords& old_words, ItemWords& new_words) {
    const auto note = [&](const std::vector<Item>& items, ItemWords& words) {
        std::unordered_map<Instant::rep, std::size_t> first;
        for (std::size_t n = 0; n < items.size(); ++n) {
            const auto when = comparable_time(items[n]);
            if (!when)
                continue;
            const auto [at, fresh] = first.try_emplace(seconds(*when), n);
            if (!fresh && !shared_.contains(at->first) &&
                words.at(at->second).key() != words.at(n).key())
                shared_.insert(at->first);
        }
    };
    note(before_, old_words);
    note(now_, new_words);
}

void Evidence::note_partners(const std::vector<Identity>& found,
                             const std::vector<std::size_t>& old,
                             const std::vector<std::size_t>& fresh) {
    find_places(found);
    find_last_of_times(found, old, fresh);
}

bool Evidence::have_own_time(std::size_t b, std::size_t n) const {
    return times(before_[b], now_[n]) == Times::same &&
           !shared_.contains(seconds(*comparable_time(now_[n])));
}

bool Evidence::have_own_exact_time(std::size_t b, std::size_t n) const {
    return have_own_time(b, n) && seconds(*comparable_time(now_[n])) % rounded_to != 0;
}

std::size_t Evidence::place_of(std::size_t n) const {
    const auto at = places_.find(n);
    return at == places_.end() ? nowhere : at->second;
}

bool Evidence::are_last_of_time(std::size_t b, std::size_t n) const {
    const auto at = last_of_time_.find(n);
    return at != last_of_time_.end() && at->second == b;
}

void Evidence::find_places(const std::vector<Identity>& found) {
    std::vector<std::size_t> window, shown, place(before_.size(), nowhere);
    std::vector<bool> stayed(before_.size());
    for (const Identity& identity : found)
        if (identity.before != nowhere)
            stayed[identity.before] = true;
    for (std::size_t b = 0; b < before_.size(); ++b)
        if (is_in_window(before_[b])) {
            place[b] = window.size();
            window.push_back(b);
        }
    for (std::size_t n = 0; n < now_.size(); ++n)
        if (now_[n].change != Change::withdrawn && found[n].repeats == nowhere)
            shown.push_back(n);
    std::size_t neighbour = nowhere;  // the one above, in `shown`
    for (std::size_t s = 0; s < shown.size(); ++s) {
        const std::size_t b = found[shown[s]].before;
        if (b == nowhere)
            continue;
        if (place[b] == nowhere) {  // back from outside of the window
            neighbour = nowhere;
            continue;
        }
        if (neighbour != nowhere && s - neighbour > 1) {
            const std::size_t above = place[found[shown[neighbour]].before], below = place[b];
            const std::size_t run = s - neighbour - 1;
            bool all_gone = below > above && below - above - 1 == run;
            for (std::size_t w = above + 1; all_gone && w < below; ++w)
                all_gone = !stayed[window[w]];
            for (std::size_t k = 1; all_gone && k <= run; ++k)
                places_.emplace(shown[neighbour + k], window[above + k]);
        }
        neighbour = s;
    }
}

void Evidence::find_last_of_times(const std::vector<Identity>& found,
                                  const std::vector<std::size_t>& old,
                                  const std::vector<std::size_t>& fresh) {
    struct Left {
        std::size_t olds = 0, news = 0;
        Pair last{};
    };
    std::optional<Instant> oldest;  // of those that stayed
    for (std::size_t n = 0; n < now_.size(); ++n)
        if (const auto when = comparable_time(now_[n]);
            when && found[n].before != nowhere && (!oldest || *when < *oldest))
            oldest = when;
    std::unordered_map<Instant::rep, Left> left;
    for (const std::size_t b : old)
        if (const auto when = comparable_time(before_[b]); when && is_in_window(before_[b])) {
            Left& of_time = left[seconds(*when)];
            ++of_time.olds;
            of_time.last.before = b;
        }
    for (const std::size_t n : fresh)
        if (const auto when = comparable_time(now_[n])) {
            Left& of_time = left[seconds(*when)];
            ++of_time.news;
            of_time.last.now = n;
        }
    for (const auto& [when, of_time] : left)
        if (when % rounded_to != 0 && of_time.olds == 1 && of_time.news == 1 && oldest &&
            seconds(*oldest) < when)
            last_of_time_.emplace(of_time.last.now, of_time.last.before);
}

}  // namespace stet::diff
