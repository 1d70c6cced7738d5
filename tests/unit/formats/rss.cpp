#include "reading.h"
#include "support/catch.h"

using namespace stet;

TEST_CASE("rss: the format is told from the version", "[formats]") {
    const auto format = [](std::string_view text) { return read_feed(text).head.feed->format; };
    CHECK(format("<rss version='2.0'/>") == "rss20");
    CHECK(format("<rss version='2.01'/>") == "rss20");
    CHECK(format("<rss version='0.92'/>") == "rss092");
    CHECK(format("<rss/>") == "rss");
}

TEST_CASE("rss: items may stand outside the channel", "[formats]") {
    const Feed feed = read_feed("<rss><item><title>A</title></item></rss>");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].title == "A");
}

TEST_CASE("rss: RDF's items have their address as id, in either namespace of RSS", "[formats]") {
    for (const std::string_view core :
         {"http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"}) {
        std::string text = "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='";
        text.append(core);
        text +=
            "'><channel r:about='http://example.org/'><title>T</title><items><r:Seq><r:li "
            "resource='http://example.org/a'/></r:Seq></items></channel>"
            "<item r:about='http://example.org/a'><title>A</title></item></r:RDF>";
        const Feed feed = read_feed(text);
        CHECK(feed.head.title == "T");
        CHECK(feed.head.feed->format == (core.find("purl") != core.npos ? "rss10" : "rss090"));
        REQUIRE(feed.items.size() == 1);
        CHECK(feed.items[0].id == "http://example.org/a");
        CHECK(feed.items[0].url == "http://example.org/a");
        CHECK(feed.items[0].title == "A");
    }
}

TEST_CASE("rss: an RDF feed without a channel is told by the namespace it declares", "[formats]") {
    CHECK(read_feed("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                    " xmlns='http://my.netscape.com/rdf/simple/0.9/'/>")
              .head.feed->format == "rss090");
}
