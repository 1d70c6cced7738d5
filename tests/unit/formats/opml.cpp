#include "reading.h"
#include "support/catch.h"

using namespace stet;

TEST_CASE("opml: each outline with an address is an item, its folders are its tags", "[formats]") {
    const Feed feed = read_feed(
        "<opml version='2.0'><head><title>Blogs</title></head><body><outline text='News'>"
        "<outline text='Ticker' type='rss' xmlUrl='http://example.org/feed'"
        " htmlUrl='http://example.org/'/><outline text='Note'/></outline>"
        "<outline title='Page' type='link' url='http://example.org/page'/></body></opml>");
    CHECK(feed.head.title == "Blogs");
    CHECK(feed.head.feed->format == "opml");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].id == "http://example.org/feed");
    CHECK(feed.items[0].url == "http://example.org/");
    CHECK(feed.items[0].title == "Ticker");
    CHECK(feed.items[0].tags == std::vector<std::string>{"News"});
    CHECK(feed.items[0].attachments.at(0).url == "http://example.org/feed");
    CHECK(feed.items[1].title == "Page");
    CHECK(feed.items[1].url == "http://example.org/page");
    CHECK(feed.items[1].id.empty());
}
