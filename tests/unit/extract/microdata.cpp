#include "extract/microdata.h"

#include "reading.h"

using namespace stet;

TEST_CASE("microdata: liveBlogUpdate items are updates", "[extract]") {
    std::string page =
        "<div itemscope itemtype='https://schema.org/LiveBlogPosting'><h1 itemprop=headline>Live "
        "blog</h1>"
        "<div itemprop=about itemscope itemtype='https://schema.org/Event'>"
        "<meta itemprop=name content='Other'></div>"
        "<meta itemprop=coverageEndTime content='2015-03-09T18:00:00-07:00'>";
    for (int i = 2; i > 0; --i)
        page +=
            "<div itemprop=liveBlogUpdate itemscope itemtype='https://schema.org/BlogPosting'>"
            "<h2 itemprop=headline>Title " +
            std::to_string(i) + "</h2><span itemprop=datePublished content='2015-03-09T13:0" +
            std::to_string(i) + ":00-07:00'>1 PM</span><p itemprop=articleBody>Text " +
            std::to_string(i) +
            "</p><span itemprop=author itemscope><meta itemprop=name content='Ann "
            "Lee'></span></div>";
    const Feed feed = read_of(page + "</div>");
    CHECK(feed.head.title == "Live blog");
    CHECK(time_of(feed.wishes.ends) == "2015-03-10T01:00:00Z");
    REQUIRE(titles_of(feed) == std::vector<std::string>{"Title 2", "Title 1"});
    CHECK(times_of(feed) ==
          std::vector<std::string>{"2015-03-09T20:02:00Z", "2015-03-09T20:01:00Z"});
    CHECK(feed.items[0].content_text == "Text 2");
    CHECK(feed.items[0].authors.at(0).name == "Ann Lee");
}
