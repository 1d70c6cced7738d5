#include "model/pages.h"
#include "reading.h"
#include "support/page.h"

using namespace stet;

namespace {

using test::page;

std::string entry(const std::string& id, const std::string& clock, const std::string& words) {
    return "<article class=post " + (id.empty() ? "" : "id=" + id + " ") + "><p class=time>" +
           clock + " Uhr</p><h3>Meldung " + words + "</h3><p>Am Deich bei " + words +
           " steht das Wasser seit dem Morgen einen Meter hoch.</p></article>";
}

Reading by_hand() {
    Reading reading;
    reading.item = "article.post";
    reading.zone = "Europe/Berlin";
    return reading;
}

Feed read(Pages pages) {
    auto feed = extract(packed(std::move(pages)), by_hand());
    REQUIRE(feed);
    return *std::move(feed);
}

std::string ids(const Feed& feed) {
    std::string line;
    for (const Item& item : feed.items)
        line += item.id + ":" + std::to_string(item.position) + " ";
    return line;
}

const std::string first =
    "<h1>Hochwasser</h1>" + entry("p4", "16.40", "Grünau") + entry("p3", "15.10", "Oberwiesel");
const std::string second = "<h1>Hochwasser, Seite 2</h1>" + entry("p3", "15.10", "Oberwiesel") +
                           entry("p2", "22.50", "Niederau") + entry("p1", "21.00", "Seeheim");

}  // namespace

TEST_CASE("pages: their updates are those of one document, each once", "[pages]") {
    const Feed feed = read({.list = {page("https://news.example/live", first),
                                     page("https://news.example/live?p=2", second)},
                            .missing = {},
                            .left_out = {}});
    CHECK(feed.head.title == "Hochwasser");
    CHECK(ids(feed) == "p4:1 p3:2 p2:3 p1:4 ");
    CHECK(feed.extent == Feed::Extent::whole);
    CHECK(feed.of_pages);
    CHECK(feed.seams == std::vector<std::size_t>{2});
    CHECK(feed.items[3].source == "https://news.example/live");
}

TEST_CASE("pages: a clock on an older page is no later than what stands before it", "[pages]") {
    const Feed feed = read(
        {.list = {page("https://news.example/live", first),
                  page("https://news.example/live?p=2",
                       "<h1>x</h1>" + entry("p4", "16.40", "Grünau") +
                           entry("p3", "15.10", "Oberwiesel") + entry("p2", "16.30", "Niederau") +
                           entry("p1", "14.00", "Seeheim"))},
         .missing = {},
         .left_out = {}});
    CHECK(ids(feed) == "p4:1 p3:2 p2:3 p1:4 ");
    CHECK(time_of(feed.items[1].date_published) == "2026-01-28T14:10:00Z");
    CHECK(time_of(feed.items[2].date_published) == "2026-01-27T15:30:00Z");
    CHECK(time_of(feed.items[3].date_published) == "2026-01-27T13:00:00Z");
}

TEST_CASE("pages: on the night of another offset a clock goes back by a day of that zone",
          "[pages]") {
    Pages pages{
        .list = {page("https://news.example/live", "<h1>x</h1>" + entry("p4", "9.40", "Grünau") +
                                                       entry("p3", "8.10", "Oberwiesel")),
                 page("https://news.example/live?p=2",
                      "<h1>x</h1>" + entry("p2", "9.30", "Niederau"))},
        .missing = {},
        .left_out = {}};
    for (Document& one : pages.list)  // 29 March 2026, 12:00 in Berlin, where summer has begun
        one.observed = Instant(std::chrono::seconds(1'774'778'400));
    const Feed feed = read(std::move(pages));
    CHECK(time_of(feed.items[1].date_published) == "2026-03-29T06:10:00Z");
    CHECK(time_of(feed.items[2].date_published) == "2026-03-28T08:30:00Z");
}

TEST_CASE("pages: an update's address does not say on which page it stands", "[pages]") {
    const std::string canonical = "<link rel=canonical href='https://news.example/live";
    const auto read_both = [&](const std::string& one, const std::string& two) {
        return read({.list = {page("https://news.example/live?x=1", one + first),
                              page("https://news.example/live?p=2", two + second)},
                     .missing = {},
                     .left_out = {}});
    };
    const Feed plain = read_both("", "");
    CHECK(plain.items[0].url == "https://news.example/live?x=1#p4");
    CHECK(plain.items[3].url == "https://news.example/live?x=1#p1");
    const Feed feed = read_both(canonical + "'>", canonical + "?p=2'>");
    CHECK(feed.items[0].url == "https://news.example/live#p4");
    CHECK(feed.items[3].url == "https://news.example/live#p1");
}

TEST_CASE("pages: where one is missing the look is not whole", "[pages]") {
    const Pages missing{.list = {page("https://news.example/live", first)},
                        .missing = "status 500",
                        .left_out = {}};
    const Pages unreadable{.list = {page("https://news.example/live", first),
                                    page("https://news.example/live?p=2", "<p>Bitte anmelden</p>"),
                                    page("https://news.example/live?p=3", second)},
                           .missing = {},
                           .left_out = {}};
    for (const Pages& pages : {missing, unreadable}) {
        const Feed feed = read(pages);
        CHECK(ids(feed) == "p4:1 p3:2 ");
        CHECK(feed.extent == Feed::Extent::mended);
        REQUIRE_FALSE(feed.head.warnings.empty());
        CHECK(feed.head.warnings.back().starts_with("a page of older updates is missing: "));
    }
}

TEST_CASE("pages: one that may not be asked for ends a whole look, and is told", "[pages]") {
    const Feed feed = read({.list = {page("https://news.example/live", first)},
                            .missing = {},
                            .left_out = "robots.txt says no"});
    CHECK(feed.extent == Feed::Extent::whole);
    CHECK(feed.head.warnings == std::vector<std::string>{"robots.txt says no"});
}

TEST_CASE("pages: ids that count from one on each page are no reason to leave out", "[pages]") {
    const Feed feed = read(
        {.list = {page("https://news.example/live", "<h1>x</h1>" + entry("p1", "16.40", "Grünau")),
                  page("https://news.example/live?p=2",
                       "<h1>x</h1>" + entry("p1", "15.40", "Seeheim"))},
         .missing = {},
         .left_out = {}});
    CHECK(feed.items.size() == 2);
}

TEST_CASE("pages: updates without ids are told apart over all pages", "[pages]") {
    const Feed feed =
        read({.list = {page("https://news.example/live", "<h1>x</h1>" + entry("", "16.40", "Au")),
                       page("https://news.example/live?p=2",
                            "<h1>x</h1>" + entry("", "16.40", "Au") + entry("", "15.00", "Berg"))},
              .missing = {},
              .left_out = {}});
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].id != feed.items[1].id);
}
