#include "extract/head.h"

#include "reading.h"

using namespace stet;

TEST_CASE("head: a page without updates names its feeds, that of comments last", "[extract]") {
    const Feed feed = read_of(
        "<html><head><link rel=alternate type='application/rss+xml' href=/comments/feed/ "
        "title='Blog » Comments Feed'><link rel='alternate home' type='application/atom+xml' "
        "href=/atom><link rel=alternate type='application/json+oembed' href=/oembed>"
        "<link rel=alternate hreflang=de href=/de><link rel=alternate type='application/rss+xml' "
        "href=/atom></head><body><h1>Blog</h1><p>Willkommen</p></body></html>");
    CHECK(feed.items.empty());
    CHECK(feed.feeds == std::vector<std::string>{"https://news.example/atom",
                                                 "https://news.example/comments/feed/"});
    REQUIRE(feed.head.warnings.size() >= 2);
    CHECK(feed.head.warnings[feed.head.warnings.size() - 2] ==
          "the page names a feed: https://news.example/atom");
}
