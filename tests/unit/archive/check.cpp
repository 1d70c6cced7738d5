#include "archive/archive.h"
#include "archive/bodies.h"
#include "archive/sqlite.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

void make_indexed(const std::string& path) {
    Archive archive = Archive::open(path, Archive::Access::write);
    std::vector<Item> items;
    for (int i = 0; i < 600; ++i)
        items.push_back(update(text::cat("u", i), "Öffnung in 20 Städten: 'so nicht'", added));
    keep(archive, 0, feed(items, added));
    archive.index();
}

std::vector<std::string> faults(const std::string& path) {
    return Archive::open(path, Archive::Access::inspect).check().faults;
}

}  // namespace

TEST_CASE("check: a word that only the index has, or only the texts, is told", "[archive]") {
    const Folder folder;
    make_indexed(folder.file());
    CHECK(faults(folder.file()).empty());
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute(
            "INSERT INTO words (words, rowid, title, summary, text, kicker, caption, author, tag)"
            " SELECT 'delete', number, title, summary, text, kicker, caption, author, tag"
            "  FROM searchable WHERE number = 7;"
            "INSERT INTO words (rowid, text) VALUES (7, 'anders')");
    }
    const std::vector<std::string> found = faults(folder.file());
    REQUIRE(found.size() == 1);
    CHECK(found[0] == "the index of words does not hold what it says");
}

TEST_CASE("check: a word that stands elsewhere in the index is told", "[archive]") {
    const Folder folder;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        std::vector<Item> items;
        for (int i = 0; i < 600; ++i)
            items.push_back(update(text::cat("u", i), i % 2 == 0 ? "rot blau" : "gelb", added));
        keep(archive, 0, feed(items, added));
        archive.index();
    }
    REQUIRE(faults(folder.file()).empty());
    // As many words of each kind as before, but in another order, or of other revisions.
    const char* const text = GENERATE("iif(content_text = 'gelb', 'gelb', 'blau rot')",
                                      "iif(content_text = 'gelb', 'rot blau', 'gelb')");
    CAPTURE(text);
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        for (const char* state : {"8", "9"}) {
            sql.execute(text::cat("INSERT INTO words (words, rowid, title, summary, text, kicker,"
                                  " caption, author, tag) SELECT 'delete', number, title, summary,"
                                  " text, kicker, caption, author, tag FROM searchable"
                                  " WHERE number = ",
                                  state)
                            .c_str());
            sql.execute(text::cat("INSERT INTO words (rowid, title, text) SELECT number, title, ",
                                  text, " FROM states WHERE number = ", state)
                            .c_str());
        }
    }
    CHECK(faults(folder.file()) ==
          std::vector<std::string>{"the index of words does not hold what it says"});
}

TEST_CASE("check: heads that were altered are told", "[archive]") {
    const Folder folder;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        Document answer = document(0, "body");
        answer.request_head = "GET / HTTP/1.1\r\n";
        answer.response_head = "HTTP/1.1 200 OK\r\n";
        keep(archive, answer, feed({update("a", "1", added)}, added));
    }
    REQUIRE(faults(folder.file()).empty());
    const auto replace = [&](std::string_view content, std::string_view heads) {
        Connection sql(folder.file(), Connection::Mode::read_write);
        const Bodies::Frame frame = Bodies(sql).compress(content, {});
        sql.run("UPDATE captures SET stored = ?", Blob{frame.stored});
        if (!heads.empty())
            sql.run("UPDATE captures SET heads = ?", Blob{bytes_of(sha256(heads))});
    };
    const std::string heads = "GET / HTTP/1.1\r\nHTTP/1.1 404 OK\r\n";
    replace(heads + "body", {});
    CHECK(faults(folder.file()) == std::vector<std::string>{"the heads of capture 1 were altered"});
    replace(heads + "body", heads);
    REQUIRE(faults(folder.file()).size() == 1);
    CHECK(faults(folder.file())[0].starts_with("look 1 was altered"));
}

TEST_CASE("check: a change that is said to be found by a reread is told", "[archive]") {
    const Folder folder;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        keep(archive, 0, feed({update("a", "eins", added)}, added));
        keep(archive, 10, feed({update("a", "zwei", edited)}));
    }
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute("UPDATE change_log SET found = at WHERE change = 'edited'");
    }
    CHECK(faults(folder.file()) ==
          std::vector<std::string>{"when change 3 was found is not of the chain's making"});
}

TEST_CASE("check: a log with a change too many is told", "[archive]") {
    const Folder folder;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        keep(archive, 0, feed({update("a", "eins", added)}, added));
        keep(archive, 10, feed({update("a", "zwei", edited)}));
    }
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute(
            "INSERT INTO change_log (seq, at, look, entry, state, change)"
            " SELECT 4, at, look, entry, state, change FROM change_log WHERE change = 'edited'");
    }
    CHECK(faults(folder.file()) ==
          std::vector<std::string>{"a change is of no revision's making: change 4"});
}

TEST_CASE("check: a source without an address is damage, in words", "[archive]") {
    const Folder folder;
    make_indexed(folder.file());
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute("DELETE FROM source_addresses");
    }
    CHECK(faults(folder.file()) ==
          std::vector<std::string>{"a source is not known by its own address: source 1"});
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK_THROWS_AS(archive.sources(), Damaged);
}

TEST_CASE("check: an index that does not say how far it goes is damage, in words", "[archive]") {
    const Folder folder;
    make_indexed(folder.file());
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute("DELETE FROM index_mark");
    }
    CHECK(faults(folder.file()).size() == 2);
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK_THROWS_AS(archive.index(), Damaged);
}

TEST_CASE("check: waits for no run that writes", "[archive]") {
    const Folder folder;
    make_indexed(folder.file());
    Connection writer(folder.file(), Connection::Mode::read_write);
    const Transaction writing(writer, Transaction::For::writing);
    CHECK(faults(folder.file()).empty());
}

}  // namespace stet::archive
