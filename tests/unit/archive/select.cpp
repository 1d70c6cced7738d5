#include "archive/archive.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

// Two sources: one with an edit and a withdrawal, one with a single item.
void fill(Archive& archive) {
    keep(archive, 0, feed({update("b", "zwei", added), update("a", "eins", added)}, added));
    Item tagged = update("c", "drei", added);
    tagged.tags = {"Kiew"};
    tagged.date_published = at(9);
    keep(archive, 10, feed({tagged, update("b", "zwo", edited), update("a", "eins")}));
    tagged.change = none;
    keep(archive, 20, feed({tagged, update("b", "zwo", withdrawn), update("a", "eins")}));
    Feed other = feed({update("x", "andere", added)}, added);
    other.head.id = "https://other.example/feed";
    other.head.kind = Kind::feed;
    keep(archive, document(30, "other", "https://other.example/feed"), other);
}

std::size_t heads(const std::vector<Item>& items) {
    return static_cast<std::size_t>(
        std::ranges::count_if(items, [](const Item& item) { return item.is_head(); }));
}

}  // namespace

TEST_CASE("select: heads come with a match, just before the first of their source", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    fill(archive);
    const auto all = select(archive, {}, Scope::latest);
    CHECK(ids(all) == "c a b/2 x");
    REQUIRE(all.size() == 6);
    CHECK(all[0].kind == Kind::page);
    CHECK(all[4].kind == Kind::feed);

    const auto tagged = select(archive, {.tags = {"kiew"}}, Scope::latest);
    REQUIRE(tagged.size() == 2);
    CHECK(tagged[0].kind == Kind::page);
    CHECK(tagged[1].id == "c");
    CHECK(heads(select(archive, {.kinds = {Kind::update}}, Scope::latest)) == 0);
    CHECK(heads(select(archive, {.kinds = {Kind::page}}, Scope::latest)) == 1);
    CHECK(select(archive, {.sources = {"nowhere"}}, Scope::latest).empty());
    CHECK(select(archive, {.ids = {"nowhere"}}, Scope::latest).empty());
}

TEST_CASE("select: narrows by source, key, time, change and limit", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    fill(archive);
    const auto latest = [&](const Selection& selection) {
        return ids(select(archive, selection, Scope::latest));
    };
    CHECK(latest({.sources = {"ukraine"}}) == "c a b/2");
    CHECK(latest({.sources = {ticker, "other"}}) == "c a b/2 x");
    CHECK(latest({.since = at(10), .until = at(20)}) == "c b/2");
    CHECK(latest({.published_since = at(0)}) == "c");
    CHECK(latest({.changes = {withdrawn}}) == "b/2");
    CHECK(latest({.classes = {Class::text}}) == "b/2");
    CHECK(latest({.limit = 2}) == "c");

    const std::string key = select(archive, {.ids = {"b"}}, Scope::latest).back().key;
    CHECK(latest({.keys = {key}}) == "b/2");
    CHECK(latest({.keys = {key + "/1"}}).empty());
    CHECK(ids(select(archive, {.keys = {key}}, Scope::history)) == "b b/2");
    CHECK(ids(select(archive, {.keys = {key + "/1"}}, Scope::history)) == "b");
}

TEST_CASE("select: changes go by the time of the change", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    fill(archive);
    const auto changes = [&](const Selection& selection) {
        return ids(select(archive, selection, Scope::changes, false));
    };
    CHECK(changes({}) == "c b/2 b/2");
    CHECK(changes({.since = at(20)}) == "b/2");
    CHECK(changes({.until = at(20)}) == "c b/2");
    CHECK(changes({.changes = {withdrawn}}) == "b/2");
    CHECK(changes({.changes = {edited}, .silent = true}) == "b/2");
    CHECK(changes({.sources = {"other"}}).empty());
    CHECK(select(archive, {}, Scope::changes, true).size() == 8);

    const std::int64_t newest = archive.newest_seq();
    std::vector<Item> rest;
    archive.changes_after(newest - 3, {}, true, false, [&](Item&& item) {
        rest.push_back(std::move(item));
        return true;
    });
    REQUIRE(rest.size() == 3);
    CHECK(rest[0].change == withdrawn);
    CHECK(rest[0].until == at(20));
    CHECK(rest[2].seq == newest);
}

TEST_CASE("select: taking no more ends it", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    fill(archive);
    for (const Scope scope : {Scope::latest, Scope::history, Scope::changes, Scope::window}) {
        int taken = 0;
        archive.select({}, scope, true, [&](Item&&) { return ++taken < 2; });
        CHECK(taken == 2);
    }
}

TEST_CASE("search: brings what is indexed by words, and the tail as it is", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    std::vector<Item> items;
    for (int i = 0; i < 600; ++i)
        items.push_back(update(text::cat("u", i), i == 7 ? "Moskau meldet" : "nichts", added));
    items[8].authors = {{"Ana Weiß", "", ""}};
    keep(archive, 0, feed(items, added));
    const auto found = [&](const std::string& match, bool indexed) {
        std::vector<Item> items_found;
        archive.candidates(match, {}, [&](Item&& item, bool is_indexed) {
            if (is_indexed == indexed)
                items_found.push_back(std::move(item));
            return true;
        });
        return items_found;
    };
    CHECK(found("\"moskau\"", true).empty());
    CHECK(found("\"moskau\"", false).size() == 601);
    archive.index();
    CHECK(found("\"moskau\"", false).empty());
    CHECK(ids(found("\"moskau\"", true)) == "u7");
    CHECK(ids(found("author : \"weiß\"", true)) == "u8");
    CHECK(ids(found("title : \"moskau\"", true)).empty());
    keep(archive, 1, feed({update("n", "Moskau", added)}));
    CHECK(ids(found("\"moskau\"", false)) == "n");
    CHECK(found("", false).size() == 602);
    CHECK(found("", false).front().id == "n");
    CHECK(archive.check().faults.empty());
}

}  // namespace stet::archive
