#include "archive/archive.h"
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

TEST_CASE("check: waits for no run that writes", "[archive]") {
    const Folder folder;
    make_indexed(folder.file());
    Connection writer(folder.file(), Connection::Mode::read_write);
    const Transaction writing(writer, Transaction::For::writing);
    CHECK(faults(folder.file()).empty());
}

}  // namespace stet::archive
