#include "extract/candidate.h"

#include <algorithm>

#include "text/space.h"

namespace stet::page {

using namespace std::chrono;

Instant When::at(sys_days on, const time::Zone& home) const {
    const time::Local wall(on.time_since_epoch() + clock.value_or(seconds(0)));
    if (offset)
        return Instant(wall.time_since_epoch() - *offset);
    return zone ? zone->to_instant(wall) : home.to_instant(wall);
}

When when_of(const time::Date& date) {
    When when;
    const auto midnight = floor<days>(date.clock);
    when.day = year_month_day(midnight);
    if (date.has_clock)
        when.clock = date.clock - midnight;
    when.offset = date.offset;
    if (date.has_clock && date.offset) {
        when.instant = date.in(time::Zone::utc());
        when.basis = TimeBasis::stated;
    }
    return when;
}

When when_of(const time::Stamp& stamp) {
    When when;
    when.day = stamp.day;
    if (stamp.clock)
        when.clock = *stamp.clock + stamp.second;
    when.offset = stamp.offset;
    when.zone = stamp.zone;
    when.days_back = stamp.days_back;
    when.age = stamp.age;
    when.words = text::fold_space(stamp.words);
    when.label = std::min(stamp.label, when.words.size());
    if (stamp.day && stamp.day->year() != year(0) && stamp.day->ok() && stamp.clock &&
        (stamp.offset || stamp.zone)) {
        when.instant = when.at(sys_days(*stamp.day), time::Zone::utc());
        when.basis = TimeBasis::stated;
    }
    return when;
}

When when_of(std::string_view date) {
    const auto read = time::parse_date(date);
    return read ? when_of(*read) : When{};
}

void drop_shared_ids(Candidates& candidates) {
    std::vector<std::string> ids;
    for (const Candidate& one : candidates)
        ids.push_back(one.id);
    std::ranges::sort(ids);
    for (Candidate& one : candidates) {
        const auto [first, last] = std::equal_range(ids.begin(), ids.end(), one.id);
        if (last - first > 1)
            one.id.clear();
    }
}

}  // namespace stet::page
