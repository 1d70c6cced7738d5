#include "time/spoken.h"

#include <string>

#include "support/catch.h"

using namespace stet;

namespace {

const Instant now = *time::from_rfc3339("2026-01-28T16:03:00Z");

std::string read(std::string_view text) {
    const auto when = time::parse_spoken(text, now, *time::Zone::named("Europe/Berlin"));
    return when ? time::to_rfc3339(*when) : "-";
}

}  // namespace

TEST_CASE("spoken: dates and clocks are local where they name no zone", "[time]") {
    CHECK(read("2026-01-28T12:00:00Z") == "2026-01-28T12:00:00Z");
    CHECK(read("2026-01-28T12:00Z") == "2026-01-28T12:00:00Z");
    CHECK(read("2026-07-28T12:00") == "2026-07-28T10:00:00Z");
    CHECK(read("2026-01-28") == "2026-01-27T23:00:00Z");
    CHECK(read("28.01.2026 12:00") == "2026-01-28T11:00:00Z");
    CHECK(read("12:00") == "2026-01-28T11:00:00Z");
}

TEST_CASE("spoken: days near today", "[time]") {
    CHECK(read("now") == "2026-01-28T16:03:00Z");
    CHECK(read("Today") == "2026-01-27T23:00:00Z");
    CHECK(read("yesterday") == "2026-01-26T23:00:00Z");
    CHECK(read("yesterday 9:30") == "2026-01-27T08:30:00Z");
}

TEST_CASE("spoken: lengths of time count back from now", "[time]") {
    CHECK(read("2h") == "2026-01-28T14:03:00Z");
    CHECK(read("3 days ago") == "2026-01-25T16:03:00Z");
    CHECK(read("1h30m") == "2026-01-28T14:33:00Z");
    CHECK(read("1 week") == "2026-01-21T16:03:00Z");
    CHECK(read("@1769616180") == "2026-01-28T16:03:00Z");
}

TEST_CASE("spoken: what makes no sense is refused with a hint", "[time]") {
    for (const char* text : {"", "soon", "25:00", "12:60", "2x", "h", "yesterdays", "28.13.2026",
                             "@", "99999999999999999999h", "1769616180", "@99999999999999"}) {
        INFO(text);
        CHECK(read(text) == "-");
    }
    const auto error = time::parse_spoken("28.13.2026", now, time::Zone::utc());
    CHECK(error.error().message == "cannot read the time '28.13.2026'");
    CHECK_FALSE(error.error().hint.empty());
}

TEST_CASE("spoken: durations", "[time]") {
    using namespace std::chrono;
    CHECK(*time::parse_duration("90s") == seconds(90));
    CHECK(*time::parse_duration("1w") == weeks(1));
    CHECK_FALSE(time::parse_duration("5"));
    CHECK_FALSE(time::parse_duration("-5m"));
}

TEST_CASE("spoken: people see their own clock", "[time]") {
    const auto berlin = *time::Zone::named("Europe/Berlin");
    CHECK(time::to_local_text(now, berlin) == "28.01.2026 17:03");
    CHECK(time::to_local_text(now, berlin, true) == "28.01.2026 17:03:00");
}
