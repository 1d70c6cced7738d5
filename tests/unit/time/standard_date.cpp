#include "time/standard_date.h"

#include <string>

#include "support/catch.h"

using namespace stet;

namespace {

std::string read(std::string_view text) {
    const auto date = time::standard_date(text);
    return date ? time::to_rfc3339(date->in(time::Zone::utc())) : "none";
}

}  // namespace

TEST_CASE("standard date: what is written to the letter is read", "[time]") {
    CHECK(read("Wed, 28 Jan 2026 17:03:00 +0100") == "2026-01-28T16:03:00Z");
    CHECK(read("28 Jan 2026 00:03:00 -0130") == "2026-01-28T01:33:00Z");
    CHECK(read("Wed, 28 Jan 2026 17:03:00 GMT") == "2026-01-28T17:03:00Z");
    CHECK(read("2026-01-28T17:03:00Z") == "2026-01-28T17:03:00Z");
    CHECK(read("2026-12-31T23:03:00-05:00") == "2027-01-01T04:03:00Z");
}

TEST_CASE("standard date: all else is left to a closer look", "[time]") {
    for (const std::string_view text :
         {"", "Wed", "Xyz, 28 Jan 2026 17:03:00 +0100", "Wed, 28 Jam 2026 17:03:00 +0100",
          "Wed, 28 Jan 2026 24:00:00 +0100", "Wed, 30 Feb 2026 17:03:00 +0100",
          "Wed, 28 Jan 2026 17:03:00 +2400", "Wed, 28 Jan 2026 17:03:00 CET",
          "Wed, 28 Jan 2026 17:03:00", "Wed, 28 Jan 0026 17:03:00 GMT", "2026-01-28T17:03:00",
          "2026-01-28T17:03:60Z", "2026-01-28T17:03:00+0100", "2026-13-28T17:03:00Z",
          "2026-01-28T17:03:00Z "}) {
        CAPTURE(text);
        CHECK(read(text) == "none");
    }
}
