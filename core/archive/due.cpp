#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows.h"
#include "base/digest.h"
#include "text/cat.h"

// Runs that overlap share the work: each takes the sources that are due and that no other holds.
// What is held is let go by the look at it, by the end of the run, and, where a run was killed,
// after a while. All of it is whole seconds of a clock that may jump: a hold from the future, or a
// look, counts for nothing. So a jump may cost a look too many, never one too few.
namespace stet::archive {

namespace {

constexpr std::int64_t longest_hold = 180;  // longer than any source takes
constexpr std::int64_t hold_anew = 30;
constexpr std::int64_t early = 5;  // cron's runs do not begin at the same second
constexpr std::int64_t clock_jump = 60;

// Of one feed, in one run: where a computer slept, all of a feed's articles are due at once, mostly
// on one host, whose live blog must not wait behind them.
constexpr int most_articles = 60;

constexpr std::string_view is_due =
    " FROM sources s LEFT JOIN paces p ON p.source = s.number WHERE s.followed"
    " AND (p.source IS NULL OR (NOT p.gone"
    "  AND (p.looked IS NULL OR p.next_look <= ?1 + ?2 OR p.looked > ?1 + ?3)"
    "  AND (p.claim IS NULL OR p.claimed > ?1 + ?3 OR p.claimed < ?1 - ?4)))";

constexpr std::string_view hold_sql =
    "INSERT INTO paces (source, claim, claimed, begun) VALUES (?1, ?2, ?3, ?3)"
    " ON CONFLICT (source) DO UPDATE SET claim = excluded.claim, claimed = excluded.claimed,"
    " begun = excluded.begun WHERE claim IS NULL OR claimed > ?3 + ?4 OR claimed < ?3 - ?5";

}  // namespace

std::vector<Source> Archive::take_due(const std::function<Instant()>& now) {
    static const std::string any_sql = text::cat("SELECT EXISTS (SELECT 1", is_due, ")");
    static const std::string take_sql = text::cat(
        "INSERT INTO paces (source, claim, claimed, begun) SELECT number, ?5, ?1, ?1 FROM"
        " (SELECT s.number, s.article_of, row_number()"
        "   OVER (PARTITION BY s.article_of ORDER BY p.next_look, s.number) AS place",
        is_due, ") WHERE article_of IS NULL OR place <= ", most_articles,
        " ON CONFLICT (source) DO UPDATE SET claim = excluded.claim,"
        " claimed = excluded.claimed, begun = excluded.begun");
    Database& database = *database_;
    Connection& sql = database.sql;
    const auto bounds = [&](std::string_view query) {
        return sql.query(query, seconds(now()), early, clock_jump, longest_hold);
    };
    // Mostly nothing is due, and then nothing is written.
    {
        Statement any = bounds(any_sql);
        if (!any.step() || any.integer(0) == 0)
            return {};
    }
    database.flush();
    Transaction transaction(sql, Transaction::For::writing);
    {
        Statement take = bounds(take_sql);
        take.bind(database.name_of_holder());
        take.run();
    }
    std::vector<Source> sources;
    std::vector<std::int64_t> numbers;
    {
        Statement rows = sql.query(
            "SELECT source FROM paces WHERE claim = ? ORDER BY next_look, source", database.holder);
        while (rows.step())
            numbers.push_back(rows.integer(0));
    }
    for (const std::int64_t number : numbers)
        sources.push_back(known_source(sql, number).source);
    transaction.commit();
    database.held = now();
    return sources;
}

bool Archive::hold(const Source& source, Instant now) {
    Database& database = *database_;
    database.flush();
    Transaction transaction(database.sql, Transaction::For::writing);
    database.sql.run(hold_sql, source.number, database.name_of_holder(), seconds(now), clock_jump,
                     longest_hold);
    const bool is_held = database.sql.has_changed();
    transaction.commit();
    return is_held;
}

void Archive::hold_on(Instant now) {
    Database& database = *database_;
    if (database.holder.empty() || std::abs((now - database.held).count()) < hold_anew)
        return;
    database.flush();
    Transaction transaction(database.sql, Transaction::For::writing);
    database.sql.run("UPDATE paces SET claimed = ? WHERE claim = ?", seconds(now), database.holder);
    transaction.commit();
    database.held = now;
}

const std::string& Database::name_of_holder() {
    if (holder.empty())
        holder = hex(random_bytes(8));
    return holder;
}

void Database::let_go() {
    if (holder.empty() || sql.in_transaction())
        return;
    const std::string was = std::exchange(holder, {});
    if (!sql.number("SELECT 1 FROM paces WHERE claim = ?", was))
        return;
    Transaction transaction(sql, Transaction::For::writing);
    sql.run("UPDATE paces SET claim = NULL, claimed = NULL, begun = NULL WHERE claim = ?", was);
    transaction.commit();
}

}  // namespace stet::archive
