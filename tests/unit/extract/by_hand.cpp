#include "extract/by_hand.h"

#include "reading.h"

using namespace stet;

namespace {

/// A page that no general rule knows: no words, no times that look like ones of updates.
std::string strange_page() {
    std::string page =
        "<html lang=de><head><title>Hochwasser</title>"
        "<meta property=article:published_time content=2026-11-15T08:00:00+01:00></head>"
        "<body><h1>Hochwasser an der Wiesel</h1><div class=strip>";
    for (int i = 3; i > 0; --i) {
        const std::string n = std::to_string(i);
        page += "<div class=x data-nr=n" + n + "><span class=w>Von Anna Berg</span><b class=k>1" +
                n + ":05</b><u class=t>Pegel " + n + "</u><div class=c><p>" + words("Pegel " + n) +
                "</p><div class=ad>Anzeige</div></div><div class=x>innen</div></div>";
    }
    return page + "</div></body></html>";
}

Reading by_item() {
    Reading reading;
    reading.item = "div.x";
    return reading;
}

std::vector<std::string> ids_of(const Feed& feed) {
    std::vector<std::string> ids;
    for (const Item& item : feed.items)
        ids.push_back(item.id);
    return ids;
}

using Strings = std::vector<std::string>;
const char* const address = "https://news.example/blog";

}  // namespace

TEST_CASE("by hand: every field where it was pointed at", "[extract]") {
    Reading reading = by_item();
    reading.title = "u.t";
    reading.body = ".c";
    reading.time = "b.k";
    reading.author = ".w";
    reading.id = "@data-nr";
    reading.drop = {".ad", ".none-of-these"};
    const Feed feed = read_of(strange_page(), address, reading);
    CHECK(titles_of(feed) == Strings{"Pegel 3", "Pegel 2", "Pegel 1"});
    CHECK(ids_of(feed) == Strings{"n3", "n2", "n1"});
    CHECK(times_of(feed) ==
          Strings{"2026-11-15T12:05:00Z", "2026-11-15T11:05:00Z", "2026-11-15T10:05:00Z"});
    REQUIRE(feed.items[0].authors.size() == 1);
    CHECK(feed.items[0].authors[0].name == "Anna Berg");
    CHECK(feed.items[0].content_text == words("Pegel 3"));
    CHECK(feed.head.title == "Hochwasser an der Wiesel");
    CHECK(feed.head.warnings.empty());
    CHECK_FALSE(feed.doubt.has_value());
}

TEST_CASE("by hand: an item alone is read as everywhere, one in an item is part of it",
          "[extract]") {
    const Feed feed = read_of(strange_page(), address, by_item());
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].content_text.find("innen") != std::string::npos);
    CHECK(feed.items[0].content_text.find(words("Pegel 3")) != std::string::npos);
}

TEST_CASE("by hand: an item that is a heading holds what follows it", "[extract]") {
    const std::string page = "<html lang=de><body><h1>Ticker</h1><article><h2>A</h2><p>" +
                             words("Eins") + "</p><h2>B</h2><p>" + words("Zwei") +
                             "</p><ul><li>Punkt</li></ul><h2 class=end>Mehr</h2>" +
                             "<p>Anderes</p></article></body></html>";
    Reading reading;
    reading.item = "h2:not(.end)";
    const Feed feed = read_of(page, address, reading);
    CHECK(titles_of(feed) == Strings{"A", "B"});
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[1].content_text.find("Punkt") != std::string::npos);
    CHECK(feed.items[1].content_text.find("Anderes") == std::string::npos);
}

TEST_CASE("by hand: a clock that opens a title is the time, not the title", "[extract]") {
    std::string page = "<html lang=de><body><h1>Ticker</h1><article>";
    for (const char* clock : {"12.31", "12.05", "11.40"})
        page += "<section><h3>" + std::string(clock) + " Uhr: Lage</h3><p>" + words("Die Lage") +
                clock + "</p></section>";
    Reading reading;
    reading.item = "section";
    reading.title = "h3";
    const Feed feed = read_of(page + "</article></body></html>", address, reading);
    CHECK(titles_of(feed) == Strings{"Lage", "Lage", "Lage"});
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].stamp == "12.31 Uhr");
}

TEST_CASE("by hand: a link is an id and an address", "[extract]") {
    const std::string page = "<html><body><div class=x><a class=p href=/blog/7>#</a><p>" +
                             words("Eins") + "</p></div><div class=x><p>" + words("Ohne Verweis") +
                             "</p></div></body></html>";
    Reading reading = by_item();
    reading.id = "a.p";
    const Feed feed = read_of(page, address, reading);
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].id == "https://news.example/blog/7");
    CHECK(feed.items[0].url == "https://news.example/blog/7");
    CHECK(feed.items[1].id.starts_with("stet:"));
}

TEST_CASE("by hand: data for machines fills what items lack, and adds none", "[extract]") {
    const std::string data =
        R"(<script type="application/ld+json">{"@type": "LiveBlogPosting", "liveBlogUpdate": [
        {"@type": "BlogPosting", "headline": "Pegel 3", "datePublished": "2026-11-15T13:05:09+01:00",
         "articleBody": "Pegel 3 ist am Abend in der Stadt bekannt geworden, wie die Behörde"},
        {"@type": "BlogPosting", "headline": "Alt", "datePublished": "2026-11-14T09:00:00+01:00",
         "articleBody": "Was nicht mehr auf der Seite steht und nur in den Daten"}]}</script>)";
    std::string page = strange_page();
    page.insert(page.find("</head>"), data);
    Reading reading = by_item();
    reading.title = "u.t";
    Feed feed = read_of(page, address, reading);
    CHECK(titles_of(feed) == Strings{"Pegel 3", "Pegel 2", "Pegel 1"});
    CHECK(times_of(feed)[0] == "2026-11-15T12:05:09Z");
    reading.time = "b.k";
    feed = read_of(page, address, reading);
    CHECK(times_of(feed)[0] != "2026-11-15T12:05:09Z");
}

TEST_CASE("by hand: an item that matches nothing is said, and not believed", "[extract]") {
    Reading reading;
    reading.item = ".post";
    const Feed feed = read_of(strange_page(), address, reading);
    CHECK(feed.items.empty());
    CHECK(feed.head.title == "Hochwasser an der Wiesel");
    REQUIRE(feed.doubt.has_value());
    CHECK(feed.doubt->message == "--item '.post' matches nothing in what came");
    CHECK(feed.head.warnings == Strings{feed.doubt->message});
}

TEST_CASE("by hand: a field that is in no update is said; in three of them it is not believed",
          "[extract]") {
    Reading reading = by_item();
    reading.body = ".text";
    const Feed feed = read_of(strange_page(), address, reading);
    REQUIRE(feed.doubt.has_value());
    CHECK(feed.doubt->message == "--body '.text' matches nothing in any update");
    reading = by_item();
    reading.author = ".nobody";
    CHECK_FALSE(read_of(strange_page(), address, reading).doubt.has_value());
    CHECK(read_of(strange_page(), address, reading).head.warnings.size() == 1);
    reading = by_item();
    reading.title = "h6";
    const std::string one =
        "<html><body><h1>Ticker</h1><div class=x><p>" + words("Eins") + "</p></div></body></html>";
    CHECK_FALSE(read_of(one, address, reading).doubt.has_value());
    CHECK(read_of(one, address, reading).head.warnings.size() == 1);
}

TEST_CASE("by hand: times alone show where the updates are", "[extract]") {
    std::string page =
        "<html lang=de><head><title>Liveticker</title></head><body><h1>Liveticker</h1><main>";
    for (const char* clock : {"h1305", "h1240", "h1215"})
        page += "<div class=e><i class=z data-when=2026-11-15T" + std::string(clock + 1, 2) + ":" +
                std::string(clock + 3, 2) + ":00Z>jetzt</i><p>" + words("Die Lage") + clock +
                "</p></div>";
    page += "</main></body></html>";
    Reading reading;
    reading.time = "i.z@data-when";
    const Feed feed = read_of(page, address, reading);
    CHECK(times_of(feed) ==
          Strings{"2026-11-15T13:05:00Z", "2026-11-15T12:40:00Z", "2026-11-15T12:15:00Z"});
}

TEST_CASE("by hand: an article's headline, body, authors and time", "[extract]") {
    std::string page =
        "<html lang=de><body><h1>Falsch</h1><div class=kopf>Richtig</div><p class=w>"
        "Von Anna Berg</p><p class=z>Am 14. November 2026, 9:30 Uhr</p>";
    for (int i = 0; i < 8; ++i)
        page += "<p>" + words("Nebensache") + "</p>";
    page += "<div class=text><p>" + words("Sache") + "</p><div class=ad>Anzeige</div></div>";
    Reading reading;
    reading.title = ".kopf";
    reading.body = ".text";
    reading.author = ".w";
    reading.time = ".z";
    reading.drop = {".ad"};
    const Feed feed = read_of(page, address, reading);
    CHECK(feed.items.empty());
    CHECK(feed.head.title == "Richtig");
    CHECK(feed.head.content_text == words("Sache"));
    REQUIRE(feed.head.authors.size() == 1);
    CHECK(feed.head.authors[0].name == "Anna Berg");
    CHECK(time_of(feed.head.date_published) == "2026-11-14T08:30:00Z");
    reading.body = ".gone";
    CHECK(read_of(page, address, reading).doubt.has_value());
}

TEST_CASE("by hand: what is dropped is gone from articles and updates alike", "[extract]") {
    Reading reading;
    reading.drop = {".ad"};
    std::string page = "<html lang=de><body><article><h1>Titel</h1>";
    for (int i = 0; i < 5; ++i)
        page += "<p>" + words("Sache") + "</p><p class=ad>" + words("Werbung") + "</p>";
    const Feed feed = read_of(page + "</article></body></html>", address, reading);
    CHECK(feed.head.content_text.find("Sache") != std::string::npos);
    CHECK(feed.head.content_text.find("Werbung") == std::string::npos);
    CHECK(feed.head.warnings.empty());
}

TEST_CASE("by hand: in a feed selectors are of no use, and it says so", "[extract]") {
    const Feed feed = read_of(
        "<rss version='2.0'><channel><title>T</title><link>/</link><item>"
        "<title>A</title><guid>1</guid></item></channel></rss>",
        address, by_item());
    CHECK(feed.items.size() == 1);
    CHECK(feed.head.warnings.size() == 1);
}

TEST_CASE("by hand: words that are neither selectors nor paths are a fault of the reading",
          "[extract]") {
    const auto fault = [](auto set) {
        Reading reading;
        set(reading);
        return fault_of(reading).has_value();
    };
    CHECK(fault([](Reading& r) { r.item = "div >"; }));
    CHECK(fault([](Reading& r) { r.drop = {"p::before"}; }));
    CHECK(fault([](Reading& r) { r.drop = {".posts[]"}; }));
    CHECK(fault([](Reading& r) { r.zone = "Europe/Nowhere"; }));
    CHECK(fault([](Reading& r) { r.item = ".posts[]", r.title = "h2 > a"; }));
    CHECK(fault([](Reading& r) { r.item = ".html | div >"; }));
    CHECK_FALSE(fault([](Reading& r) { r.item = ".posts[]", r.title = ".title"; }));
    CHECK_FALSE(fault([](Reading& r) { r.item = ".html[] | div.x", r.title = "h2 > a"; }));
    CHECK_FALSE(fault([](Reading& r) { r.item = "div > p", r.zone = "Europe/Rome"; }));
}
