#include "extract/clocks.h"

#include <algorithm>
#include <cstdint>

namespace stet::page {

namespace {

using namespace std::chrono;

/// A clock may be this much later than the page's stamp, or than the newer update above it, and
/// still be of the same day: stamps lag, and updates are put in out of order.
constexpr auto slack = hours(1);

bool is_whole(const year_month_day& day) {
    return day.year() != year(0) && day.ok();
}

/// The year that brings a printed day nearest to the reference, but hardly after it.
std::optional<sys_days> with_year(const year_month_day& day, std::optional<sys_days> reference) {
    if (is_whole(day))
        return sys_days(day);
    if (!reference)
        return std::nullopt;
    const int around = static_cast<int>(year_month_day(*reference).year());
    for (const int candidate : {around + 1, around, around - 1}) {
        const year_month_day whole{year(candidate), day.month(), day.day()};
        if (whole.ok() && sys_days(whole) <= *reference + days(7))
            return sys_days(whole);
    }
    return std::nullopt;
}

std::optional<sys_days> day_at(const std::optional<Instant>& when, const time::Zone& zone) {
    if (!when)
        return std::nullopt;
    return sys_days(floor<days>(zone.to_local(*when)).time_since_epoch());
}

void settle(When& when, sys_days day, const Calendar& calendar, TimeBasis basis) {
    when.instant = when.at(day, calendar.zone);
    when.basis = when.clock ? basis : TimeBasis::day;
}

/// Where an update's own date says which day it is.
void settle_own(When& when, const Calendar& calendar, std::optional<sys_days> reference) {
    if (when.instant) {
        if (when.basis == TimeBasis::none)
            when.basis = TimeBasis::stated;
    } else if (when.day) {
        if (const auto day = with_year(*when.day, reference))
            settle(when, *day, calendar, TimeBasis::stated);
    } else if (when.days_back && reference) {
        settle(when, *reference - days(*when.days_back), calendar, TimeBasis::clock);
    } else if (when.age && calendar.observed) {
        when.instant = *calendar.observed - *when.age;
        when.basis = TimeBasis::age;
    }
}

/// Day headings stand above their updates or below them. Below: none stands above the first update
/// and one stands after the last; or the times of the updates that this leaves without a heading
/// fit the page's stamp only so.
bool headings_stand_below(std::span<const DayHeading> headings, std::size_t count,
                          std::optional<sys_days> today, std::optional<sys_days> first) {
    const bool any_above = headings.front().before == 0;
    const bool any_below = headings.back().before == count;
    if (any_above != any_below)
        return any_below;
    return !any_above && today && first && *today == *first;
}

struct Run {
    std::span<When* const> times;
    std::vector<std::optional<sys_days>> day;  ///< of each update, as headings say

    void apply(std::span<const DayHeading> headings, std::optional<sys_days> today) {
        day.assign(times.size(), std::nullopt);
        if (headings.empty())
            return;
        std::vector<std::optional<sys_days>> named;
        for (const DayHeading& heading : headings)
            named.push_back(with_year(heading.day, today));
        const bool below = headings_stand_below(headings, times.size(), today, named.front());
        for (std::size_t k = 0; k < headings.size(); ++k) {
            const std::size_t begin =
                below ? (k == 0 ? 0 : headings[k - 1].before) : headings[k].before;
            const std::size_t end = below                     ? headings[k].before
                                    : k + 1 < headings.size() ? headings[k + 1].before
                                                              : times.size();
            for (std::size_t i = begin; i < end && i < times.size(); ++i)
                day[i] = named[k];
        }
    }
};

/// Oldest first, as finished pages run, or newest first: what most steps from one update to the
/// next say.
bool runs_oldest_first(std::span<When* const> times, const Run& run) {
    std::size_t falls = 0, rises = 0;
    const When* before = nullptr;
    std::size_t before_at = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const When& when = *times[i];
        if (!when.clock && !when.instant)
            continue;
        if (before) {
            if (when.instant && before->instant) {
                falls += *when.instant < *before->instant ? 1 : 0;
                rises += *when.instant > *before->instant ? 1 : 0;
            } else if (run.day[i] && run.day[before_at] && run.day[i] != run.day[before_at]) {
                (*run.day[i] < *run.day[before_at] ? falls : rises) += 1;
            } else if (when.clock && before->clock) {
                // In one zone, where both name theirs.
                const bool zoned = when.offset && before->offset;
                const seconds now = *when.clock - (zoned ? *when.offset : seconds(0));
                const seconds then = *before->clock - (zoned ? *before->offset : seconds(0));
                falls += now < then && then - now < hours(12) ? 1 : 0;
                rises += now > then && now - then < hours(12) ? 1 : 0;
            }
        }
        before = &when;
        before_at = i;
    }
    return rises > falls;
}

/// The wall clock of an instant in the zone that a stamp names, else in the page's.
time::Local wall(Instant instant, const When& when, const Calendar& calendar) {
    if (when.offset)
        return time::Local(instant.time_since_epoch() + *when.offset);
    return (when.zone ? *when.zone : calendar.zone).to_local(instant);
}

/// A clock that names its zone as one of the page's zone would show it at that time.
seconds home_clock(const When& when, const Calendar& calendar) {
    if (!when.offset && !when.zone)
        return *when.clock;
    const sys_days day = floor<days>(*calendar.stamp);
    const time::Local local = calendar.zone.to_local(when.at(day, calendar.zone));
    return local - floor<days>(local);
}

std::vector<When*> from_newest(std::span<When* const> times, bool oldest_first) {
    std::vector<When*> list(times.begin(), times.end());
    if (oldest_first)
        std::ranges::reverse(list);
    return list;
}

/// Where only the first publication is known, clocks alone may be of that day or of later ones. The
/// newest update is then as many days after the oldest as clocks pass midnight between them, and
/// the oldest comes after the stamp; unless the newest is nearer before the stamp, which is then
/// one of the last change after all.
std::optional<time::Local> newest_after(const Calendar& calendar,
                                        std::span<When* const> newest_first) {
    const time::Local begin = calendar.zone.to_local(*calendar.stamp);
    std::vector<seconds> clocks;
    for (const When* const when : newest_first) {
        if (when->instant || when->day)
            return std::nullopt;
        if (when->clock)
            clocks.push_back(home_clock(*when, calendar));
    }
    if (clocks.empty())
        return std::nullopt;
    const auto day = floor<days>(begin);
    const seconds begun = begin - day;
    days passed{0};
    for (std::size_t i = 1; i < clocks.size(); ++i)
        passed += days(clocks[i] > clocks[i - 1] + slack ? 1 : 0);
    const days late(clocks.back() + slack < begun ? 1 : 0);
    const time::Local oldest = day + late + clocks.back();
    const days early(clocks.front() > begun + slack ? 1 : 0);
    const time::Local newest_before = day - early + clocks.front();
    if (abs(begin - newest_before) <= abs(oldest - begin))
        return std::nullopt;
    return day + late + passed + clocks.front();
}

/// Goes from the newest update to the oldest and gives clocks their days.
class Descent {
  public:
    Descent(const Calendar& calendar, std::optional<time::Local> newest) : calendar_(calendar) {
        if (newest)
            newer_ = calendar.zone.to_instant(*newest);
        else if (calendar.stamp)
            newer_ = *calendar.stamp;
    }

    void step(When& when, std::optional<sys_days> heading) {
        if (when.instant) {
            if (when.basis != TimeBasis::age)
                newer_ = *when.instant;
            return;
        }
        if (!when.clock)
            return;
        if (heading)
            settle(when, *heading, calendar_, TimeBasis::clock);
        else if (newer_)
            settle(when, day_before(when), calendar_, TimeBasis::clock);
        else
            return;
        newer_ = when.instant;
    }

  private:
    /// The last day on which a clock showed this before the newer update, in the clock's zone: on
    /// one page clocks may name several.
    sys_days day_before(const When& when) const {
        const time::Local newer = wall(*newer_, when, calendar_);
        const auto midnight = floor<days>(newer);
        sys_days day(midnight.time_since_epoch());
        if (*when.clock > newer - midnight + slack)
            day -= days(1);
        return day;
    }

    const Calendar& calendar_;
    std::optional<Instant> newer_;
};

}  // namespace

time::Zone zone_of_page(std::span<const When> own, std::string_view asked,
                        std::string_view language, std::string_view host) {
    std::optional<time::Zone> zone = time::Zone::named(asked);
    if (asked.empty() || !zone)
        zone = time::zone_of(language, host);
    for (const When& when : own) {
        if (!when.instant || !when.offset || *when.offset == seconds(0))
            continue;
        if (!zone || zone->offset_at(*when.instant) != *when.offset)
            return time::Zone::fixed(*when.offset);
        return *zone;
    }
    return zone ? *zone : time::Zone::utc();
}

void resolve(When& when, const Calendar& calendar) {
    settle_own(when, calendar,
               day_at(calendar.stamp ? calendar.stamp : calendar.observed, calendar.zone));
}

void resolve(std::span<When* const> times, std::span<const DayHeading> headings,
             const Calendar& calendar) {
    const std::optional<sys_days> today = day_at(calendar.stamp, calendar.zone);
    for (When* const when : times)
        settle_own(*when, calendar, today);
    Run run{times, {}};
    run.apply(headings, today);
    const bool rises = runs_oldest_first(times, run);
    std::optional<time::Local> newest;
    if (calendar.begins && headings.empty() && calendar.stamp)
        newest = newest_after(calendar, from_newest(times, rises));
    Descent descent(calendar, newest);
    for (std::size_t i = 0; i < times.size(); ++i) {
        const std::size_t at = rises ? times.size() - 1 - i : i;
        descent.step(*times[at], run.day[at]);
    }
}

}  // namespace stet::page
