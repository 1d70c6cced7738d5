#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows.h"

// What hosts ask of programs that follow links, so that they need not be asked at each run.
namespace stet::archive {

namespace {

constexpr std::size_t longest_text = std::size_t{64} << 10;
constexpr std::int64_t kept_for = 7 * 24 * 60 * 60;

}  // namespace

std::optional<Archive::Robots> Archive::robots_of(const std::string& origin) {
    Statement row = database_->sql.query("SELECT text, asked FROM robots WHERE origin = ?", origin);
    if (!row.step())
        return std::nullopt;
    return Robots{row.string(0), instant(row.integer(1))};
}

void Archive::keep_robots(const std::string& origin, std::string_view text, Instant now) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::writing);
    sql.run("DELETE FROM robots WHERE origin = ? OR abs(asked - ?) > ?", origin, seconds(now),
            kept_for);
    if (text.size() <= longest_text)
        sql.run("INSERT INTO robots (origin, asked, text) VALUES (?, ?, ?)", origin, seconds(now),
                Blob{text});
    transaction.commit();
}

}  // namespace stet::archive
