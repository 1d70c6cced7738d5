#include <algorithm>

#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::string_view insert_look_sql =
    "INSERT INTO looks (source, first, last, count, outcome, detail, status, came, digest, bytes,"
    " added, edited, withdrawn, restored, stamp, capture, window_look, reading, cut_by)"
    " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?, ?, ?, ?)";

// A row with changes or a window of its own is no run: it stands for one look.
constexpr std::string_view fold_look_sql =
    "UPDATE looks SET last = ?, count = count + 1 WHERE number = ? AND outcome = ?"
    " AND detail IS ? AND status = ? AND came = ? AND digest IS ? AND bytes = ? AND capture IS ?"
    " AND window_look IS ? AND reading IS ? AND cut_by IS ? AND window IS NULL RETURNING number";

constexpr std::string_view note_look_sql =
    "UPDATE sources SET first_look = coalesce(first_look, ?2), last_look = ?2, last_outcome = ?3,"
    " looks = looks + 1, newest_look = ?4,"
    " read_look = CASE WHEN ?5 >= 1 THEN ?4 ELSE read_look END,"
    " whole_look = CASE WHEN ?5 = 2 THEN ?4 ELSE whole_look END WHERE number = ?1";

// Longer ones, and those with controls, are not sent back.
bool is_usable(std::string_view validator) {
    if (validator.size() > 8192)
        return false;
    for (const char c : validator)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            return false;
    return true;
}

constexpr std::string_view looks_sql =
    "SELECT l.number, s.source, s.name, l.first, l.last, l.count, l.outcome, l.detail, l.status,"
    " l.came, l.capture, l.bytes, l.digest, l.added, l.edited, l.withdrawn, l.restored"
    " FROM looks l JOIN sources s ON s.number = l.source"
    " WHERE (?1 IS NULL OR l.source = ?1) AND (?2 IS NULL OR l.last >= ?2)"
    " AND (?3 IS NULL OR l.first < ?3) ORDER BY l.number DESC LIMIT ?4";

LookRow read_look(const Statement& row) {
    LookRow look;
    look.number = row.integer(0);
    look.source = row.text(1);
    look.name = row.text(2);
    look.first = instant(row.integer(3));
    look.last = instant(row.integer(4));
    look.count = row.integer(5);
    look.outcome = row.text(6);
    look.detail = row.text(7);
    look.status = static_cast<int>(row.integer(8));
    look.came = row.text(9);
    look.capture = row.maybe(10);
    look.bytes = row.integer(11);
    look.digest = hex(row.text(12));
    look.added = row.integer(13);
    look.edited = row.integer(14);
    look.withdrawn = row.integer(15);
    look.restored = row.integer(16);
    return look;
}

}  // namespace

std::int64_t insert_look(Database& database, const KnownSource& known, const NewLook& look) {
    Connection& sql = database.sql;
    if (known.newest_look &&
        sql.number("SELECT count FROM looks WHERE number = ?", *known.newest_look).value_or(1) > 1)
        database.chain.add(Subject::run, *known.newest_look);
    sql.run(insert_look_sql, look.source, seconds(look.observed), seconds(look.observed),
            look.outcome, look.detail, look.status, look.came, Blob{look.digest}, look.bytes,
            seconds(look.stamp), look.capture, look.window_look, look.reading, look.cut_by);
    return sql.last_inserted();
}

std::optional<std::int64_t> fold_look(Connection& sql, const KnownSource& known,
                                      const NewLook& look) {
    return sql.number(fold_look_sql, seconds(look.observed), known.newest_look, look.outcome,
                      look.detail, look.status, look.came, Blob{look.digest}, look.bytes,
                      look.capture, look.window_look, look.reading, look.cut_by);
}

void note_look(Connection& sql, const NewLook& look, std::int64_t number, Read read) {
    sql.run(note_look_sql, look.source, seconds(look.observed), look.outcome, number,
            static_cast<int>(read));
    if (look.signals)
        note_pace(sql, look.source, *look.signals);
    if (!look.is_answer)
        return;
    sql.run(
        "UPDATE sources SET etag = ?2, last_modified = ?3 WHERE number = ?1"
        " AND (etag IS NOT ?2 OR last_modified IS NOT ?3)",
        look.source, is_usable(look.etag) ? look.etag : "",
        is_usable(look.last_modified) ? look.last_modified : "");
}

std::chrono::seconds Archive::pace(const Source& source, Instant at) {
    constexpr std::string_view before_sql =
        "SELECT first, last, count FROM looks WHERE source = ? AND first <= ?"
        " ORDER BY first DESC LIMIT 20";
    for (const std::chrono::seconds known : {source.plan.interval, source.every})
        if (known > std::chrono::seconds(0))
            return known;
    Transaction transaction(database_->sql, Transaction::For::reading);
    std::vector<std::int64_t> distances;
    std::optional<std::int64_t> next;
    Statement rows = database_->sql.query(before_sql, source.number, seconds(at));
    while (rows.step()) {
        const std::int64_t first = rows.integer(0), last = rows.integer(1), count = rows.integer(2);
        if (next && *next > last)
            distances.push_back(*next - last);
        if (count > 1 && last > first)
            distances.push_back((last - first) / (count - 1));
        next = first;
    }
    if (distances.empty())
        return std::chrono::hours(1);
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::ranges::nth_element(distances, middle);
    return std::chrono::seconds(*middle);
}

std::vector<LookRow> Archive::looks(const Selection& selection) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::reading);
    std::vector<LookRow> found;
    for (const auto& source : sources_named(sql, selection)) {
        Statement rows =
            sql.query(looks_sql, source, seconds(selection.since), seconds(selection.until),
                      selection.limit ? static_cast<std::int64_t>(*selection.limit) : -1);
        while (rows.step())
            found.push_back(read_look(rows));
    }
    // The newest ones were asked for; people read them in the order in which they were made.
    std::ranges::sort(found, {}, &LookRow::number);
    if (selection.limit && found.size() > *selection.limit)
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(*selection.limit));
    return found;
}

}  // namespace stet::archive
