#include "reading.h"
#include "support/catch.h"

using namespace stet;

namespace {

Feed read_items(std::string_view items) {
    std::string text = R"({"version": "https://jsonfeed.org/version/1.1", "title": "T",)";
    return read_feed(text.append(R"("items": )").append(items) + "}");
}

}  // namespace

TEST_CASE("json_feed: every member of an item comes through", "[formats]") {
    const Feed feed = read_items(R"([{"id": "1", "url": "http://example.org/1",
        "external_url": "http://other.example/", "title": "Titel", "summary": "S",
        "content_html": "<p>H <script>x()</script></p>", "content_text": "H",
        "image": "http://example.org/i.jpg", "language": "de", "tags": ["a", "b"],
        "date_published": "2026-01-28T17:03:00+01:00", "date_modified": "2026-01-28T18:03:00+01:00",
        "authors": [{"name": "Ann", "url": "http://ann.example/"}],
        "attachments": [{"url": "http://example.org/a.mp3", "mime_type": "audio/mpeg",
                         "size_in_bytes": 5, "duration_in_seconds": 9}]}])");
    REQUIRE(feed.items.size() == 1);
    const Item& item = feed.items[0];
    CHECK(item.id == "1");
    CHECK(item.url == "http://example.org/1");
    CHECK(item.external_url == "http://other.example/");
    CHECK(item.title == "Titel");
    CHECK(item.summary == "S");
    CHECK(item.content_html == "<p>H </p>");
    CHECK(item.content_text == "H");
    CHECK(item.image == "http://example.org/i.jpg");
    CHECK(item.language == "de");
    CHECK(item.tags == std::vector<std::string>{"a", "b"});
    CHECK(time::to_rfc3339(item.date_published.value()) == "2026-01-28T16:03:00Z");
    CHECK(time::to_rfc3339(item.date_modified.value()) == "2026-01-28T17:03:00Z");
    CHECK(item.authors.at(0) == Author{"Ann", "http://ann.example/", ""});
    CHECK(item.attachments.at(0) ==
          Attachment{"http://example.org/a.mp3", "audio/mpeg", "", 5, 9.0});
    CHECK(feed.head.feed->format == "jsonfeed11");
    CHECK(feed.extent == Feed::Extent::whole);
}

TEST_CASE("json_feed: a document cannot set _stet, other members ride along", "[formats]") {
    const Feed feed = read_items(
        R"([{"id": "1", "_stet": {"key": "x", "change": "withdrawn"}, "_own": {"a": [1]}}])");
    REQUIRE(feed.items.size() == 1);
    const Item& item = feed.items[0];
    CHECK(item.key.empty());
    CHECK(item.change == Change::none);
    CHECK(item.other_stet.empty());
    REQUIRE(item.other.size() == 1);
    CHECK(item.other[0].name == "_own");
    CHECK(item.other[0].json == R"({"a":[1]})");
}

TEST_CASE("json_feed: members of the wrong type are as if absent", "[formats]") {
    const Feed feed = read_items(R"([{"id": 17, "content_text": "x", "tags": "a", "title": null,
        "attachments": {}, "authors": 5, "date_published": "soon", "url": ["u"]}])");
    REQUIRE(feed.items.size() == 1);
    const Item& item = feed.items[0];
    CHECK(item.id == "17");
    CHECK(item.content_text == "x");
    CHECK(item.tags.empty());
    CHECK(item.title.empty());
    CHECK(item.attachments.empty());
    CHECK(item.authors.empty());
    CHECK_FALSE(item.date_published);
    CHECK(item.url.empty());
}

TEST_CASE("json_feed: what is no object is skipped with a warning", "[formats]") {
    const Feed feed = read_items(R"([{"id": "1"}, 5, "x", {"id": "2"}])");
    CHECK(feed.items.size() == 2);
    CHECK(feed.head.warnings == std::vector<std::string>{"2 items were no objects and left out"});
    CHECK(feed.extent == Feed::Extent::mended);
}

TEST_CASE("json_feed: version 1 has one author, version 1.1 many", "[formats]") {
    const Feed feed = read_items(R"([{"id": "1", "author": {"name": "Ann"}},
        {"id": "2", "author": {"name": "Ann"}, "authors": [{"name": "Bob"}, {"name": "Cy"}]}])");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].authors.at(0).name == "Ann");
    REQUIRE(feed.items[1].authors.size() == 2);
    CHECK(feed.items[1].authors[0].name == "Bob");
}

TEST_CASE("json_feed: plain text is no markup", "[formats]") {
    CHECK(read_items(R"([{"content_text": "a <b> & c"}])").items.at(0).content_text == "a <b> & c");
}

TEST_CASE("json_feed: a text that ends too soon is read as far as it goes", "[formats]") {
    const Feed feed = read_feed(
        R"({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"}, {"id": "2)");
    CHECK(feed.head.feed->format == "jsonfeed1");
    REQUIRE_FALSE(feed.items.empty());
    CHECK(feed.items[0].id == "1");
    CHECK_FALSE(feed.head.warnings.empty());
    CHECK(feed.extent == Feed::Extent::cut);
}

TEST_CASE("json_feed: broken JSON that is all there is mended", "[formats]") {
    const Feed feed = read_feed(
        R"({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1",}, {"id": "2"}]})");
    CHECK(feed.items.size() == 2);
    CHECK(feed.extent == Feed::Extent::mended);
}

TEST_CASE("json_feed: a feed with an item that no news fills is refused", "[formats]") {
    const std::string body(17 << 20, 'x');
    const auto opened = formats::open(
        formats::Format::json_feed,
        R"({"version": "https://jsonfeed.org/version/1.1", "items": [{"content_text": ")" + body +
            "\"}]}",
        "utf-8", {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Error::Kind::too_large);
}

TEST_CASE("json_feed: a feed without a version is told by its members", "[formats]") {
    const Feed feed = read_feed(
        R"({"title": "F", "home_page_url": "https://n.example/", "items": [
            {"id": "1", "content_text": "Hallo"}]})");
    CHECK(feed.head.title == "F");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].content_text == "Hallo");
    CHECK(formats::sniff(R"({"items": [{"content_html": "x"}]})") == formats::Format::none);
    CHECK(formats::sniff(R"({"home_page_url": "x", "items": [{"name": "x"}]})") ==
          formats::Format::none);
}
