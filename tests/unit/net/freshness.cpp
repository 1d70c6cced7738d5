#include "net/freshness.h"

#include "support/catch.h"
#include "text/cat.h"

using namespace stet;
using namespace std::chrono_literals;

namespace {

const Instant now = *time::from_rfc3339("2026-01-28T16:00:00Z");

net::Freshness said(std::string_view fields) {
    return net::freshness_of(text::cat("HTTP/1.1 200 OK\r\n", fields, "\r\n"), now);
}

}  // namespace

TEST_CASE("freshness: Retry-After in seconds and as a date", "[net]") {
    CHECK(said("Retry-After: 120\r\n").retry_after == now + 120s);
    CHECK(said("Retry-After: Wed, 28 Jan 2026 17:00:00 GMT\r\n").retry_after == now + 1h);
    CHECK(said("Retry-After: Wednesday, 28-Jan-26 17:00:00 GMT\r\n").retry_after == now + 1h);
    CHECK(said("Retry-After: Wed Jan 28 17:00:00 2026\r\n").retry_after == now + 1h);
}

TEST_CASE("freshness: a date is taken by the server's own clock", "[net]") {
    const auto freshness = said(
        "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nRetry-After: Thu, 01 Jan 1970 00:05:00 GMT\r\n"
        "Expires: Thu, 01 Jan 1970 00:10:00 GMT\r\n");
    CHECK(freshness.retry_after == now + 5min);
    CHECK(freshness.fresh_until == now + 10min);
}

TEST_CASE("freshness: no server ends the polling for more than a day", "[net]") {
    CHECK(said("Retry-After: 31536000\r\n").retry_after == now + 24h);
    CHECK(said("Retry-After: 99999999999999999999999\r\n").retry_after == now + 24h);
    CHECK(said("Retry-After: Wed, 28 Jan 9998 17:00:00 GMT\r\n").retry_after == now + 24h);
    CHECK(said("Cache-Control: max-age=99999999999999999999999\r\n").fresh_until == now + 24h);
    CHECK(said("Expires: Fri, 31 Dec 9999 23:59:59 GMT\r\n").fresh_until == now + 24h);
}

TEST_CASE("freshness: what has passed or makes no sense is no wish", "[net]") {
    for (const char* value : {"0", "-1", "soon", "1.5", "", "Tue, 27 Jan 2026 17:00:00 GMT"})
        CHECK_FALSE(said(text::cat("Retry-After: ", value, "\r\n")).retry_after);
    for (const char* value : {"max-age=0", "max-age=-5", "max-age", "max-age=x", "public",
                              "max-age=60, no-cache", "no-store, max-age=60", "s-maxage=60"})
        CHECK_FALSE(said(text::cat("Cache-Control: ", value, "\r\n")).fresh_until);
    for (const char* value : {"0", "-1", "Tue, 27 Jan 2026 17:00:00 GMT"})
        CHECK_FALSE(said(text::cat("Expires: ", value, "\r\n")).fresh_until);
}

TEST_CASE("freshness: max-age goes before Expires, and what lay in a cache is that much older",
          "[net]") {
    const char* expires = "Expires: Wed, 28 Jan 2026 18:00:00 GMT\r\n";
    CHECK(said(expires).fresh_until == now + 2h);
    CHECK(said(text::cat(expires, "Cache-Control: public, Max-Age=\"60\"\r\n")).fresh_until ==
          now + 60s);
    CHECK_FALSE(said(text::cat(expires, "Cache-Control: max-age=0\r\n")).fresh_until);
    CHECK(said("Age: 20\r\nCache-Control: max-age=60\r\n").fresh_until == now + 40s);
    CHECK_FALSE(said("Age: 70\r\nCache-Control: max-age=60\r\n").fresh_until);
}

TEST_CASE("freshness: a field of several lines is one list", "[net]") {
    CHECK_FALSE(said("Cache-Control: max-age=60\r\nCache-Control: no-cache\r\n").fresh_until);
    CHECK(said("Cache-Control: public\r\nCache-Control: max-age=60\r\n").fresh_until == now + 60s);
}
