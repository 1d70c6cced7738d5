#include "formats/formats.h"

#include "reading.h"
#include "support/catch.h"

using namespace stet;
using formats::Format;
using formats::sniff;

TEST_CASE("formats: a feed is known by its first element, whatever its prefix and case",
          "[formats]") {
    CHECK(sniff("<rss version='2.0'>") == Format::rss);
    CHECK(sniff("<RSS>") == Format::rss);
    CHECK(sniff("<a:feed xmlns:a='http://www.w3.org/2005/Atom'>") == Format::atom);
    CHECK(sniff("<rdf:RDF>") == Format::rdf);
    CHECK(sniff("<opml version='2.0'/>") == Format::opml);
}

TEST_CASE("formats: declaration, comments and DOCTYPE before the first element do not count",
          "[formats]") {
    CHECK(sniff("\n <?xml version='1.0'?><!-- <feed> --><!DOCTYPE rss [<!ENTITY a '<feed>'>]>\n"
                "<rss>") == Format::rss);
}

TEST_CASE("formats: what a broken server printed before a feed does not hide it", "[formats]") {
    CHECK(sniff("<br />\n<b>Warning</b>: no such file <i>x</i><br /><?xml version='1.0'?><rss>") ==
          Format::rss);
}

TEST_CASE("formats: a page that shows a feed's source is no feed", "[formats]") {
    CHECK(sniff("<!DOCTYPE html><html><head></head><body><p>So: <rss></body>") == Format::none);
    CHECK(sniff("<catalog><feed/></catalog>") == Format::none);
    CHECK(sniff("<p>text") == Format::none);
    CHECK(sniff("words only") == Format::none);
    CHECK(sniff("") == Format::none);
    CHECK(sniff("<") == Format::none);
}

TEST_CASE("formats: a feed inside an empty page is a feed", "[formats]") {
    CHECK(sniff("<!DOCTYPE html><html><body><feed xmlns='http://www.w3.org/2005/Atom'>") ==
          Format::atom);
}

TEST_CASE("formats: JSON is a feed where its version says so", "[formats]") {
    CHECK(sniff(R"({"version": "https://jsonfeed.org/version/1.1"})") == Format::json_feed);
    CHECK(sniff(R"({"version": "https:\/\/jsonfeed.org\/version\/1"})") == Format::json_feed);
    CHECK(sniff(R"({"items": []})") == Format::none);
}

TEST_CASE("formats: the head record is the feed, its id the document's address", "[formats]") {
    const Feed feed = read_feed(rss_item("<title>A</title>", "http://example.org/"),
                                "http://example.org/feed.xml");
    CHECK(feed.head.kind == Kind::feed);
    CHECK(feed.head.id == "http://example.org/feed.xml");
    CHECK(feed.head.source == "source");
    CHECK(feed.head.title == "Ticker");
    CHECK(feed.head.url == "http://example.org/");
    REQUIRE(feed.head.feed);
    CHECK(feed.head.feed->title == "Ticker");
    CHECK(feed.head.feed->encoding == "utf-8");
    CHECK(feed.head.warnings.empty());
    CHECK(feed.extent == Feed::Extent::whole);
}

TEST_CASE("formats: items are numbered from one and bear the source's name", "[formats]") {
    const Feed feed = read_feed(
        "<rss><channel><item><title>A</title></item>"
        "<item><title>B</title></item></channel></rss>");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].position == 1);
    CHECK(feed.items[1].position == 2);
    CHECK(feed.items[1].title == "B");
    CHECK(feed.items[1].source == "source");
    CHECK(feed.items[1].kind == Kind::update);
    CHECK(feed.items[1].id.empty());
}

TEST_CASE("formats: a feed that had to be mended says so", "[formats]") {
    const Feed feed = read_feed("<rss><channel><item><title>Fish & Chips</title></item></channel>");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].title == "Fish & Chips");
    CHECK_FALSE(feed.head.warnings.empty());
    CHECK(feed.extent == Feed::Extent::mended);
}

TEST_CASE("formats: a feed that ends inside an item was cut", "[formats]") {
    const Feed feed = read_feed("<rss><channel><item><title>A</title></item><item><title>B");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.extent == Feed::Extent::cut);
}

TEST_CASE("formats: the hundred thousand and first item is left out with a warning", "[formats]") {
    std::string text = "<rss><channel>";
    for (int i = 0; i < 100'001; ++i)
        text += "<item/>";
    const Feed feed = read_feed(text += "</channel></rss>");
    CHECK(feed.items.size() == 100'000);
    REQUIRE(feed.head.warnings.size() == 1);
    CHECK(feed.head.warnings[0] == "more than 100000 items: the rest was left out");
}

TEST_CASE("formats: entries that an unclosed element swallowed are found", "[formats]") {
    const Feed feed = read_feed(
        "<rss><channel><title>T</title><wrong><item><title>A</title></item>"
        "<item><title>B</title></item></channel></rss>");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[1].title == "B");
}

TEST_CASE("formats: references are relative to Content-Location, itself relative to the address",
          "[formats]") {
    Document document;
    document.address = "http://example.org/feed";
    document.content_location = "/other/place.xml";
    const Feed feed = read_feed(rss_item("<link>a.html</link>"), document);
    CHECK(feed.items.at(0).url == "http://example.org/other/a.html");
}

TEST_CASE("formats: what is not there is an error", "[formats]") {
    const auto reader = formats::open(Format::rss, "<p>no feed</p>", "utf-8", {});
    REQUIRE_FALSE(reader);
    CHECK(reader.error().kind == Error::Kind::unreadable);
}

TEST_CASE("formats: items are read as often as one wants, and as many", "[formats]") {
    for (const std::string_view text :
         {"<rss><channel><title>T</title><item><guid>1</guid><title>A</title></item>"
          "<item><guid>2</guid><link>http://a.example/</link></item></channel></rss>",
          R"({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
              {"id": "1", "title": "A"}, {"id": "2", "url": "http://a.example/"}]})"}) {
        const auto reader = open_feed(text, {});
        REQUIRE(reader);
        CHECK((*reader)->feed().items.empty());
        std::vector<std::string> seen;
        (*reader)->read([&](Item&& item) {
            seen.push_back(item.id + item.title);
            return false;
        });
        const auto see_all = [&](Item&& item) {
            seen.push_back(item.id + item.url + item.language);
            return true;
        };
        (*reader)->read(see_all, formats::Reader::Part::names);
        (*reader)->read(see_all, formats::Reader::Part::all, "eo");
        CHECK(seen == std::vector<std::string>{"1A", "1", "2http://a.example/", "1eo",
                                               "2http://a.example/eo"});
    }
}

TEST_CASE("formats: the head of a feed is had before its items, wherever it stands", "[formats]") {
    const std::string_view text =
        "<rss><channel><item><title>A</title></item><title>T</title>"
        "<at:deleted-entry xmlns:at='http://purl.org/atompub/tombstones/1.0' ref='x'/>"
        "<item><x:y/></item><language>eo</language></channel></rss>";
    const auto reader = open_feed(text, {});
    REQUIRE(reader);
    const Feed& feed = (*reader)->feed();
    CHECK(feed.head.title == "T");
    CHECK(feed.head.language == "eo");
    CHECK(feed.tombstones == std::vector<std::string>{"x"});
    CHECK(feed.head.warnings == std::vector<std::string>{"the prefix 'x' is not declared"});
}

TEST_CASE("formats: items that stand in namespaces of their own are items", "[formats]") {
    const Feed feed = read_feed(
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        "<item xmlns='http://purl.org/rss/1.0/'><title>A</title></item>"
        "<item xmlns='http://purl.org/rss/1.0/'><title>B</title></item>"
        "<item xmlns='http://example.org/else'><title>C</title></item></r:RDF>");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[1].title == "B");
}
