#include "reading.h"
#include "support/catch.h"

using namespace stet;
using namespace std::chrono_literals;

namespace {

Wishes wishes_of(std::string_view inside) {
    return read_feed(std::string("<rss version='2.0' "
                                 "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
                                 "<channel><title>Ticker</title>") +
                     std::string(inside) + "</channel></rss>")
        .wishes;
}

}  // namespace

TEST_CASE("wishes: a feed that says nothing wishes nothing", "[formats]") {
    CHECK(wishes_of("") == Wishes{});
}

TEST_CASE("wishes: ttl is in minutes", "[formats]") {
    CHECK(wishes_of("<ttl> 30 </ttl>").every == 30min);
    for (const std::string bad : {"", "soon", "-5", "0", "3.5", "99999999999999999999"})
        CHECK(wishes_of("<ttl>" + bad + "</ttl>").every == 0s);
    CHECK(wishes_of("<ttl>9999999999999</ttl>").every == 366 * 24h);
}

TEST_CASE("wishes: a period is divided by its frequency", "[formats]") {
    CHECK(wishes_of("<sy:updatePeriod>\n\thourly\n</sy:updatePeriod>"
                    "<sy:updateFrequency>4</sy:updateFrequency>")
              .every == 15min);
    CHECK(wishes_of("<sy:updatePeriod>daily</sy:updatePeriod>").every == 24h);
    CHECK(wishes_of("<sy:updateFrequency>2</sy:updateFrequency>").every == 12h);
    CHECK(wishes_of("<sy:updatePeriod>often</sy:updatePeriod>").every == 0s);
    CHECK(wishes_of("<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>").every == 90min);
}

TEST_CASE("wishes: hours and days to skip", "[formats]") {
    const Wishes wishes = wishes_of(
        "<skipHours><hour>0</hour><hour>24</hour><hour>13</hour><hour>25</hour><hour>x</hour>"
        "</skipHours><skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>");
    CHECK(wishes.skip_hours == (1U << 13U | 1U));
    CHECK(wishes.skip_days == (1U << 6U | 1U));
}

TEST_CASE("wishes: a JSON Feed that has expired is over", "[formats]") {
    const auto ends = [](std::string_view expired) {
        return read_feed(std::string(R"({"version":"https://jsonfeed.org/version/1.1",)"
                                     R"("title":"T","expired":)") +
                         std::string(expired) + R"(,"items":[]})")
            .wishes.ends;
    };
    CHECK(ends("true") == Instant{});
    CHECK_FALSE(ends("false"));
}
