#include "reading.h"
#include "support/catch.h"

using namespace stet;

TEST_CASE("entry: content:encoded is the body, the description then a summary", "[formats]") {
    const Item item = read_rss_item(
        "<content:encoded><![CDATA[<p>long</p>]]></content:encoded>"
        "<description>&lt;i&gt;short&lt;/i&gt;</description>");
    CHECK(item.content_html == "<p>long</p>");
    CHECK(item.content_text == "long");
    CHECK(item.summary == "short");
}

TEST_CASE("entry: a text that there is only one of is the body", "[formats]") {
    const Item item = read_rss_item("<description>short</description><content:encoded/>");
    CHECK(item.content_html == "short");
    CHECK(item.content_text == "short");
    CHECK(item.summary.empty());
    CHECK(read_atom_entry("<summary>short</summary>").content_text == "short");
}

TEST_CASE("entry: of two summaries the better is the body, the other stays a summary",
          "[formats]") {
    const Item item = read_rss_item(
        "<itunes:subtitle>c</itunes:subtitle><description>a</description>"
        "<itunes:summary>b</itunes:summary>");
    CHECK(item.content_text == "a");
    CHECK(item.summary == "b");
    const Item both = read_rss_item("<summary>a</summary><description>b</description>");
    CHECK(both.content_text == "b");
    CHECK(both.summary == "a");
    const Item same =
        read_rss_item("<itunes:summary>a</itunes:summary><description>a</description>");
    CHECK(same.content_text == "a");
    CHECK(same.summary.empty());
}

TEST_CASE("entry: a picture's description is the body only where there is no other", "[formats]") {
    const std::string picture =
        "<media:content url='a.jpg'><media:description>Photo</media:description></media:content>";
    CHECK(read_rss_item(picture).content_text == "Photo");
    const Item item = read_rss_item(picture + "<description>a</description>");
    CHECK(item.content_text == "a");
    CHECK(item.summary.empty());
}

TEST_CASE("entry: a guid is the id, and the address where there is no better", "[formats]") {
    const Item only = read_rss_item("<guid>http://example.org/1</guid>");
    CHECK(only.id == "http://example.org/1");
    CHECK(only.url == "http://example.org/1");
    const Item both = read_rss_item(
        "<guid isPermaLink='true'>http://example.org/p1</guid>"
        "<link>http://example.org/a</link>");
    CHECK(both.id == "http://example.org/p1");
    CHECK(both.url == "http://example.org/a");
    CHECK(read_rss_item("<guid isPermaLink='false'>http://example.org/1</guid>").url.empty());
    CHECK(read_rss_item("<guid>\n urn:1\n</guid>").id == "urn:1");
    CHECK(read_rss_item("<guid>urn:1</guid>").url.empty());
}

TEST_CASE("entry: an item without a publisher's id has none", "[formats]") {
    CHECK(read_rss_item("<link>http://example.org/a</link><guid/>").id.empty());
}

TEST_CASE("entry: of Atom's links the page is the address, whatever their order", "[formats]") {
    const Item item = read_atom_entry(
        "<link rel='self' href='self'/><link rel='enclosure' href='a.mp3' type='audio/mpeg'"
        " length='7'/><link rel='alternate' type='application/json' href='a.json'/>"
        "<link href='a'/>");
    CHECK(item.url == "http://example.org/dir/a");
    REQUIRE(item.attachments.size() == 1);
    CHECK(item.attachments[0].url == "http://example.org/dir/a.mp3");
    CHECK(item.attachments[0].mime_type == "audio/mpeg");
    CHECK(item.attachments[0].size_in_bytes == 7);
}

TEST_CASE("entry: times are those of publication and of change", "[formats]") {
    const Item item = read_rss_item(
        "<pubDate>Wed, 28 Jan 2026 08:00:00 +0100</pubDate>"
        "<atom:updated>2026-01-28T17:03:00+01:00</atom:updated>"
        "<dc:date>2000-01-01</dc:date>");
    REQUIRE(item.date_published);
    REQUIRE(item.date_modified);
    CHECK(time::to_rfc3339(*item.date_published) == "2026-01-28T07:00:00Z");
    CHECK(time::to_rfc3339(*item.date_modified) == "2026-01-28T16:03:00Z");
}

TEST_CASE("entry: a date that is none gives way to one that is", "[formats]") {
    const Item item = read_rss_item("<pubDate>soon</pubDate><dc:date>2026-01-28</dc:date>");
    REQUIRE(item.date_published);
    CHECK(time::to_rfc3339(*item.date_published) == "2026-01-28T00:00:00Z");
    CHECK_FALSE(read_rss_item("<pubDate>soon</pubDate>").date_published);
}

TEST_CASE("entry: the namespace decides, not the prefix", "[formats]") {
    const Item item = read_rss_item(
        "<x:creator xmlns:x='http://purl.org/dc/elements/1.1/'>Ann</x:creator>"
        "<x:link xmlns:x='urn:x'>http://evil.example/</x:link><title>A</title>"
        "<media:title>Photo</media:title>");
    REQUIRE(item.authors.size() == 1);
    CHECK(item.authors[0].name == "Ann");
    CHECK(item.url.empty());
    CHECK(item.title == "A");
}

TEST_CASE("entry: a picture with its caption is one, not the entry's title", "[formats]") {
    const Item item = read_rss_item(
        "<media:content url='a.jpg' medium='image'><media:title>Photo</media:title>"
        "<media:thumbnail url='t.jpg'/><media:keywords>Kiew, "
        "Lage</media:keywords></media:content>");
    CHECK(item.title.empty());
    CHECK(item.content_text.empty());
    CHECK(item.image == "http://example.org/t.jpg");
    REQUIRE(item.attachments.size() == 1);
    CHECK(item.attachments[0].url == "http://example.org/a.jpg");
    CHECK(item.tags == std::vector<std::string>{"Kiew", "Lage"});
}

TEST_CASE("entry: a media group speaks for the entry where nothing else does", "[formats]") {
    const Item item = read_rss_item(
        "<media:group><media:title>Film</media:title><media:description>Words</media:description>"
        "<media:content url='a.mp4' type='video/mp4' duration='9'/></media:group>");
    CHECK(item.title == "Film");
    CHECK(item.content_text == "Words");
    REQUIRE(item.attachments.size() == 1);
    CHECK(item.attachments[0].duration_in_seconds == 9.0);
}

TEST_CASE("entry: the programme is the author only where no person is named", "[formats]") {
    const Item item =
        read_rss_item("<itunes:author>Radio</itunes:author><dc:creator>Ann</dc:creator>");
    REQUIRE(item.authors.size() == 1);
    CHECK(item.authors[0].name == "Ann");
    CHECK(read_rss_item("<itunes:author>Radio</itunes:author>").authors.at(0).name == "Radio");
}

TEST_CASE("entry: the innermost statement of a language counts, an empty one too", "[formats]") {
    const auto language = [](std::string_view entry) {
        std::string text = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'>";
        return read_feed(text.append(entry) + "</feed>").items.at(0).language;
    };
    CHECK(language("<entry/>") == "de");
    CHECK(language("<entry xml:lang='fr'/>") == "fr");
    CHECK(language("<entry xml:lang='fr'><content xml:lang='uk'>x</content></entry>") == "uk");
    CHECK(language("<entry xml:lang=''/>").empty());
}

TEST_CASE("entry: Atom's source speaks of another feed", "[formats]") {
    const Item item = read_atom_entry(
        "<source><title>Origin</title><id>urn:o</id></source><title>A</title><id>1</id>");
    CHECK(item.title == "A");
    CHECK(item.id == "1");
}

TEST_CASE("entry: HTML that was escaped twice is HTML, words about HTML are not", "[formats]") {
    CHECK(read_rss_item("<description>&amp;lt;p&amp;gt;a &amp;amp;amp; b&amp;lt;/p&amp;gt;"
                        "</description>")
              .content_html == "<p>a &amp; b</p>");
    CHECK(read_rss_item("<description>&amp;lt;p&amp;gt; begins a paragraph</description>")
              .content_text == "<p> begins a paragraph");
    CHECK(read_rss_item("<description>&amp;lt;x&amp;gt;</description>").content_text == "<x>");
    CHECK(read_rss_item("<description>&lt;p&gt;&amp;lt;p&amp;gt;&lt;/p&gt;</description>")
              .content_text == "<p>");
}
