#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

Feed shown_before(Archive& archive, int minutes, const Feed& now) {
    const Result<Document> next = document(minutes, text::cat("next ", minutes));
    return archive.look(ticker, next, at(minutes)).before(now);
}

Feed stamped(Feed feed, int minutes) {
    feed.head.date_modified = at(minutes);
    return feed;
}

}  // namespace

TEST_CASE("before: an unknown id brings what was withdrawn and what rolled off", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0,
         feed({update("c", "3", added), update("b", "2", added), update("a", "1", added)}, added));
    keep(archive, 10, feed({update("c", "3"), update("b", "2", withdrawn)}));
    CHECK(ids(shown_before(archive, 20, feed({update("c", "3")})).items) == "c");
    const Feed before = shown_before(archive, 20, feed({update("minted", "2"), update("c", "3")}));
    REQUIRE(ids(before.items) == "c b a");
    CHECK(before.items[0].position == 1);
    CHECK(before.items[1].change == withdrawn);
    CHECK(before.items[2].position == 0);
    CHECK(ids(shown_before(archive, 20, feed({update("stet:1", "2")})).items) == "c b a");
}

TEST_CASE("before: an unknown item with a time brings those of its time, address or words",
          "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    std::vector<Item> items;
    for (const std::string id : {"e", "d", "c", "b", "a"}) {
        items.push_back(update(id, "Worte von " + id, added));
        items.back().date_published = at(100 - static_cast<int>(items.size()));
        items.back().url = "https://news.example/" + id;
    }
    keep(archive, 0, feed(items, added));
    items[0].change = none;
    keep(archive, 10, feed({items[0]}));
    const auto brought = [&](const std::string& text, int minute, const std::string& url) {
        Item unknown = update("minted", text);
        unknown.date_published = at(minute);
        unknown.url = url;
        return ids(shown_before(archive, 20, feed({unknown, items[0]})).items);
    };
    CHECK(brought("ganz anderes", 5, "https://news.example/f") == "e");
    CHECK(brought("ganz anderes", 98, "https://news.example/f") == "e d");
    CHECK(brought("ganz anderes", 5, "https://news.example/c?utm_source=x") == "e c");
    CHECK(brought("Worte von a", 5, "") == "e a");
}

TEST_CASE("before: beyond the newest come those of the same time", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    std::vector<Item> many;
    for (int i = 0; i < 400; ++i) {
        many.push_back(update(text::cat("u", i), "words", added));
        many.back().date_published = at(i);
    }
    keep(archive, 0, feed(std::move(many), added));
    keep(archive, 10, feed({update("u399", "words")}));
    Item unknown = update("minted", "words");
    unknown.date_published = at(7);
    const Feed before = shown_before(archive, 20, feed({update("u399", "words"), unknown}));
    CHECK(before.items.size() == 301);
    CHECK(before.items.back().id == "u7");
}

TEST_CASE("before: states are numbered by the looks that brought them", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0,
         feed({update("c", "3", added), update("b", "2", added), update("a", "1", added)}, added));
    keep(archive, 0, feed({update("c", "3"), update("b", "zwei", edited), update("a", "1")}));
    keep(archive, 0, feed({update("c", "3"), update("b", "zwei"), update("a", "1", withdrawn)}));
    keep(archive, 0, feed({update("c", "3"), update("b", "zwei"), update("a", "1", restored)}));
    const Feed before = shown_before(archive, 20, feed({update("c", "3")}));
    REQUIRE(ids(before.items) == "c b/2 a");
    CHECK(before.items[0].seq == 1);
    CHECK(before.items[1].seq == 2);
    CHECK(before.items[2].seq == 0);  // it was away in between
    CHECK(before.head.seq == 4);
}

TEST_CASE("before: the head has the stamp of the last whole look", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0, stamped(feed({update("a", "1", added)}, added), 0));
    keep(archive, 10, stamped(feed({update("a", "1")}), 9));
    const Feed now = stamped(feed({update("a", "1")}), 5);
    CHECK(shown_before(archive, 20, now).head.date_modified == at(9));
    Feed mended = stamped(feed({update("b", "2", added), update("a", "1")}), 3);
    mended.extent = Feed::Extent::mended;
    keep(archive, 20, mended);
    CHECK(shown_before(archive, 30, now).head.date_modified == at(9));
    CHECK(archive.check().faults.empty());
}

}  // namespace stet::archive
