#include "time/date.h"

#include <string>

#include "support/catch.h"

using namespace stet;

namespace {

/// In UTC; `-` for what is no date.
std::string read(std::string_view text) {
    const auto date = time::parse_date(text);
    return date ? time::to_rfc3339(date->in(time::Zone::utc())) : "-";
}

struct Case {
    const char* text;
    const char* expected;
};

template <std::size_t size>
void check(const Case (&cases)[size]) {
    for (const Case& one : cases) {
        INFO(one.text);
        CHECK(read(one.text) == one.expected);
    }
}

}  // namespace

TEST_CASE("date: RFC 822 and its relatives", "[time]") {
    check({
        {"Thu, 28 Jan 2026 17:03:00 +0100", "2026-01-28T16:03:00Z"},
        {"28 Jan 26 17:03 GMT", "2026-01-28T17:03:00Z"},
        {"Fri, 31 Dec 99 23:59:59 GMT", "1999-12-31T23:59:59Z"},
        {"Fri,24 Nov 2023 18:28:36 -0000", "2023-11-24T18:28:36Z"},
        {"Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13T06:28:00Z"},
        {"Wed, 15 Jul 2026 17:03:00 CEST", "2026-07-15T15:03:00Z"},
        {"Mon, 26 January 2004 16:31:00 PT", "2004-01-27T00:31:00Z"},
        {"Wed, 19 Feb 2012 22:40:00 GMT-01:01", "2012-02-19T23:41:00Z"},
        {"Wed, 28 Jan 2026\n17:03:00 +0100", "2026-01-28T16:03:00Z"},
        {"Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"},
        {"Mon May 15 2023 11:50:54 GMT+0000 (Coordinated Universal Time)", "2023-05-15T11:50:54Z"},
    });
}

TEST_CASE("date: ISO 8601 with all its freedoms", "[time]") {
    check({
        {"2026-01-28T16:03:00Z", "2026-01-28T16:03:00Z"},
        {"2026-01-28t17:03:00.123456+01", "2026-01-28T16:03:00Z"},
        {"2017-06-13T18:00:00-0500", "2017-06-13T23:00:00Z"},
        {"2016-09-08T23:04:28.24337", "2016-09-08T23:04:28Z"},
        {"2019-10-19 14:06", "2019-10-19T14:06:00Z"},
        {"2004-07-08 23:56:58 -00:20", "2004-07-09T00:16:58Z"},
        {"2026-01-28 17:03:00 UTC", "2026-01-28T17:03:00Z"},
        {"20260128T170300Z", "2026-01-28T17:03:00Z"},
        {"2003", "2003-01-01T00:00:00Z"},
        {"2003-12", "2003-12-01T00:00:00Z"},
        {"-0312", "2003-12-01T00:00:00Z"},
        {"031231", "2003-12-31T00:00:00Z"},
        {"03-12-31", "2003-12-31T00:00:00Z"},
        {"2003-335", "2003-12-01T00:00:00Z"},
        {"2003335", "2003-12-01T00:00:00Z"},
        {"2026-W05-3", "2026-01-28T00:00:00Z"},
        {"2026-01-28T24:00:00Z", "2026-01-29T00:00:00Z"},
        {"2026-01-28T17:03:00+01:00[Europe/Berlin]", "2026-01-28T16:03:00Z"},
        {"2026-01-28 17:03 Europe/Berlin", "2026-01-28T16:03:00Z"},
    });
}

TEST_CASE("date: names of days and months in many languages", "[time]") {
    check({
        {"Sa, 30 Mai 2026 08:00:00 +0200", "2026-05-30T06:00:00Z"},
        {"Mo, 28 Dez 2026 08:00:00 +0100", "2026-12-28T07:00:00Z"},
        {"mer., 28 janv. 2026 17:03:00 +0100", "2026-01-28T16:03:00Z"},
        {"mar, 28 gen 2026 17:03:00 +0100", "2026-01-28T16:03:00Z"},
        {"28 mar 2026", "2026-03-28T00:00:00Z"},
        {"28 de enero de 2026 17:03", "2026-01-28T17:03:00Z"},
        {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
        {"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
        {"2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z"},
        {"2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z"},
        {"2026년 01월 28일 오후 1시 31분 5초", "2026-01-28T04:31:05Z"},
        {"2026年1月28日 12時31分", "2026-01-28T12:31:00Z"},
        {"3 lipca 2024 r.", "2024-07-03T00:00:00Z"},
        {"12 июля 2024 г. 12:00", "2024-07-12T12:00:00Z"},
        {"5 травня 2024", "2024-05-05T00:00:00Z"},
    });
}

TEST_CASE("date: numbers with dots and slashes", "[time]") {
    check({
        {"28.01.2026 17:03", "2026-01-28T17:03:00Z"},
        {"28.01.2026, 17.03 Uhr", "2026-01-28T17:03:00Z"},
        {"04/03/2023 15:04", "2023-03-04T15:04:00Z"},
        {"3/4/2023 3:04 PM", "2023-03-04T15:04:00Z"},
        {"12/25/2023 12:04 AM", "2023-12-25T00:04:00Z"},
        {"Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"},
    });
}

TEST_CASE("date: seconds and milliseconds since 1970 by their size", "[time]") {
    check({
        {"1721299680", "2024-07-18T10:48:00Z"},
        {"1721299680000", "2024-07-18T10:48:00Z"},
        {"1721299680.75", "2024-07-18T10:48:00Z"},
    });
}

TEST_CASE("date: impossible dates and other texts are refused", "[time]") {
    for (const char* text : {"",
                             "yesterday",
                             "Tuesday",
                             "12",
                             "2026-02-29",
                             "0001-01-01T00:00:00Z",
                             "-0001-11-30T00:00:00+00:00",
                             "2026년 1월 28일 12시 61분",
                             "Fri, 30 Feb 2024 12:00:00 GMT",
                             "2003-12-31T25:14:55Z",
                             "2003-12-31T10:61:55Z",
                             "2003-12-31T10:14:61Z",
                             "2013-xx-27",
                             "9999-12-31T23:59:59-99:99",
                             "Sun, 16 zzz 2012 11:47:32 GMT",
                             "Sun, 16 Dec 2012 1:2:3:4 GMT",
                             "Sun, 16 Dec 2012 11:xx:32 GMT",
                             "Sun, 16 Dec 2012 11:47:32 +zz:00",
                             "2003-12-31T10:14:55ZPT",
                             "0000-01-01",
                             "20261301",
                             "99999999999999999999",
                             "2026-01-28 13:00 13:00",
                             "28.01.2026 17:03 PM AM"}) {
        INFO(text);
        CHECK(read(text) == "-");
    }
    CHECK(read(std::string(100'000, '1')) == "-");
    CHECK(read(std::string(100'000, '(')) == "-");
}

TEST_CASE("date: without a zone it is in the one that is handed in", "[time]") {
    const auto date = time::parse_date("2026-07-15 17:03");
    REQUIRE(date);
    CHECK_FALSE(date->offset);
    CHECK(date->has_clock);
    CHECK(time::to_rfc3339(date->in(*time::Zone::named("Europe/Berlin"))) ==
          "2026-07-15T15:03:00Z");
    CHECK_FALSE(time::parse_date("2026-07-15")->has_clock);
}
