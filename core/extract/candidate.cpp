#include "extract/candidate.h"

#include "text/space.h"

namespace stet::page {

using namespace std::chrono;

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
    when.clock = stamp.clock;
    when.offset = stamp.offset;
    when.age = stamp.age;
    when.words = text::fold_space(stamp.words);
    if (stamp.day && stamp.day->year() != year(0) && stamp.day->ok() && stamp.clock &&
        stamp.offset) {
        when.instant = sys_days(*stamp.day) + *stamp.clock - *stamp.offset;
        when.basis = TimeBasis::stated;
    }
    return when;
}

When when_of(std::string_view date) {
    const auto read = time::parse_date(date);
    return read ? when_of(*read) : When{};
}

}  // namespace stet::page
