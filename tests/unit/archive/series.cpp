#include <fstream>

#include "archive/database.h"
#include "archive/schema.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using namespace std::chrono_literals;
using enum Change;

namespace {

/// A blog of three days, each day an address.
struct Days {
    Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    Days() {
        day(1, "");
        day(2, "day");
        day(3, address(2));
    }
    static std::string address(int number) {
        return text::cat("https://news.example/day/", number);
    }
    Source day(int number, const std::string& continues) {
        auto made = archive.follow(address(number), number == 1 ? "day" : text::cat("day-", number),
                                   {}, 0s);
        REQUIRE(made);
        made->series.continues = continues;
        made = archive.set(*made, at(0));
        REQUIRE(made);
        return *made;
    }
    std::string names(std::string_view word) {
        std::string line;
        for (const Source& source : archive.named(word))
            line += text::cat(line.empty() ? "" : " ", source.name);
        return line;
    }
};

}  // namespace

TEST_CASE("series: a name with * stands for all that fit it", "[series]") {
    Days days;
    REQUIRE(days.archive.follow("https://news.example/other", "other", {}, 0s));
    CHECK(days.names("day*") == "day day-2 day-3");
    CHECK(days.names("*-[23]") == "day-2 day-3");
    CHECK(days.names("*") == "day day-2 day-3 other");
    CHECK(days.names("x*").empty());
    CHECK(days.names("https://news.example/*").empty());
}

TEST_CASE("series: the name of the first part is that of all, in their order", "[series]") {
    Days days;
    CHECK(days.names("day") == "day day-2 day-3");
    CHECK(days.names("day-2") == "day-2");
    CHECK(days.names(Days::address(1)) == "day");
    CHECK(days.names("night").empty());
    auto first = *days.archive.find_source("day");
    first.name = "flood";
    REQUIRE(days.archive.set(first, at(0)));
    CHECK(days.names("flood") == "flood day-2 day-3");
}

TEST_CASE("series: a selection by the name takes in all parts", "[series]") {
    Days days;
    for (int number = 1; number <= 3; ++number)
        keep(days.archive, document(number, "x", Days::address(number)),
             feed({update(text::cat("id", number), "words", added)}, added));
    CHECK(ids(select(days.archive, {.sources = {"day"}}, Scope::latest)) == "id1 id2 id3");
    CHECK(ids(select(days.archive, {.sources = {"day-2"}}, Scope::latest)) == "id2");
    CHECK(days.archive.looks({.sources = {"day", "day-3"}}).size() == 3);
    CHECK(days.archive.looks({.sources = {Days::address(1)}}).size() == 1);
}

TEST_CASE("series: what a next part begins with is news, what the first one begins with is not",
          "[series]") {
    Days days;
    for (int number = 1; number <= 2; ++number)
        keep(days.archive, document(number, "x", Days::address(number)),
             feed({update(text::cat("id", number), "words", added)}, added));
    CHECK(ids(select(days.archive, {}, Scope::changes, false)) == "id2");
    CHECK(days.archive.check().faults.empty());
}

TEST_CASE("series: a part that goes on as another is looked at once a day", "[series]") {
    Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    REQUIRE(archive.follow(ticker, "day", {}, 5min));
    Feed baseline = feed({update("a", "1", added)}, added);
    baseline.items[0].date_published = at(-1);
    keep(archive, 0, baseline);
    CHECK(archive.find_source("day")->plan.interval == 5min);
    auto next = archive.follow("https://news.example/day/2", "", {}, 0s);
    next->series.continues = "day";
    REQUIRE(archive.set(*next, at(1)));
    CHECK(archive.find_source("day")->plan.interval == 24h);
    CHECK(archive.find_source("day")->plan.basis == Basis::continued);
    keep(archive, 3, feed({update("a", "2", edited)}));
    CHECK(archive.find_source("day")->plan.next == at(3) + 24h);
    Source alone = *archive.find_source(next->source);
    alone.series.continues.clear();
    REQUIRE(archive.set(alone, at(4)));
    CHECK(archive.find_source("day")->plan.interval == 5min);
}

TEST_CASE("series: nothing continues itself, and what is continued has to be known", "[series]") {
    Days days;
    auto first = *days.archive.find_source("day");
    for (const std::string word : {"day", "day-2", "day-3"}) {
        first.series.continues = word;
        const auto refused = days.archive.set(first, at(0));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().message == "'day' would continue itself");
    }
    first.series.continues = "night";
    CHECK_FALSE(days.archive.set(first, at(0)));
    first.series.continues = "https://news.example/day/0";  // it may come yet
    REQUIRE(days.archive.set(first, at(0)));
    REQUIRE(days.archive.follow("https://news.example/day/0", "zero", {}, 0s));
    CHECK(days.names("zero") == "zero day day-2 day-3");
}

TEST_CASE("series: the last parts are those after which one may come", "[series]") {
    Days days;
    REQUIRE(days.archive.follow("https://news.example/alone", "alone", {}, 0s));
    auto linked = *days.archive.follow("https://news.example/linked", "linked", {}, 0s);
    linked.series.next = "a.next";
    REQUIRE(days.archive.set(linked, at(0)));
    const auto last = days.archive.last_parts();
    REQUIRE(last.size() == 2);
    CHECK(last[0].name == "day-3");
    CHECK(last[1].name == "linked");
    days.archive.unfollow(last[0]);
    CHECK(days.archive.last_parts().size() == 1);
}

TEST_CASE("series: a search is remembered", "[series]") {
    Days days;
    const Source last = *days.archive.find_source("day-3");
    CHECK(days.archive.search_of(last).found.empty());
    days.archive.remember(last, {.found = Days::address(4), .asked = at(7), .told = "words"});
    const Search search = days.archive.search_of(last);
    CHECK(search.found == Days::address(4));
    CHECK(search.asked == at(7));
    CHECK(search.told == "words");
    CHECK(days.archive.check().faults.empty());
}

TEST_CASE("series: an archive from before them is taken along", "[series]") {
    const Folder folder;
    Connection memory("", Connection::Mode::memory);
    const auto& steps = schema_steps();
    migrate(memory, {steps.begin(), steps.begin() + 3});
    memory.execute(
        "INSERT INTO archives VALUES (1, '0123456789abcdef0123456789abcdef');"
        "INSERT INTO sources (source, name, followed) VALUES ('https://old.example/', 'old', 1);"
        "INSERT INTO source_addresses (address, source) VALUES ('https://old.example/', 1)");
    std::ofstream(folder.file(), std::ios::binary) << memory.serialized();
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK(archive.named("old").size() == 1);
    CHECK(archive.search_of(*archive.find_source("old")).told.empty());
    CHECK(archive.check().faults.empty());
}

}  // namespace stet::archive
