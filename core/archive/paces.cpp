#include "archive/paces.h"

#include <algorithm>

#include "archive/database.h"
#include "archive/rows.h"
#include "base/digest.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

using namespace std::chrono_literals;

// A move is believed when so many looks, one after the other and over so long a time, were sent to
// the same address.
constexpr std::int64_t looks_of_a_move = 3;
constexpr std::chrono::seconds time_of_a_move = 24h;

// So late is a look that stet was blind meanwhile: the computer slept, cron stood still.
constexpr std::chrono::seconds least_lateness = 1h;

/// What note_pace() has to know.
struct Known {
    Source source;
    std::optional<Instant> begun;
    Instant moved_since{};
    std::int64_t moved_looks = 0;
};

Known known_pace(Connection& sql, std::int64_t number) {
    static const std::string by_number =
        text::cat("SELECT s.source, s.followed, s.every, p.begun, p.moved_since, p.moved_looks, ",
                  pace_columns,
                  " FROM sources s LEFT JOIN paces p ON p.source = s.number WHERE s.number = ?");
    Statement row = sql.query(by_number, number);
    if (!row.step())
        throw Damaged(text::cat("source ", number, " is missing"));
    Known known;
    known.source.number = number;
    known.source.source = row.text(0);
    known.source.followed = row.integer(1) != 0;
    known.source.every = std::chrono::seconds(row.integer(2));
    known.begun = maybe_instant(row, 3);
    known.moved_since = instant(row.integer(4));
    known.moved_looks = row.integer(5);
    read_pace(row, 6, known.source);
    return known;
}

/// From 0 to 1, another one for each look.
double chance(const Source& source) {
    const Digest digest =
        sha256(text::cat(source.source, ' ', seconds(source.pace.looked).value_or(0)));
    return static_cast<double>(digest[0]) / 255;
}

constexpr std::string_view write_pace_sql =
    "INSERT INTO paces (source, looked, changed, gap, wish_every, skip_hours, skip_days, ends,"
    " fresh_until, retry_after, failures, failing_since, busy, gone, interval, basis, next_look)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
    " ON CONFLICT (source) DO UPDATE SET looked = excluded.looked, changed = excluded.changed,"
    " gap = excluded.gap, wish_every = excluded.wish_every, skip_hours = excluded.skip_hours,"
    " skip_days = excluded.skip_days, ends = excluded.ends, fresh_until = excluded.fresh_until,"
    " retry_after = excluded.retry_after, failures = excluded.failures,"
    " failing_since = excluded.failing_since, busy = excluded.busy, gone = excluded.gone,"
    " interval = excluded.interval, basis = excluded.basis, next_look = excluded.next_look,"
    " claim = NULL, claimed = NULL, begun = NULL";

void write(Connection& sql, const Source& source) {
    const Pace& pace = source.pace;
    sql.run(write_pace_sql, source.number, seconds(pace.looked), seconds(pace.changed),
            pace.gap.count(), pace.wishes.every.count(), pace.wishes.skip_hours,
            pace.wishes.skip_days, seconds(pace.wishes.ends), seconds(pace.fresh_until),
            seconds(pace.retry_after), pace.failures, seconds(pace.failing_since), pace.busy,
            pace.gone, source.plan.interval.count(), name_of(source.plan.basis),
            seconds(source.plan.next));
}

/// Notes that stet saw nothing from one look to the next, or that something may have come and gone
/// between them.
void note_gap(Connection& sql, const Known& known, const Signals& signals) {
    const Source& source = known.source;
    if (!source.pace.looked || *source.pace.looked >= signals.finding.at)
        return;
    const auto note = [&](std::string_view kind) {
        sql.run("INSERT INTO gaps (source, kind, since, until) VALUES (?, ?, ?, ?)", source.number,
                kind, seconds(*source.pace.looked), seconds(signals.finding.at));
    };
    const auto lateness = std::max(least_lateness, 2 * source.plan.interval);
    if (source.followed && source.plan.next && signals.finding.at - *source.plan.next > lateness)
        note("late");
    if (signals.turned_over) {
        note("turnover");
        sql.run("UPDATE paces SET missed = missed + 1, missed_at = ?2 WHERE source = ?1",
                source.number, seconds(signals.finding.at));
    }
}

/// Notes where the source has moved to, and takes the new address for its own when it has proved
/// stable.
void note_move(Connection& sql, const Known& known, const Signals& signals) {
    const Source& source = known.source;
    if (signals.finding.outcome != Finding::Outcome::read)
        return;
    if (signals.moved_to != source.moved_to) {
        sql.run(
            "UPDATE paces SET moved_to = ?2, moved_since = ?3, moved_looks = 1 WHERE source = ?1",
            source.number, signals.moved_to, seconds(signals.finding.at));
        return;
    }
    if (signals.moved_to.empty())
        return;
    const std::int64_t looks = known.moved_looks + 1;
    if (looks < looks_of_a_move || signals.finding.at - known.moved_since < time_of_a_move) {
        sql.run("UPDATE paces SET moved_looks = ?2 WHERE source = ?1", source.number, looks);
        return;
    }
    // An address that another source has is left to it: the redirect will go on being followed.
    sql.run(
        "INSERT INTO source_addresses (address, source, since) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (address) DO UPDATE SET since = excluded.since"
        " WHERE source = excluded.source",
        signals.moved_to, source.number, seconds(signals.finding.at));
    sql.run(
        "UPDATE paces SET moved_to = NULL, moved_since = NULL, moved_looks = 0 WHERE source = ?",
        source.number);
}

}  // namespace

int read_pace(const Statement& row, int first, Source& source) {
    int next = first;
    const auto when = [&] { return maybe_instant(row, next++); };
    const auto number = [&] { return row.integer(next++); };
    Pace& pace = source.pace;
    pace.looked = when();
    pace.changed = when();
    pace.gap = std::chrono::seconds(number());
    pace.wishes.every = std::chrono::seconds(number());
    pace.wishes.skip_hours = static_cast<std::uint32_t>(number());
    pace.wishes.skip_days = static_cast<std::uint32_t>(number());
    pace.wishes.ends = when();
    pace.fresh_until = when();
    pace.retry_after = when();
    pace.failures = static_cast<int>(number());
    pace.failing_since = when();
    pace.busy = number() != 0;
    pace.gone = number() != 0;
    source.plan.interval = std::chrono::seconds(number());
    source.plan.basis = basis_of(row.text(next++));
    source.plan.next = when();
    source.last_error = row.text(next++);
    source.missed = number();
    source.missed_at = when();
    source.moved_to = row.text(next++);
    pace.continued = number() != 0;
    pace.article = number() != 0;
    pace.taken_up = when();
    return next;
}

void note_pace(Connection& sql, std::int64_t number, const Signals& signals) {
    Known known = known_pace(sql, number);
    Source next = known.source;
    if (signals.habits) {
        next.pace = *signals.habits;
        next.pace.continued = known.source.pace.continued;
        next.pace.article = known.source.pace.article;
        next.pace.taken_up = known.source.pace.taken_up;
    }
    next.pace = learned(std::move(next.pace), signals.finding);
    next.plan = plan(next.pace, next.every, known.begun.value_or(signals.finding.at), chance(next));
    write(sql, next);
    // Articles are many: those that are done with must cost the runs to come nothing.
    if (next.pace.article && !next.plan.next)
        sql.run("UPDATE sources SET followed = 0 WHERE number = ?", number);
    if (!signals.error.empty())
        sql.run("UPDATE paces SET last_error = ?2 WHERE source = ?1", number, signals.error);
    note_gap(sql, known, signals);
    note_move(sql, known, signals);
}

void replan(Connection& sql, std::int64_t number) {
    Source source = known_pace(sql, number).source;
    if (!source.pace.looked)
        return;
    source.plan = plan(source.pace, source.every, *source.pace.looked, chance(source));
    write(sql, source);
}

}  // namespace stet::archive
