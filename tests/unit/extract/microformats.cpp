#include "extract/microformats.h"

#include "reading.h"

using namespace stet;

TEST_CASE("microformats: entries of an h-feed", "[extract]") {
    const Feed feed = read_of(
        "<div class=h-feed><h1 class=p-name>Notes</h1><article class=h-entry><h2 "
        "class=p-name>One</h2>"
        "<div class=e-content><p>First <b>text</b></p></div><a class=u-url href=/1>link</a>"
        "<time class=dt-published datetime='2018-11-08T19:08:33Z'>then</time>"
        "<a class=p-category>css</a></article></div>");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.head.title == "Notes");
    CHECK(feed.head.feed->format == "hfeed");
    CHECK(feed.items[0].title == "One");
    CHECK(feed.items[0].url == "https://news.example/1");
    CHECK(feed.items[0].content_text == "First text");
    CHECK(feed.items[0].tags == std::vector<std::string>{"css"});
    CHECK(time_of(feed.items[0].date_published) == "2018-11-08T19:08:33Z");
}

TEST_CASE("microformats: a single h-entry is an article", "[extract]") {
    std::string page =
        "<html lang=en><body><article class=h-entry><h1 class=p-name>One</h1><div class=e-content>";
    for (int i = 0; i < 8; ++i)
        page += "<p>" + words("It") + "</p>";
    const Feed feed = read_of(page + "</div></article></body></html>");
    CHECK(feed.items.empty());
    CHECK(feed.head.feed->format == "article");
}
