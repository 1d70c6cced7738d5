#include "extract/blocks.h"

#include "reading.h"

using namespace stet;

namespace {

std::string items(const std::string& before, const std::string& opening) {
    std::string page = before;
    for (const char* day : {"16", "14", "11", "9"})
        page += "<div class=entry><time datetime=2024-11-" + std::string(day[1] ? "" : "0") + day +
                "T10:00:00Z></time>" + opening + "<p>" + words(day) + words(day) + "</p></div>";
    return page;
}

}  // namespace

TEST_CASE("blocks: days apart and no word of a live blog: releases, events", "[extract]") {
    const std::string heading = "<h2>Version</h2>";
    CHECK(read_of(items("<html lang=en><h1>Release notes</h1>", heading)).items.empty());
    CHECK(read_of(items("<html lang=en><h1>Storm – live</h1>", heading)).items.size() == 4);
}

TEST_CASE("blocks: stories that are linked beside an article are no updates", "[extract]") {
    std::string page = "<html lang=de><h1>Wie Stürme entstehen</h1><article><p>" + words("Das") +
                       "</p><p>" + words("Es") + "</p></article><div class=newsticker>";
    for (const char* clock : {"18:42", "18:05", "17:31"})
        page += "<div class=ticker-entry><span>" + std::string(clock) + "</span><a href=/s/" +
                clock + ">Ganz andere Geschichte</a><p>" + words(clock) + "</p></div>";
    CHECK(read_of(page).items.empty());
}

TEST_CASE("blocks: headings of updates may link to a page of their own", "[extract]") {
    std::string page = "<html lang=en><h1>Storm – live updates</h1>";
    for (const char* clock : {"18:42", "18:05", "17:31"})
        page += "<div class=liveblog-entry><time datetime=2024-11-16T" + std::string(clock) +
                ":00Z></time><h4><a href=/entry/" + clock + ">News</a></h4><p>" + words(clock) +
                "</p></div>";
    CHECK(read_of(page).items.size() == 3);
}

TEST_CASE("blocks: a table with a column of clocks is a live blog where it says so", "[extract]") {
    const auto table = [](const std::string& headline) {
        std::string page = "<html lang=de><h1>" + headline + "</h1><table>";
        for (const char* clock : {"18:42", "18:05", "17:31"})
            page += "<tr><td>" + std::string(clock) + "</td><td><b>Titel um " + clock + "</b><p>" +
                    words(clock) + "</p></td></tr>";
        return read_of(page + "</table>");
    };
    const Feed feed = table("Sturm-Liveticker");
    CHECK(titles_of(feed) ==
          std::vector<std::string>{"Titel um 18:42", "Titel um 18:05", "Titel um 17:31"});
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].content_html.find("<td") == std::string::npos);
    CHECK(table("Fahrplan").items.empty());
}

namespace {

/// A live blog of three updates, each written by `update` from its clock.
template <class Update>
Feed ticker_of(const Update& update) {
    std::string page =
        "<html lang=de><head><meta name=date content=2024-11-16T18:50:00+01:00></head>"
        "<body><h1>Sturm-Liveticker</h1><div>";
    for (const char* clock : {"18:42", "18:05", "17:31"})
        page += update(std::string(clock));
    return read_of(page + "</div>");
}

const std::vector<std::string> times{"2024-11-16T17:42:00Z", "2024-11-16T17:05:00Z",
                                     "2024-11-16T16:31:00Z"};

}  // namespace

TEST_CASE("blocks: stamped headlines in a list beside an article are no updates", "[extract]") {
    std::string page = "<html lang=de><h1>Wie Stürme entstehen</h1><article><p>" + words("Das") +
                       "</p><p>" + words("Es") + "</p></article><ul class=ticker>";
    for (const char* clock : {"18:42", "18:05", "17:31"})
        page += "<li class=ticker-item><b>" + std::string(clock) + " Uhr:</b> <a href=/s/" + clock +
                ">" + words("Anderes") + "</a></li>";
    CHECK(read_of(page + "</ul>").items.empty());
}

TEST_CASE("blocks: columns of a row are no updates of their own", "[extract]") {
    const Feed feed = ticker_of([](const std::string& clock) {
        return "<div class=row><div class=col-2><p>" + clock +
               " Uhr</p></div><div class=col-10><h4>Titel</h4><p>" + words(clock) +
               "</p></div></div>";
    });
    CHECK(times_of(feed) == times);
    CHECK(feed.items.at(0).content_text == words("18:42"));
}

TEST_CASE("blocks: a headline between plus signs above its paragraph", "[extract]") {
    const Feed feed = ticker_of([](const std::string& clock) {
        return "<p><b>+++ Titel um " + clock + " +++</b></p><p>" + clock + " Uhr: " + words("Das") +
               "</p>";
    });
    CHECK(titles_of(feed) ==
          std::vector<std::string>{"Titel um 18:42", "Titel um 18:05", "Titel um 17:31"});
    CHECK(feed.items.at(0).content_text == words("Das"));
}
