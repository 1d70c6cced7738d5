#include "reading.h"
#include "support/catch.h"

using namespace stet;

TEST_CASE("atom: the format is told from namespace and version", "[formats]") {
    const auto format = [](std::string_view text) { return read_feed(text).head.feed->format; };
    CHECK(format("<feed xmlns='http://www.w3.org/2005/Atom'/>") == "atom10");
    CHECK(format("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>") == "atom03");
    CHECK(format("<feed xmlns='http://example.org/own'/>") == "atom");
}

TEST_CASE("atom: prefixed elements are read like bare ones", "[formats]") {
    const Feed feed = read_feed(
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>T</a:title><a:entry><a:id>1</a:id>"
        "<a:link href='http://example.org/a'/></a:entry></a:feed>");
    CHECK(feed.head.title == "T");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].id == "1");
    CHECK(feed.items[0].url == "http://example.org/a");
}

TEST_CASE("atom: the dates of 0.3 are those of 1.0 by other names", "[formats]") {
    const Feed feed = read_feed(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>"
        "<issued>2026-01-28T07:00:00Z</issued><modified>2026-01-28T16:03:00Z</modified>"
        "<created>2020-01-01T00:00:00Z</created></entry></feed>");
    const Item& item = feed.items.at(0);
    REQUIRE(item.date_published);
    REQUIRE(item.date_modified);
    CHECK(time::to_rfc3339(*item.date_published) == "2026-01-28T07:00:00Z");
    CHECK(time::to_rfc3339(*item.date_modified) == "2026-01-28T16:03:00Z");
}

TEST_CASE("atom: a document may be a single entry", "[formats]") {
    const Feed feed =
        read_feed("<entry xmlns='http://www.w3.org/2005/Atom'><title>A</title></entry>");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].title == "A");
    CHECK(feed.items[0].position == 1);
}
