#include "time/zone.h"

#include <string>

#include "support/catch.h"

using namespace stet;
using namespace std::chrono;
using time::Local;
using time::Zone;

namespace {

Local wall(int y, unsigned m, unsigned d, int hour, int minute) {
    return local_days(year(y) / month(m) / day(d)) + hours(hour) + minutes(minute);
}

std::string utc_of(const Zone& zone, Local clock) {
    return time::to_rfc3339(zone.to_instant(clock));
}

}  // namespace

TEST_CASE("zone: Berlin keeps summer time by the date", "[time]") {
    const auto berlin = Zone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(utc_of(*berlin, wall(2026, 1, 28, 17, 3)) == "2026-01-28T16:03:00Z");
    CHECK(utc_of(*berlin, wall(2026, 7, 15, 17, 3)) == "2026-07-15T15:03:00Z");
    CHECK(berlin->to_local(berlin->to_instant(wall(2026, 7, 15, 17, 3))) ==
          wall(2026, 7, 15, 17, 3));
}

TEST_CASE(
    "zone: an hour that is skipped goes on from before, of one that comes twice the first counts",
    "[time]") {
    const auto berlin = Zone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(utc_of(*berlin, wall(2026, 3, 29, 2, 30)) == "2026-03-29T01:30:00Z");
    CHECK(utc_of(*berlin, wall(2026, 10, 25, 2, 30)) == "2026-10-25T00:30:00Z");
}

TEST_CASE("zone: names that are none give none", "[time]") {
    for (const char* name : {"", "Europe/Bielefeld", "../../etc/passwd", "+25:00", "+1:2:3", "+-1",
                             "Europe", "zone.tab", "/usr/share/zoneinfo/Europe/Berlin",
                             "right/Europe/Berlin", "Fixed/UTC+01:00:00"})
        CHECK_FALSE(Zone::named(name));
}

TEST_CASE("zone: offsets are zones", "[time]") {
    CHECK(Zone::named("-05:30")->offset_at(Instant()) == -(hours(5) + minutes(30)));
    CHECK(Zone::named("+0100")->name() == "+01:00");
    CHECK(Zone::fixed(hours(-3)).name() == "-03:00");
    CHECK(Zone::named("UTC")->offset_at(Instant()) == seconds(0));
}

TEST_CASE("zone: $TZ is understood in all its forms", "[time]") {
    CHECK(Zone::local("Europe/Berlin").name() == "Europe/Berlin");
    CHECK(Zone::local(":Europe/Berlin").name() == "Europe/Berlin");
    CHECK(Zone::local("/usr/share/zoneinfo/Europe/Berlin").name() == "Europe/Berlin");
    CHECK(Zone::local("XYZ-1XYS,M3.5.0,M10.5.0/3").name() == "+01:00");
    CHECK(Zone::local("<-03>3").name() == "-03:00");
    CHECK(Zone::local("").name() == "UTC");
    CHECK(Zone::local("no such zone").name() == "UTC");
}

TEST_CASE("zone: a page lives in the zone of its country, else of its language", "[time]") {
    CHECK(time::zone_of("de", "www.example.at")->name() == "Europe/Vienna");
    CHECK(time::zone_of("de", "news.example.com")->name() == "Europe/Berlin");
    CHECK(time::zone_of("en-GB", "example.com")->name() == "Europe/London");
    CHECK(time::zone_of("en", "example.co.uk")->name() == "Europe/London");
    CHECK(time::zone_of("en-IN", "example.com")->name() == "Asia/Kolkata");
    CHECK_FALSE(time::zone_of("en", "example.com"));
    CHECK_FALSE(time::zone_of("de-US", "example.com"));
    CHECK_FALSE(time::zone_of("", ""));
}

TEST_CASE("zone: abbreviations mean what newspapers mean by them", "[time]") {
    const auto minutes_of = [](std::string_view name) {
        const auto offset = time::offset_of_abbreviation(name);
        return offset ? static_cast<int>(offset->count() / 60) : 9999;
    };
    CHECK(minutes_of("MEZ") == 60);
    CHECK(minutes_of("mesz") == 120);
    CHECK(minutes_of("BST") == 60);
    CHECK(minutes_of("IST") == 330);
    CHECK(minutes_of("GMT+1") == 60);
    CHECK(minutes_of("UTC-05:30") == -330);
    CHECK(minutes_of("Etc/GMT") == 0);
    CHECK(minutes_of("Z") == 0);
    CHECK(minutes_of("XYZ") == 9999);
    CHECK(minutes_of("") == 9999);
    CHECK(minutes_of("GMT+") == 9999);
}
