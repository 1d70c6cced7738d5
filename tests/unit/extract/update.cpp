#include "extract/update.h"

#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

Strings authors_of(const Item& item) {
    Strings names;
    for (const Author& author : item.authors)
        names.push_back(author.name);
    return names;
}

/// A live blog of three entries that all begin with the same markup.
Feed blog_with(const std::string& opening) {
    std::string page =
        "<html lang=en><head><meta property='article:modified_time' "
        "content='2024-05-01T12:00:00Z'></head><body><h1>Storm – live</h1>";
    for (const char* clock : {"11:50", "10:40", "9:30"})
        page += "<div class=entry><time datetime=2024-05-01T" +
                std::string(*clock == '9' ? "0" : "") + clock + ":00Z></time>" + opening + "<p>" +
                words(clock) + "</p></div>";
    return read_of(page + "</body></html>");
}

}  // namespace

TEST_CASE("update: headlines between plus signs lose them with their clock", "[extract]") {
    for (const char* tag : {"h2", "h3"}) {
        std::string page =
            "<html lang=de><head><meta name=date content=2026-02-11T22:10:00+01:00>"
            "</head><body><h1>Sturm-Ticker</h1>";
        for (const char* clock : {"22:05", "21:47", "9:02"})
            page += "<" + std::string(tag) + ">+++ " + clock + " Bahn steht um " + clock +
                    " still +++</" + tag + "><p>" + words("Das") + "</p>";
        const Feed feed = read_of(page + "</body></html>");
        CHECK(titles_of(feed) == Strings{"Bahn steht um 22:05 still", "Bahn steht um 21:47 still",
                                         "Bahn steht um 9:02 still"});
        CHECK(times_of(feed) ==
              Strings{"2026-02-11T21:05:00Z", "2026-02-11T20:47:00Z", "2026-02-11T08:02:00Z"});
    }
}

TEST_CASE("update: a word between plus signs that opens a paragraph is its headline", "[extract]") {
    std::string page =
        "<html lang=de><head><meta name=date content=2026-02-11T22:10:00+01:00></head>"
        "<body><h1>Sturm-Ticker</h1>";
    for (const char* clock : {"22:05", "21:47", "9:02"})
        page += "<p><strong>+++ " + std::string(clock) + " Bahn +++</strong><br>" + words("Das") +
                "</p>";
    const Feed feed = read_of(page + "</body></html>");
    CHECK(titles_of(feed) == Strings{"Bahn", "Bahn", "Bahn"});
    CHECK(feed.items[0].content_text == words("Das"));
}

TEST_CASE("update: of a byline the names are taken", "[extract]") {
    const char* const byline =
        "<p class='byline'><span class='byline-prefix'>By </span><span class=last-byline "
        "itemprop=name>Ann Lee</span></p>";
    CHECK(authors_of(blog_with(byline).items[0]) == Strings{"Ann Lee"});
    CHECK(authors_of(blog_with("<div class=post__byline>From Ann Lee and Bo Ek</div>").items[0]) ==
          Strings{"Ann Lee", "Bo Ek"});
    const Feed office = blog_with(
        "<p class=contributor-name>Kate Moor</p><p class=contributor-role>Business desk</p>");
    CHECK(authors_of(office.items[1]) == Strings{"Kate Moor"});
    CHECK(office.items[1].content_text == words("10:40"));
}

TEST_CASE("update: a clock beside an age is the time", "[extract]") {
    std::string page =
        "<html lang=en><head><meta property='article:modified_time' "
        "content='2022-09-07T19:10:00Z'></head><body><h1>Keynote liveblog</h1>";
    for (const char* clock : {"7:02 PM", "6:48 PM", "5:05 PM"})
        page += "<div class=entry><a class=meta-time><span>2 hours ago</span> <span>" +
                std::string(clock) + "</span></a><p>" + words(clock) + "</p></div>";
    const Feed feed = read_of(page + "</body></html>");
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].time_basis == TimeBasis::clock);
    CHECK(feed.items[0].stamp == "7:02 PM");
    CHECK(time_of(feed.items[2].date_published) == "2022-09-07T17:05:00Z");
}

TEST_CASE("update: a line in bold type before the text is its headline", "[extract]") {
    for (const char* opening :
         {"<p><b>Die Bahn steht still</b></p>", "<strong>Die Bahn steht still</strong>"}) {
        const Feed feed = blog_with(opening);
        CHECK(feed.items[0].title == "Die Bahn steht still");
        CHECK(feed.items[0].content_text == words("11:50"));
    }
    // A sentence that is set in bold type is one all the same.
    CHECK(blog_with("<p><b>Die Bahn steht still.</b></p>").items[0].title.empty());
    CHECK(blog_with("<b>Die Bahn</b> steht still. ").items[0].title.empty());
}

TEST_CASE("update: the time in a heading is none of it", "[extract]") {
    const Feed feed = blog_with("<h3><time>11:50</time> Die Bahn steht still</h3>");
    CHECK(feed.items[0].title == "Die Bahn steht still");
}

TEST_CASE("update: a summary is the heading of its details", "[extract]") {
    std::string page = "<html lang=en><body><h1>Storm – live</h1>";
    for (const char* clock : {"11:50", "10:40", "09:30"})
        page += "<details open class=u><summary><time datetime=2024-05-01T" + std::string(clock) +
                ":00Z>" + clock + "</time> News of " + clock + "</summary><p>" + words(clock) +
                "</p></details>";
    const Feed feed = read_of(page);
    CHECK(titles_of(feed) == Strings{"News of 11:50", "News of 10:40", "News of 09:30"});
}

TEST_CASE("update: ids in data attributes, however they are written", "[extract]") {
    for (const char* name : {"data-entryid", "data-entry-id", "data-message-id"}) {
        std::string page = "<html lang=en><body><h1>Storm – live</h1>";
        for (const char* clock : {"11:50", "10:40", "09:30"})
            page += "<li class=entry " + std::string(name) + "=e" + std::string(clock, 2) +
                    "><time datetime=2024-05-01T" + clock + ":00Z></time><p>" + words(clock) +
                    "</p></li>";
        CHECK(read_of(page).items.at(1).id == "e10");
    }
}
