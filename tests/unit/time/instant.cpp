#include "time/instant.h"

#include "support/catch.h"

using namespace stet;
using namespace std::chrono;

TEST_CASE("time: an instant is printed in UTC with Z", "[time]") {
    CHECK(time::to_rfc3339(Instant(seconds(1769616180))) == "2026-01-28T16:03:00Z");
    CHECK(time::to_rfc3339(Instant(seconds(-1))) == "1969-12-31T23:59:59Z");
    CHECK(time::to_rfc3339(Instant(seconds(-62135596800))) == "0001-01-01T00:00:00Z");
}

TEST_CASE("time: years beyond four digits are cut to the last second that has them", "[time]") {
    CHECK(time::to_rfc3339(Instant(seconds(99'999'999'999'999))) == "9999-12-31T23:59:59Z");
}

TEST_CASE("time: RFC 3339 is read with any zone, fractions cut off", "[time]") {
    const Instant when(seconds(1769616180));
    CHECK(time::from_rfc3339("2026-01-28T16:03:00Z") == when);
    CHECK(time::from_rfc3339("2026-01-28T17:03:00.999+01:00") == when);
    CHECK(time::from_rfc3339("2026-01-28t10:33:00-05:30") == when);
    CHECK(time::from_rfc3339("2016-12-31T23:59:60Z") == Instant(sys_days(year(2017) / 1 / 1)));
}

TEST_CASE("time: what is not RFC 3339 is no instant", "[time]") {
    for (const char* text :
         {"", "2026-01-28", "2026-01-28T16:03Z", "2026-01-28T16:03:00", "2026-02-29T00:00:00Z",
          "2026-01-28T24:00:00Z", "2026-01-28T16:60:00Z", "2026-01-28T16:03:00+1:00",
          "2026-01-28T16:03:00Z ", "0000-01-01T00:00:00Z", "2026-01-28T16:03:00.Z",
          "0001-01-01T00:00:00+01:00"}) {
        INFO(text);
        CHECK_FALSE(time::from_rfc3339(text));
    }
}

TEST_CASE("time: HTTP dates name day and month in English", "[time]") {
    CHECK(time::to_http_date(Instant(seconds(1769616180))) == "Wed, 28 Jan 2026 16:03:00 GMT");
}
