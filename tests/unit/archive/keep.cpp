#include "desk.h"
#include "model/record.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

TEST_CASE("keep: what the first look shows is the baseline", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const auto records =
        keep(archive, 0, feed({update("b", "zwei", added), update("a", "eins", added)}, added));
    REQUIRE(records.size() == 3);
    CHECK(records[0].kind == Kind::page);
    for (const Item& record : records) {
        CHECK(record.baseline);
        CHECK(record.change == added);
        CHECK(record.revision == 1);
        CHECK(record.observed == at(0));
        CHECK_FALSE(record.not_before);
        CHECK(record.source == ticker);
        CHECK(record.key.starts_with("ukraine/"));
        CHECK(record.key.size() == std::string("ukraine/k7f3q").size());
    }
    CHECK(records[1].seq + 1 == records[2].seq);
    CHECK(archive.newest_seq() == records[2].seq);
    CHECK(archive.check().faults.empty());
}

// The digests of these two ids begin with the same 25 bits, of which a key is made.
TEST_CASE("keep: a key that is taken gets one more letter", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const auto records =
        keep(archive, 0, feed({update("n10224", "eins", added), update("n14921", "zwei", added)}));
    REQUIRE(records.size() == 3);
    CHECK(records[2].key.size() == records[1].key.size() + 1);
    CHECK(records[2].key.starts_with(records[1].key));
    CHECK(select(archive, {.keys = {records[2].key}}, Scope::latest).back().id == "n14921");
    CHECK(archive.check().faults.empty());
}

TEST_CASE("keep: an edit is a new revision between two looks", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0, feed({update("a", "eins", added)}, added));
    keep(archive, 5, feed({update("a", "eins")}));
    const auto records = keep(archive, 10, feed({update("a", "uno", edited)}));
    REQUIRE(records.size() == 1);
    CHECK(records[0].change == edited);
    CHECK(records[0].revision == 2);
    CHECK(records[0].not_before == at(5));
    CHECK(records[0].observed == at(10));
    CHECK_FALSE(records[0].baseline);

    const auto log = select(archive, {}, Scope::changes, false);
    REQUIRE(log.size() == 1);
    CHECK(log[0].key == records[0].key);
    CHECK(log[0].seq == records[0].seq);
    CHECK(log[0].edit_class == Class::text);
    CHECK(log[0].notice == Notice::unstated);
    REQUIRE(log[0].previous.size() == 1);
    CHECK(log[0].previous[0].json == "\"eins\"");

    const auto history = select(archive, {.ids = {"a"}}, Scope::history);
    REQUIRE(history.size() == 3);
    CHECK(history[1].last_observed == at(5));
    CHECK(history[1].until == at(10));
    CHECK(history[2].last_observed == at(10));
    CHECK_FALSE(history[2].until);
    CHECK(archive.check().faults.empty());
}

TEST_CASE("keep: words that come back name the revision that had them", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0, feed({update("a", "eins", added)}, added));
    keep(archive, 1, feed({update("a", "uno", edited)}));
    Item tagged = update("a", "uno", edited);
    tagged.tags = {"neu"};
    CHECK(keep(archive, 2, feed({tagged})).at(0).same_as == 0);
    CHECK(keep(archive, 3, feed({update("a", "eins", edited)})).at(0).same_as == 1);
}

TEST_CASE("keep: withdrawn and restored are told apart from rolled off", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0,
         feed({update("c", "3", added), update("b", "2", added), update("a", "1", added)}, added));
    const auto gone = keep(archive, 10, feed({update("c", "3"), update("b", "2", withdrawn)}));
    REQUIRE(gone.size() == 1);
    CHECK(gone[0].change == withdrawn);
    CHECK(gone[0].evidence == Evidence::gap);
    CHECK(gone[0].last_observed == at(0));
    CHECK(gone[0].until == at(10));
    CHECK(ids(select(archive, {}, Scope::window)) == "c");

    const auto latest = select(archive, {}, Scope::latest);
    CHECK(ids(latest) == "c a b");
    CHECK(latest[1].position == 1);
    CHECK(latest[2].position == 0);
    CHECK(latest[2].change == none);
    CHECK(latest[3].change == withdrawn);
    CHECK(latest[3].evidence == Evidence::gap);
    CHECK(latest[3].until == at(10));
    CHECK_FALSE(latest[2].until);

    const auto back = keep(archive, 20, feed({update("c", "3"), update("b", "2", restored)}));
    REQUIRE(back.size() == 1);
    CHECK(back[0].change == restored);
    CHECK(back[0].revision == 1);
    const auto now = select(archive, {.ids = {"b"}}, Scope::latest);
    CHECK(now.back().change == none);
    CHECK(now.back().last_observed == at(20));
    CHECK_FALSE(now.back().until);
    // Its return at the old end is no change.
    CHECK(keep(archive, 30, feed({update("c", "3"), update("b", "2"), update("a", "1")})).empty());
    CHECK(ids(select(archive, {}, Scope::window)) == "c b a");
    CHECK(archive.check().faults.empty());
}

TEST_CASE("keep: what is undecided is shown again in its place, and not in the window",
          "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0,
         feed({update("d", "4", added), update("c", "3", added), update("b", "2", added),
               update("a", "1", added)},
              added));
    keep(archive, 10, feed({update("b", "2"), update("a", "1")}), {"d", "c"});
    CHECK(ids(select(archive, {}, Scope::window)) == "b a");

    const Result<Document> next = document(20, "next");
    const Feed now = feed({update("e", "5"), update("b", "2"), update("a", "1")});
    Look look = archive.look(ticker, next, at(20));
    const Feed before = look.before(now);
    CHECK(ids(before.items) == "d c b a");
    CHECK(before.items[1].position == 2);
    CHECK(before.items[1].until == at(10));
    CHECK_FALSE(before.items[2].until);
    const auto records =
        look.keep(feed({update("e", "5", added), update("b", "2"), update("a", "1"),
                        update("d", "4", withdrawn), update("c", "3", withdrawn)}),
                  {});
    REQUIRE(records.size() == 3);
    // The first whole look without it is when it stood no longer.
    CHECK(records[1].until == at(10));
    CHECK(records[1].last_observed == at(0));
    CHECK(archive.check().faults.empty());
}

TEST_CASE("keep: a mended look adds, and leaves the last whole window", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0, feed({update("b", "2", added), update("a", "1", added)}, added));
    Feed mended = feed({update("c", "3", added), update("b", "zwei", edited)});
    mended.extent = Feed::Extent::mended;
    keep(archive, 10, mended);
    CHECK(archive.looks({}).back().outcome == "mended");
    CHECK(ids(select(archive, {}, Scope::window)) == "c b/2");

    const Result<Document> next = document(20, "next");
    Look look = archive.look(ticker, next, at(20));
    const Feed before = look.before(feed({update("c", "3"), update("b", "2"), update("a", "1")}));
    REQUIRE(ids(before.items) == "b/2 a c");
    CHECK(before.items[1].position == 2);
    CHECK(before.items[2].position == 0);
    look.keep(feed({update("c", "3"), update("b", "zwei"), update("a", "1")}), {});
    CHECK(archive.check().faults.empty());
}

TEST_CASE("keep: a publisher's new id is noted and found again", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0, feed({update("a", "1", added)}, added));
    Item renamed = update("a", "1");
    renamed.publisher_id = "x";
    CHECK(keep(archive, 10, feed({renamed})).empty());
    CHECK(select(archive, {}, Scope::latest).back().publisher_id == "x");

    const Result<Document> next = document(20, "next");
    Look look = archive.look(ticker, next, at(20));
    CHECK(ids(look.before(feed({update("x", "1")})).items) == "a");
    look.keep(feed({renamed}), {});
    CHECK(archive.looks({}).back().outcome == "unchanged");
    CHECK(archive.check().faults.empty());
}

TEST_CASE("keep: every member of a record comes back", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    Item item = update("a", "Text\nZeile", added);
    item.url = "https://news.example/a";
    item.external_url = "https://other.example/";
    item.summary = "Kurz";
    item.content_html = "<p>Text</p>";
    item.image = "https://news.example/a.jpg";
    item.language = "de";
    item.tags = {"Kiew", "a \"b\""};
    item.authors = {{"Ana", "https://news.example/ana", ""}};
    item.attachments = {{"https://news.example/a.mp3", "audio/mpeg", "Ton", 12, 1.5}};
    item.date_published = at(-60);
    item.date_modified = at(-30);
    item.kicker = "Ukraine";
    item.reading_minutes = 3;
    item.image_alt = "alt";
    item.image_caption = "caption";
    item.image_credit = "dpa";
    item.stamp = "12.31 Uhr";
    item.time_basis = TimeBasis::clock;
    item.other = {{"_plugin", "{\"x\":1}"}};
    Feed first = feed({item}, added);
    first.head.feed.emplace();
    first.head.feed->title = "Ticker";
    first.head.feed->authors = {{"Ana", "", ""}};
    first.head.feed->format = "rss20";
    first.head.warnings = {"mended"};
    keep(archive, 0, first);

    const auto latest = select(archive, {}, Scope::latest);
    REQUIRE(latest.size() == 2);
    CHECK(latest[0].feed == first.head.feed);
    CHECK(latest[0].warnings == first.head.warnings);
    Item got = latest[1];
    Item wanted = item;
    wanted.change = none;
    wanted.source = ticker;
    wanted.position = 1;
    wanted.key = got.key;
    wanted.revision = 1;
    wanted.observed = wanted.last_observed = at(0);
    wanted.baseline = true;
    std::string got_line;
    std::string wanted_line;
    append_record(got_line, got);
    append_record(wanted_line, wanted);
    CHECK(got_line == wanted_line);
}

TEST_CASE("keep: a Look that ends without a word changes nothing", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    {
        const Result<Document> first = document(0, "x");
        Look look = archive.look(ticker, first, at(0));
        look.before(feed({update("a", "1")}));
    }
    CHECK(archive.sources().empty());
    CHECK(archive.looks({}).empty());
}

TEST_CASE("keep: an update that a document holds twice is kept once", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK(
        keep(archive, 0, feed({update("a", "1", added), update("a", "2", added)}, added)).size() ==
        2);
    CHECK(ids(select(archive, {}, Scope::window)) == "a");
    CHECK(archive.check().faults.empty());
}

}  // namespace stet::archive
