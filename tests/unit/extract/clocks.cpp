#include "extract/clocks.h"

#include "support/catch.h"
#include "time/instant.h"

using namespace stet;
using namespace stet::page;
using namespace std::chrono;

namespace {

When clock(int hour, int minute) {
    When when;
    when.clock = hours(hour) + minutes(minute);
    return when;
}

Calendar berlin(const char* stamp) {
    Calendar calendar{*time::Zone::named("Europe/Berlin"), {}, {}};
    if (*stamp)
        calendar.stamp = time::from_rfc3339(stamp);
    return calendar;
}

std::vector<std::string> resolved(std::vector<When> times, const Calendar& calendar,
                                  const std::vector<DayHeading>& days = {}) {
    std::vector<When*> pointers;
    for (When& when : times)
        pointers.push_back(&when);
    resolve(pointers, days, calendar);
    std::vector<std::string> out;
    for (const When& when : times)
        out.push_back(when.instant ? time::to_rfc3339(*when.instant) : "none");
    return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("clocks: a clock takes the day of the page's stamp", "[extract]") {
    CHECK(resolved({clock(12, 31), clock(9, 0)}, berlin("2026-01-28T16:03:00Z")) ==
          Strings{"2026-01-28T11:31:00Z", "2026-01-28T08:00:00Z"});
}

TEST_CASE("clocks: a clock that rises again is of the day before", "[extract]") {
    CHECK(resolved({clock(0, 2), clock(23, 10), clock(6, 0), clock(22, 0)},
                   berlin("2026-01-28T00:00:00Z")) ==
          Strings{"2026-01-27T23:02:00Z", "2026-01-27T22:10:00Z", "2026-01-27T05:00:00Z",
                  "2026-01-26T21:00:00Z"});
}

TEST_CASE("clocks: clocks that name zones pass midnight as instants do", "[extract]") {
    const auto zoned = [](int hour, int minute, int offset) {
        When when = clock(hour, minute);
        when.offset = hours(offset);
        return when;
    };
    Calendar calendar = berlin("2024-03-19T05:00:00Z");
    calendar.begins = true;
    CHECK(resolved({zoned(9, 51, 0), zoned(10, 39, 1), zoned(5, 32, -4), zoned(9, 20, 0)},
                   calendar) == Strings{"2024-03-19T09:51:00Z", "2024-03-19T09:39:00Z",
                                        "2024-03-19T09:32:00Z", "2024-03-19T09:20:00Z"});
    CHECK(resolved({zoned(2, 10, 2), zoned(19, 50, -4), zoned(23, 30, 0)},
                   berlin("2024-03-19T00:30:00Z")) ==
          Strings{"2024-03-19T00:10:00Z", "2024-03-18T23:50:00Z", "2024-03-18T23:30:00Z"});
}

TEST_CASE("clocks: a stamp that lags behind its updates keeps their day", "[extract]") {
    CHECK(resolved({clock(12, 40), clock(12, 0)}, berlin("2026-01-28T11:30:00Z")) ==
          Strings{"2026-01-28T11:40:00Z", "2026-01-28T11:00:00Z"});
}

TEST_CASE("clocks: a page that runs from the oldest is resolved from its end", "[extract]") {
    CHECK(resolved({clock(22, 0), clock(23, 30), clock(0, 10), clock(1, 0)},
                   berlin("2026-01-28T00:30:00Z")) ==
          Strings{"2026-01-27T21:00:00Z", "2026-01-27T22:30:00Z", "2026-01-27T23:10:00Z",
                  "2026-01-28T00:00:00Z"});
}

TEST_CASE("clocks: day headings above their updates", "[extract]") {
    const std::vector<DayHeading> days{{0, 2025y / January / 1}, {1, 2024y / December / 31}};
    CHECK(resolved({clock(2, 42), clock(20, 0)}, berlin("2025-01-01T02:00:00Z"), days) ==
          Strings{"2025-01-01T01:42:00Z", "2024-12-31T19:00:00Z"});
}

TEST_CASE("clocks: a day heading below its updates closes the day", "[extract]") {
    const std::vector<DayHeading> days{{2, 2024y / August / 27}};
    CHECK(resolved({clock(12, 31), clock(2, 2)}, berlin("2024-08-27T10:32:00Z"), days) ==
          Strings{"2024-08-27T10:31:00Z", "2024-08-27T00:02:00Z"});
    const std::vector<DayHeading> two{{1, 2024y / August / 27}, {2, 2024y / August / 26}};
    CHECK(resolved({clock(12, 31), clock(13, 0)}, berlin("2024-08-27T10:32:00Z"), two) ==
          Strings{"2024-08-27T10:31:00Z", "2024-08-26T11:00:00Z"});
}

TEST_CASE("clocks: summer time counts by the day", "[extract]") {
    const std::vector<DayHeading> days{{0, 2026y / March / 29}, {1, 2026y / March / 28}};
    CHECK(resolved({clock(12, 0), clock(12, 0)}, berlin("2026-03-29T12:00:00Z"), days) ==
          Strings{"2026-03-29T10:00:00Z", "2026-03-28T11:00:00Z"});
}

TEST_CASE("clocks: without any day nothing is known", "[extract]") {
    CHECK(resolved({clock(12, 0)}, berlin("")) == Strings{"none"});
}

TEST_CASE("clocks: a heading without year takes the one near the stamp", "[extract]") {
    const std::vector<DayHeading> days{{0, year(0) / December / 31}};
    CHECK(resolved({clock(12, 0)}, berlin("2025-01-02T12:00:00Z"), days) ==
          Strings{"2024-12-31T11:00:00Z"});
}

TEST_CASE("clocks: the page's own offset tells the zone", "[extract]") {
    const auto own = [](const char* text) { return std::vector<When>{when_of(text)}; };
    CHECK(zone_of_page(own("2026-07-01T12:00:00+02:00"), "", "de", "a.example").name() ==
          "Europe/Berlin");
    const time::Zone india = zone_of_page(own("2020-10-02T19:02:32+05:30"), "", "en", "a.example");
    CHECK(india.offset_at({}) == hours(5) + minutes(30));
    CHECK(zone_of_page({}, "Europe/Vienna", "de", "a.example").name() == "Europe/Vienna");
    CHECK(zone_of_page({}, "", "de", "a.example").name() == "Europe/Berlin");
    CHECK(zone_of_page({}, "", "", "").name() == "UTC");
}
