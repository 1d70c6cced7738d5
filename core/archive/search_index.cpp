#include "archive/archive.h"
#include "archive/database.h"

namespace stet::archive {

namespace {

// Small batches cost the index more than they give the search, which reads that many by itself.
constexpr std::int64_t smallest_batch = 500;
constexpr std::int64_t largest_batch = 20'000;

constexpr std::string_view indexed_sql = "SELECT indexed FROM index_mark";
constexpr std::string_view batch_end_sql =
    "SELECT max(number), count(*) FROM"
    " (SELECT number FROM states WHERE number > ? ORDER BY number LIMIT ?)";
constexpr std::string_view fill_sql =
    "INSERT INTO words (rowid, title, summary, text, kicker, caption, author, tag)"
    " SELECT number, title, summary, text, kicker, caption, author, tag FROM searchable"
    " WHERE number > ? AND number <= ? ORDER BY number";

}  // namespace

void Archive::index() {
    database_->flush();
    Connection& sql = database_->sql;
    while (true) {
        const std::int64_t before = sql.number(indexed_sql).value_or(0);
        if (sql.number("SELECT max(number) FROM states").value_or(0) - before < smallest_batch)
            return;
        Transaction transaction(sql, Transaction::For::writing);
        const std::int64_t indexed = sql.number(indexed_sql).value_or(0);
        Statement end = sql.query(batch_end_sql, indexed, largest_batch);
        if (!end.step() || end.is_null(0))
            return;
        sql.run(fill_sql, indexed, end.integer(0));
        sql.run("UPDATE index_mark SET indexed = ?", end.integer(0));
        if (!sql.has_changed())
            throw Damaged("the index of words does not say how far it goes",
                          "stet check tells more");
        transaction.commit();
    }
}

}  // namespace stet::archive
