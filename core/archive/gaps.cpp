#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows.h"

namespace stet::archive {

namespace {

constexpr std::string_view gaps_sql =
    "SELECT s.source, s.name, g.kind, g.since, g.until FROM gaps g"
    " JOIN sources s ON s.number = g.source"
    " WHERE (?1 IS NULL OR g.source = ?1) AND (?2 IS NULL OR g.until >= ?2)"
    " AND (?3 IS NULL OR g.since < ?3) ORDER BY g.number";

}  // namespace

std::vector<Gap> Archive::gaps(const Selection& selection) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::reading);
    std::vector<Gap> found;
    for (const auto& source : sources_named(sql, selection)) {
        Statement rows =
            sql.query(gaps_sql, source, seconds(selection.since), seconds(selection.until));
        while (rows.step())
            found.push_back({.source = rows.string(0),
                             .name = rows.string(1),
                             .kind = rows.text(2) == "late" ? Gap::Kind::late : Gap::Kind::turnover,
                             .since = instant(rows.integer(3)),
                             .until = instant(rows.integer(4))});
    }
    return found;
}

}  // namespace stet::archive
