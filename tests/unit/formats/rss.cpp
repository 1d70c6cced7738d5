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

TEST_CASE("rss: titles that speak of elements keep their names", "[formats]") {
    const auto title = [](std::string_view words) {
        return read_feed(rss_item("<title>" + std::string(words) + "</title>")).items.at(0).title;
    };
    CHECK(title("How to use &lt;template&gt; in pages") == "How to use <template> in pages");
    CHECK(title("&lt;div&gt; oder &lt;section&gt;?") == "<div> oder <section>?");
    CHECK(title("Le nouvel élément &lt;dialog&gt;") == "Le nouvel élément <dialog>");
    // Markup is markup still.
    CHECK(title("Ein &lt;b&gt;Titel&lt;/b&gt;") == "Ein Titel");
    CHECK(title("&lt;div&gt;Ein Titel&lt;/div&gt;") == "Ein Titel");
    CHECK(title("Ein Titel&lt;br&gt;in zwei Zeilen") == "Ein Titel in zwei Zeilen");
    CHECK(title("&lt;i&gt;Ein Titel") == "Ein Titel");
    CHECK(title("2 &lt; 3 &gt; 1") == "2 < 3 > 1");
}

TEST_CASE("rss: links in the name of an author are authors", "[formats]") {
    const auto authors = [](std::string_view words) {
        return read_feed(rss_item("<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>" +
                                  std::string(words) + "</dc:creator>"))
            .items.at(0)
            .authors;
    };
    const auto two = authors(
        "&lt;a href=\"http://arx.example/1\"&gt;Ada Bern&lt;/a&gt;, &lt;a "
        "href=\"javascript:x\"&gt;Otto C. Dahl&lt;/a&gt;");
    REQUIRE(two.size() == 2);
    CHECK(two[0].name == "Ada Bern");
    CHECK(two[0].url == "http://arx.example/1");
    CHECK(two[1].name == "Otto C. Dahl");
    CHECK(two[1].url.empty());
    CHECK(authors("Ada Bern").at(0).name == "Ada Bern");
    CHECK(authors("&lt;a href=&lt;a href=").size() <= 1);
}

TEST_CASE("rss: a closing tag of a title without its slash takes nothing along", "[formats]") {
    const Feed feed = read_feed(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><id>a</id>"
        "<title>Some title<title><summary>Summary one</summary><author><name>Jon "
        "Doe</name></author><link href='https://n.example/1'/></entry><entry><id>b</id>"
        "<title>Other</title><summary>Two</summary></entry></feed>");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].title == "Some title");
    CHECK(feed.items[0].url == "https://n.example/1");
    REQUIRE(feed.items[0].authors.size() == 1);
    CHECK(feed.items[0].authors[0].name == "Jon Doe");
    CHECK(feed.items[1].title == "Other");
}

TEST_CASE("rss: a channel without the element around it", "[formats]") {
    const Feed feed = read_feed(
        "<?xml version='1.0'?><channel><title>F</title><item><guid>a</guid><title>A</title></item>"
        "<item><guid>b</guid><title>B</title></item></channel>");
    CHECK(feed.head.feed->title == "F");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[1].title == "B");
}

TEST_CASE("rss: the ending of an address tells the type of an enclosure", "[formats]") {
    const auto type = [](std::string_view attributes) {
        return read_feed(rss_item("<enclosure " + std::string(attributes) + "/>"))
            .items.at(0)
            .attachments.at(0)
            .mime_type;
    };
    CHECK(type("url='https://n.example/a.mp3'") == "audio/mpeg");
    CHECK(type("url='https://n.example/a.MP4?x=1.mp3' type=''") == "video/mp4");
    CHECK(type("url='https://n.example/a.mp3' type='audio/x-own'") == "audio/x-own");
    CHECK(type("url='https://n.example/mp3'").empty());
    CHECK(type("url='https://n.example/a.html'").empty());
    CHECK(read_feed(rss_item("<enclosure url='https://n.example/a.mp3' length='1e99'/>"))
              .items.at(0)
              .attachments.at(0)
              .size_in_bytes == std::nullopt);
}

TEST_CASE("rss: categories inside of others are tags too", "[formats]") {
    const Feed feed = read_feed(rss_item(
        "<i:category xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd' text='News'><i:category "
        "text='Politics'/></i:category>"));
    CHECK(feed.items.at(0).tags == std::vector<std::string>{"News", "Politics"});
}

TEST_CASE("rss: a description in Media RSS is the picture's where there is another text",
          "[formats]") {
    const std::string media =
        "<m:content xmlns:m='http://search.yahoo.com/mrss/' url='https://n.example/a.jpg' "
        "type='image/jpeg'/><m:description xmlns:m='http://search.yahoo.com/mrss/'>A ferry at the "
        "quay.</m:description>";
    const Item both =
        read_feed(rss_item("<description>Ferries stop at noon.</description>" + media)).items.at(0);
    CHECK(both.content_text == "Ferries stop at noon.");
    CHECK(both.summary.empty());
    CHECK(both.image_caption == "A ferry at the quay.");
    const Item alone = read_feed(rss_item(media)).items.at(0);
    CHECK(alone.content_text == "A ferry at the quay.");
    CHECK(alone.image_caption.empty());
}
