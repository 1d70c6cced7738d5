#include <unordered_set>

#include "archive/archive.h"
#include "archive/choice.h"
#include "archive/database.h"
#include "archive/rows.h"
#include "text/cat.h"

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
        transaction.commit();
    }
}

void Archive::candidates(const std::string& match, const Selection& selection,
                         const std::function<bool(Item&&, bool indexed)>& take) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::reading);
    const Choice choice(sql, selection, "st.observed");
    StateReader reader(Columns::times);
    Previous previous(sql);
    const int free = reader.first_free();
    const auto query = [&](std::string_view from, std::string_view order) {
        return text::cat("SELECT ", columns_of(Columns::times), ", c.seq, c.change FROM ", from,
                         " JOIN entries e ON e.number = st.entry"
                         " JOIN sources s ON s.number = e.source"
                         " LEFT JOIN change_log c ON c.entry = st.entry AND c.state = st.number"
                         " AND c.look = st.look WHERE ",
                         order.substr(0, order.find(" ORDER")), choice.where(),
                         order.substr(order.find(" ORDER")));
    };
    std::unordered_set<std::int64_t> then;  // what was shown, where a time was asked for
    for (const std::int64_t source : choice.sources())
        if (const auto shown =
                selection.at ? shown_window(sql, source, selection.at) : std::nullopt) {
            then.insert(shown->window.head);
            for (const Window::Place& place : shown->window.places)
                if (!place.undecided)
                    then.insert(place.state);
        }
    const auto pass = [&](Statement& rows, bool indexed) {
        while (rows.step()) {
            State state = reader.read(rows);
            if (selection.at && !then.contains(state.number))
                continue;
            reader.read_edit(rows, state.item);
            state.item.seq = rows.integer(free);
            state.item.change = change_of(rows.text(free + 1));
            previous.fill(state, state.item);
            if (choice.takes(state.item) && !take(std::move(state.item), indexed))
                return false;
        }
        return true;
    };

    const std::int64_t indexed = match.empty() ? 0 : sql.number(indexed_sql).value_or(0);
    Statement tail =
        sql.query(query("states st", "st.number > ? ORDER BY st.number DESC"), indexed);
    choice.bind(tail);
    if (!pass(tail, false) || match.empty())
        return;
    // CROSS: the index comes first, whatever the planner thinks of the other conditions.
    Statement found = sql.query(query("words CROSS JOIN states st ON st.number = words.rowid",
                                      "words MATCH ? ORDER BY words.rowid DESC"),
                                match);
    choice.bind(found);
    pass(found, true);
}

}  // namespace stet::archive
