#include "reading.h"
#include "support/catch.h"

using namespace stet;

TEST_CASE("channel: the picture's title and link are not the feed's", "[formats]") {
    const Feed feed = read_feed(
        "<rss version='2.0'><channel><image><title>Logo</title><url>http://example.org/l.png</url>"
        "<link>http://logo.example/</link></image><title>Ticker</title>"
        "<link>http://example.org/</link></channel></rss>");
    CHECK(feed.head.feed->title == "Ticker");
    CHECK(feed.head.feed->home_page_url == "http://example.org/");
    CHECK(feed.head.feed->icon == "http://example.org/l.png");
}

TEST_CASE("channel: a feed tells of itself", "[formats]") {
    const Feed feed = read_feed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de_AT'><title type='html'>A &lt;b>B"
        "&lt;/b></title><subtitle>C</subtitle><id>urn:1</id><updated>2026-01-28T16:03:00Z</updated>"
        "<author><name>Ann</name><uri>http://ann.example/</uri></author>"
        "<link rel='self' href='http://example.org/feed'/><link href='http://example.org/'/>"
        "<icon>http://example.org/i.ico</icon><logo>http://example.org/l.png</logo></feed>");
    const FeedData& data = *feed.head.feed;
    CHECK(data.title == "A B");
    CHECK(data.description == "C");
    CHECK(data.id == "urn:1");
    CHECK(data.language == "de-AT");
    CHECK(data.feed_url == "http://example.org/feed");
    CHECK(data.home_page_url == "http://example.org/");
    CHECK(data.favicon == "http://example.org/i.ico");
    CHECK(data.icon == "http://example.org/l.png");
    CHECK(data.format == "atom10");
    REQUIRE(data.date_modified);
    CHECK(time::to_rfc3339(*data.date_modified) == "2026-01-28T16:03:00Z");
    REQUIRE(data.authors.size() == 1);
    CHECK(data.authors[0] == Author{"Ann", "http://ann.example/", ""});
    CHECK(feed.items.empty());
}

TEST_CASE("channel: tombstones are withdrawals that the publisher declares", "[formats]") {
    const Feed feed = read_feed(
        "<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:at='http://purl.org/atompub/tombstones/1.0'>"
        "<at:deleted-entry ref='urn:2' when='2026-01-28T16:03:00Z'/><entry><id>urn:1</id></entry>"
        "<at:deleted-entry when='2026-01-28T16:03:00Z'/></feed>");
    CHECK(feed.tombstones == std::vector<std::string>{"urn:2"});
    CHECK(feed.items.size() == 1);
}

TEST_CASE("channel: of a feed from nowhere the page is the base of references", "[formats]") {
    const Feed feed = read_feed(rss_item("<link>/a</link>", "http://example.org/news/"));
    CHECK(feed.items.at(0).url == "http://example.org/a");
}
