#include "archive/chain.h"

#include "archive/database.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

void make_archive(const std::string& path) {
    Archive archive = Archive::open(path, Archive::Access::write);
    keep(archive, 0,
         feed({update("c", "drei", added), update("b", "zwei", added), update("a", "eins", added)},
              added));
    for (int minutes = 1; minutes < 5; ++minutes) {
        const Result<Document> same = document(minutes, "look 0");
        archive.look(ticker, same, at(minutes)).keep_unchanged();
    }
    keep(archive, 10, feed({update("c", "drei"), update("b", "zwo", edited), update("a", "eins")}));
    keep(archive, 20,
         feed({update("c", "drei"), update("b", "zwo", withdrawn), update("a", "eins")}));
    Item rekeyed = update("a", "eins");
    rekeyed.publisher_id = "other";
    keep(archive, 30, feed({update("c", "drei"), update("b", "zwo", restored), rekeyed}));
}

}  // namespace

TEST_CASE("chain: an untouched archive is sound, and its head is its size and hash", "[archive]") {
    const Folder folder;
    make_archive(folder.file());
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const auto before = archive.check();
    CHECK(before.faults.empty());
    CHECK(before.events > 10);
    CHECK(before.head.size() == 64);
    CHECK(before.archive_id.size() == 32);
    keep(archive, 40, feed({update("c", "tres", edited)}));
    const auto after = archive.check();
    CHECK(after.faults.empty());
    CHECK(after.events > before.events);
    CHECK(archive.has_head(before.events, before.head));
    CHECK_FALSE(archive.has_head(before.events, after.head));
    CHECK_FALSE(archive.has_head(before.events + 100, before.head));
    CHECK_FALSE(archive.has_head(before.events, "no hash"));
}

TEST_CASE("chain: a changed word, time, order or deleted row is found", "[archive]") {
    const char* tamperings[] = {
        "UPDATE states SET content_text = 'zwei!' WHERE content_text = 'zwei'",
        "UPDATE states SET title = NULL WHERE number = 3",
        "UPDATE states SET observed = observed - 1 WHERE revision = 2",
        "UPDATE states SET not_before = NULL WHERE revision = 2",
        "UPDATE states SET date_published = 0 WHERE number = 2",
        "UPDATE states SET class = 'typography' WHERE revision = 2",
        "UPDATE states SET baseline = 0 WHERE number = 2",
        "UPDATE looks SET first = first - 60, last = last - 60 WHERE number = 1",
        "UPDATE looks SET count = 2 WHERE count > 1",
        "UPDATE looks SET last = last + 60 WHERE count > 1",
        "UPDATE looks SET last = last + 60 WHERE number = 1",
        "UPDATE looks SET outcome = 'network' WHERE outcome = 'unchanged'",
        "UPDATE looks SET window = (SELECT window FROM looks WHERE number = 1)"
        " WHERE window IS NOT NULL",
        "UPDATE looks SET digest = x'00'",
        "UPDATE captures SET digest = x'00' WHERE number = 1",
        "UPDATE captures SET observed = 0 WHERE number = 1",
        "UPDATE captures SET stored = (SELECT stored FROM captures WHERE number = 1)"
        " WHERE number = 2",
        "UPDATE entries SET id = 'z' WHERE id = 'c'",
        "UPDATE entries SET withdrawn = 1 WHERE id = 'c'",
        "UPDATE entries SET publisher_id = NULL",
        "UPDATE sources SET source = 'https://other.example/'",
        "UPDATE sources SET looks = looks - 1",
        "UPDATE spans SET last_look = first_look WHERE last_look IS NOT NULL",
        "UPDATE spans SET end_look = last_look WHERE last_look IS NOT NULL",
        "UPDATE change_log SET change = 'edited' WHERE change = 'withdrawn'",
        "UPDATE change_log SET evidence = 'tombstone' WHERE change = 'withdrawn'",
        "UPDATE change_log SET at = at + 1 WHERE change = 'edited'",
        "UPDATE change_log SET until = until - 1 WHERE change = 'withdrawn'",
        "DELETE FROM change_log WHERE change = 'restored'",
        "DELETE FROM change_log WHERE change = 'edited'",
        "DELETE FROM rekeys",
        "UPDATE rekeys SET new_id = 'third'; UPDATE entries SET publisher_id = 'third'"
        " WHERE publisher_id = 'other'",
        "DELETE FROM spans WHERE last_look IS NOT NULL",
        "DELETE FROM events WHERE number = 3",
        "DELETE FROM events WHERE kind = 'revision'",
        "UPDATE events SET salt = x'00' WHERE number = 2",
        "UPDATE events SET subject = subject + 1 WHERE number = 2",
        "UPDATE events SET kind = 'look' WHERE number = 2",
        "UPDATE archives SET archive_id = 'x'",
        "INSERT INTO judgements (verdict, key_a, key_b, at) VALUES ('same', 'a', 'b', 0)",
        "INSERT INTO states (entry, revision, look, observed, baseline, wording)"
        " VALUES (2, 9, 1, 0, 0, 0)",
        "INSERT INTO spans (source, state, first_look, last_look, end_look) VALUES (1, 2, 1, 1, 1)",
        "INSERT INTO looks (source, first, last, count, outcome, status, came, bytes, added,"
        " edited, withdrawn, restored) VALUES (1, 0, 0, 1, 'ok', 0, 'file', 0, 0, 0, 0, 0)",
    };
    for (const char* tampering : tamperings) {
        INFO(tampering);
        const Folder folder;
        make_archive(folder.file());
        {
            Connection sql(folder.file(), Connection::Mode::read_write);
            sql.execute("PRAGMA foreign_keys = OFF");
            sql.execute(tampering);
            sql.accept();
        }
        Archive archive = Archive::open(folder.file(), Archive::Access::inspect);
        CHECK_FALSE(archive.check().faults.empty());
    }
}

TEST_CASE("chain: a text and its salt can be erased, and the links still hold", "[archive]") {
    const Folder folder;
    make_archive(folder.file());
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute(
            "UPDATE states SET content_text = NULL WHERE number = 2;"
            "UPDATE events SET salt = NULL WHERE kind = 'revision' AND subject = 2");
    }
    const auto faults = Archive::open(folder.file(), Archive::Access::inspect).check().faults;
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].starts_with("revision 2 was altered"));
}

}  // namespace stet::archive
