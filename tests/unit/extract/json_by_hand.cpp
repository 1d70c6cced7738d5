#include "extract/json_by_hand.h"

#include "reading.h"

using namespace stet;

namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view ticker = R"({"title": "Hochwasser", "updated": 1700000400,
  "data": {"posts": [
    {"uid": 17, "meta": {"head": "Der <b>Pegel</b> steigt", "when": 1700000000000},
     "parts": [{"html": "<p>Erster <i onclick=x()>Teil</i></p><div class=ad>Anzeige</div>"},
               {"html": "<p>Zweiter <a href=/x>Teil</a></p>"}],
     "by": [{"name": "Anna Berg"}, "Bert Thal"]},
    {"uid": 16, "meta": {"head": "Regen", "when": "2023-11-14T21:00:00Z"},
     "parts": [{"html": "Es regnet\n\nweiter"}]}]}})";

Reading paths() {
    Reading reading;
    reading.item = ".data.posts[]";
    reading.title = ".meta.head";
    reading.time = ".meta.when";
    reading.body = ".parts[].html";
    reading.author = ".by[]";
    reading.id = ".uid";
    return reading;
}

const char* const address = "https://news.example/api/7";

}  // namespace

TEST_CASE("json by hand: every field where its path leads", "[extract]") {
    Reading reading = paths();
    reading.drop = {".ad"};
    const Feed feed = read_of(ticker, address, reading);
    CHECK(titles_of(feed) == Strings{"Der Pegel steigt", "Regen"});
    CHECK(times_of(feed) == Strings{"2023-11-14T22:13:20Z", "2023-11-14T21:00:00Z"});
    CHECK(feed.items[0].id == "17");
    REQUIRE(feed.items[0].authors.size() == 2);
    CHECK(feed.items[0].authors[1].name == "Bert Thal");
    CHECK(feed.items[0].content_text == "Erster Teil\n\nZweiter Teil");
    CHECK(feed.items[0].content_html.find("onclick") == std::string::npos);
    CHECK(feed.items[0].content_html.find("https://news.example/x") != std::string::npos);
    CHECK(feed.items[1].content_text == "Es regnet\n\nweiter");
    CHECK(feed.head.title == "Hochwasser");
    CHECK(time_of(feed.head.date_modified) == "2023-11-14T22:20:00Z");
    CHECK(feed.head.warnings.empty());
}

TEST_CASE("json by hand: an item alone is read by the names that are common", "[extract]") {
    Reading reading;
    reading.item = "$[*]";
    const Feed feed = read_of(
        R"([{"id": "a1", "title": {"rendered": "Eins"}, "content": {"rendered": "<p>Text</p>"},
             "publishedAt": "2026-01-28T12:00:00+01:00", "author": {"display_name": "Anna Berg"},
             "link": "/blog/a1", "summary": ""},
            {"id": "a0", "headline": "Zwei", "description": "Nur das", "created_at": 1700000000}])",
        address, reading);
    CHECK(titles_of(feed) == Strings{"Eins", "Zwei"});
    CHECK(times_of(feed) == Strings{"2026-01-28T11:00:00Z", "2023-11-14T22:13:20Z"});
    CHECK(feed.items[0].content_text == "Text");
    CHECK(feed.items[0].url == "https://news.example/blog/a1");
    CHECK(feed.items[0].authors.at(0).name == "Anna Berg");
    CHECK(feed.items[1].content_text == "Nur das");
    CHECK(feed.items[1].id == "a0");
}

TEST_CASE("json by hand: members under their ids, and items that are texts", "[extract]") {
    Reading reading;
    reading.item = ".posts[]";
    Feed feed = read_of(R"({"posts": {"p7": {"text": "Sieben"}, "p6": {"text": "Sechs"}}})",
                        address, reading);
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].id == "p7");
    feed = read_of(R"({"posts": ["Eins", "<p>Zwei</p>"]})", address, reading);
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].content_text == "Eins");
    CHECK(feed.items[1].content_text == "Zwei");
}

TEST_CASE("json by hand: pieces of a page in JSON are read by selectors", "[extract]") {
    Reading reading;
    reading.item = ".html[] | div.post";
    reading.title = "h4";
    const Feed feed =
        read_of(R"({"html": ["<div class=post id=p2><h4>Zwei</h4><p>Text zwei</p></div>",
                                  "<div class=post id=p1><h4>Eins</h4><p>Text eins</p></div>"]})",
                address, reading);
    CHECK(titles_of(feed) == Strings{"Zwei", "Eins"});
    CHECK(feed.items.at(1).id == "p1");
}

TEST_CASE("json by hand: an array that is there and empty is an answer", "[extract]") {
    Reading reading;
    reading.item = ".data.posts[]";
    reading.title = ".title";
    for (const char* text : {R"({"data": {"posts": []}})", R"({"data": {"posts": [ ]}, "n": 1})"}) {
        const Feed feed = read_of(text, address, reading);
        CHECK(feed.items.empty());
        CHECK(feed.is_empty_list);
        CHECK_FALSE(feed.doubt.has_value());
        CHECK(feed.head.warnings.empty());
    }
    for (const char* text : {R"({"data": {"posts": null}})", R"({"data": {}})", R"({"data": []})",
                             R"({"data": {"posts": {}}})", R"({"error": "down"})"}) {
        const Feed feed = read_of(text, address, reading);
        CHECK_FALSE(feed.is_empty_list);
        CHECK(feed.doubt.has_value());
    }
    reading.item = ".days[].posts[]";
    CHECK(read_of(R"({"days": [{"posts": []}, {"posts": []}]})", address, reading).is_empty_list);
    CHECK_FALSE(
        read_of(R"({"days": [{"posts": []}, {"posts": [{"title": "A"}]}]})", address, reading)
            .is_empty_list);
}

TEST_CASE("json by hand: a member null or absent in all items is an absent field", "[extract]") {
    Reading reading;
    reading.item = ".posts[]";
    reading.title = ".name";
    reading.body = ".text";
    reading.id = ".id";
    Feed feed = read_of(R"({"posts": [{"id": 1, "name": null, "text": "One word."},
                                      {"id": 2, "name": null, "text": "Two words."},
                                      {"id": 3, "name": null, "text": "Three words."}]})",
                        address, reading);
    CHECK(feed.items.size() == 3);
    CHECK_FALSE(feed.doubt.has_value());
    CHECK(feed.head.warnings.empty());
    feed = read_of(R"({"posts": [{"id": 1, "text": "One."}, {"id": 2, "text": "Two."},
                                 {"id": 3, "text": "Three."}]})",
                   address, reading);
    CHECK(feed.items.size() == 3);
    CHECK_FALSE(feed.doubt.has_value());
    // Without its id an update is another.
    reading.id = ".nothing";
    CHECK(read_of(R"({"posts": [{"id": 1, "text": "One."}, {"id": 2, "text": "Two."},
                                 {"id": 3, "text": "Three."}]})",
                  address, reading)
              .doubt.has_value());
}

TEST_CASE("json by hand: what matches nothing is said, and not believed", "[extract]") {
    Reading reading = paths();
    reading.item = ".data.entries[]";
    Feed feed = read_of(ticker, address, reading);
    CHECK(feed.items.empty());
    REQUIRE(feed.doubt.has_value());
    CHECK(feed.doubt->message == "--item '.data.entries[]' matches nothing in what came");
    reading = paths();
    reading.author = ".nobody";
    feed = read_of(ticker, address, reading);
    CHECK_FALSE(feed.doubt.has_value());
    CHECK(feed.head.warnings == Strings{"--author '.nobody' matches nothing in any update"});
}

TEST_CASE("json by hand: paths go before shapes that are known", "[extract]") {
    Reading reading;
    reading.item = ".items[]";
    reading.title = ".summary";
    const Feed feed = read_of(
        R"({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [
            {"id": "1", "title": "Falsch", "summary": "Richtig", "content_text": "Text"}]})",
        address, reading);
    CHECK(titles_of(feed) == Strings{"Richtig"});
}

TEST_CASE("json by hand: data of a page has the page's address and references", "[extract]") {
    Reading reading = paths();
    reading.page = "https://www.news.example/live";
    const Feed feed = read_of(ticker, address, reading);
    CHECK(feed.head.id == "https://www.news.example/live");
    CHECK(feed.items[0].content_html.find("https://www.news.example/x") != std::string::npos);
}

TEST_CASE("json by hand: two ids are two updates, whatever they say", "[extract]") {
    Reading reading;
    reading.item = ".items[]";
    reading.title = ".area";
    reading.body = ".message";
    reading.id = ".code";
    reading.time = ".raised";
    const std::string message = R"("area": "Coast from Bacton to Ostend",
        "message": "Levels are below the thresholds, and no more is expected.",
        "raised": "2021-10-21T11:16:)";
    const Feed feed =
        read_of(R"({"items": [{"code": "WA1", )" + message + R"(24Z"}, {"code": "FW1", )" +
                    message + R"(42Z"}, {"code": "WA1", )" + message + R"(24Z"}]})",
                address, reading);
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].id != feed.items[1].id);
}
