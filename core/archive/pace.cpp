#include "archive/pace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace stet::archive {

namespace {

using namespace std::chrono;

// A look every sixteenth of the time in which something is to be expected: where a ticker brings
// an update in a quarter of an hour it is one each minute, after a night's silence of eight hours
// one each half hour, after sixteen days of it one each day.
constexpr int looks_per_change = 16;
constexpr seconds shortest = 1min;
constexpr seconds longest = 24h;
constexpr seconds longest_of_ended = 24h * 7;
constexpr seconds unknown_gap = 1h;
constexpr seconds silence_of_ended = 24h;           // where it said itself when it ends
constexpr seconds silence_of_forgotten = 24h * 90;  // where it did not
// The next part of a series is missed sooner.
constexpr seconds silence_of_part = 24h;
constexpr seconds silence_of_part_that_ends = 1h;

// What is edited of an article is edited soon after it came out, or after the last edit. A look
// each eighth of the time since then makes some seventy in a month.
constexpr int looks_per_age = 8;
// One that counts its readers, or shows other stories with each answer, is edited at each look, and
// so would stay young for ever. Where edits come more often than such a share of all the time since
// the first look, that is the distance.
constexpr int looks_per_whole_age = 64;
constexpr int longest_lives = 6;
constexpr seconds shortest_of_article = 5min;
constexpr seconds failing_of_lost = 24h * 7;
constexpr int looks_of_missing = 3;  // a 404 may be the slip of an hour

constexpr seconds shortest_of_busy = 5min;
constexpr seconds furthest_wish = 24h;

// The typical gap follows the last few: their geometric mean, which one long night does not spoil.
constexpr double weight_of_past = 0.75;

seconds silence(const Pace& pace) {
    if (!pace.looked || !pace.changed || *pace.changed > *pace.looked)
        return 0s;
    return *pace.looked - *pace.changed;
}

bool has_ended(const Pace& pace) {
    const bool said_so = pace.wishes.ends && pace.looked && *pace.wishes.ends <= *pace.looked;
    return silence(pace) >= (said_so ? silence_of_ended : silence_of_forgotten);
}

seconds failing(const Pace& pace) {
    return pace.failing_since && pace.looked ? *pace.looked - *pace.failing_since : 0s;
}

seconds watched(const Pace& article) {
    return article.taken_up && article.looked ? *article.looked - *article.taken_up : 0s;
}

// Nothing more is to be had of an article.
bool is_over(const Pace& pace) {
    return pace.article && (silence(pace) >= age_of_article || failing(pace) >= failing_of_lost ||
                            watched(pace) >= longest_lives * age_of_article);
}

// Whole minutes, above an hour whole five: nobody needs to read more of it.
seconds rounded(seconds interval) {
    const seconds step = interval < 1h ? seconds(1min) : seconds(5min);
    return std::max(shortest, interval / step * step);
}

seconds natural(const Pace& pace) {
    if (pace.article) {
        seconds share = silence(pace) / looks_per_age;
        const seconds of_all = watched(pace) / looks_per_whole_age;
        if (pace.gap > 0s && pace.gap < of_all)
            share = std::max(share, of_all);
        return rounded(std::clamp(share, shortest_of_article, longest));
    }
    const seconds gap = pace.gap > 0s ? pace.gap : unknown_gap;
    const seconds expected = std::max(gap, silence(pace));
    if (has_ended(pace))
        return std::clamp(expected / looks_per_change, longest, longest_of_ended);
    return rounded(std::clamp(expected / looks_per_change, shortest, longest));
}

// Twice as long after each failure; but a source that failed for half a day must not cost the
// other half, so at most a 24th of the time it has failed, at least an hour, at most a day.
seconds backoff(const Pace& pace, seconds interval, double chance) {
    const seconds least = pace.busy ? std::max(interval, shortest_of_busy) : interval;
    const seconds most = std::max(least, std::clamp(failing(pace) / 24, seconds(1h), seconds(24h)));
    const int doublings = std::min(pace.failures - 1 + (pace.busy ? 1 : 0), 20);
    const seconds wait = std::min(most, least * (std::int64_t{1} << doublings));
    return wait +
           seconds(static_cast<std::int64_t>(static_cast<double>(wait.count()) * chance / 4));
}

// The first hour from `when` on in which the publisher works. A week is all of it; who never
// works is not believed.
Instant awake(const Wishes& wishes, Instant when) {
    Instant then = when;
    for (int hour = 0; hour < 7 * 24; ++hour) {
        const auto day = floor<days>(then);
        const auto of_day = static_cast<unsigned>(floor<hours>(then - day).count());
        const unsigned of_week = weekday(day).c_encoding();
        if ((wishes.skip_hours >> of_day & 1U) == 0 && (wishes.skip_days >> of_week & 1U) == 0)
            return then;
        then = floor<hours>(then) + 1h;
    }
    return when;
}

struct BasisName {
    Basis basis;
    std::string_view name;
};
constexpr std::array names{
    BasisName{Basis::learned, "learned"}, BasisName{Basis::set, "set"},
    BasisName{Basis::asked, "asked"},     BasisName{Basis::failing, "failing"},
    BasisName{Basis::ended, "ended"},     BasisName{Basis::continued, "continued"},
    BasisName{Basis::gone, "gone"},
};

}  // namespace

Pace learned(Pace pace, const Finding& finding) {
    pace.looked = finding.at;
    pace.fresh_until = finding.fresh_until;
    pace.retry_after = finding.retry_after;
    using enum Finding::Outcome;
    pace.busy = finding.outcome == busy;
    pace.gone = finding.outcome == gone;
    if (finding.outcome != read) {
        if (++pace.failures == 1)
            pace.failing_since = finding.at;
        if (finding.outcome == missing && pace.article)
            pace.gone = pace.failures >= looks_of_missing;
        return pace;
    }
    pace.failures = 0;
    pace.failing_since.reset();
    if (finding.wishes)
        pace.wishes = *finding.wishes;
    if (!pace.changed)
        pace.changed = finding.at;
    if (finding.changes <= 0)
        return pace;
    // A clock that was set back makes no gap.
    if (finding.at > *pace.changed) {
        const auto changes = static_cast<double>(finding.changes);
        const double seen =
            std::max(1.0, static_cast<double>((finding.at - *pace.changed).count()) / changes);
        const double past = pace.gap > 0s ? std::pow(weight_of_past, changes) : 0;
        const double known = std::max(1.0, static_cast<double>(pace.gap.count()));
        pace.gap =
            seconds(std::llround(std::exp(past * std::log(known) + (1 - past) * std::log(seen))));
    }
    pace.changed = finding.at;
    return pace;
}

Pace first_habits(const Feed& baseline, Instant at) {
    constexpr std::size_t enough = 20;
    Pace pace;
    std::vector<Instant> times;
    for (const Item& item : baseline.items)
        if (item.date_published && *item.date_published <= at)
            times.push_back(*item.date_published);
    std::ranges::sort(times, std::greater{});
    if (times.size() > enough)
        times.resize(enough);
    if (times.empty()) {
        const auto own = std::max(baseline.head.date_published, baseline.head.date_modified);
        if (own && *own <= at)
            pace.changed = own;
        return pace;
    }
    pace.changed = times.front();
    if (times.size() > 1 && times.front() > times.back())
        pace.gap = (times.front() - times.back()) / static_cast<std::int64_t>(times.size() - 1);
    return pace;
}

bool seems_over(const Pace& pace, Instant now) {
    if (pace.gone)
        return true;
    if (!pace.changed || *pace.changed > now)
        return false;
    const seconds silent = now - *pace.changed;
    if (pace.wishes.ends && *pace.wishes.ends <= now && silent >= silence_of_part_that_ends)
        return true;
    return silent >= std::max(silence_of_part, looks_per_change * pace.gap);
}

std::string_view name_of(Basis basis) {
    for (const BasisName& one : names)
        if (one.basis == basis)
            return one.name;
    return {};
}

Basis basis_of(std::string_view word) {
    for (const BasisName& one : names)
        if (one.name == word)
            return one.basis;
    return Basis::learned;
}

Plan plan(const Pace& pace, seconds every, Instant begun, double chance) {
    Plan plan;
    plan.interval = every > 0s ? every : natural(pace);
    plan.basis = every > 0s ? Basis::set : has_ended(pace) ? Basis::ended : Basis::learned;
    if (pace.continued && plan.interval < longest) {
        plan.interval = longest;
        plan.basis = Basis::continued;
    }
    if (pace.gone) {
        plan.basis = Basis::gone;
        return plan;
    }
    if (every == 0s && is_over(pace)) {
        plan.basis = Basis::ended;
        return plan;
    }
    if (!pace.looked) {
        plan.next = begun;
        return plan;
    }
    const seconds wished = std::min(pace.wishes.every, furthest_wish);
    if (every == 0s && wished > plan.interval) {
        plan.interval = wished;
        plan.basis = Basis::asked;
    }
    if (pace.failures > 0) {
        plan.interval = backoff(pace, plan.interval, chance);
        plan.basis = Basis::failing;
    }
    const Instant from = std::clamp(begun, *pace.looked - plan.interval / 10, *pace.looked);
    Instant next = from + plan.interval;
    const auto not_before = [&](std::optional<Instant> asked) {
        const Instant furthest = *pace.looked + furthest_wish;
        if (!asked || std::min(*asked, furthest) <= next)
            return;
        next = std::min(*asked, furthest);
        if (plan.basis != Basis::failing)
            plan.basis = Basis::asked;
    };
    not_before(pace.retry_after);
    if (every == 0s) {
        not_before(pace.fresh_until);
        next = awake(pace.wishes, next);
    }
    plan.next = next;
    return plan;
}

}  // namespace stet::archive
