#include "archive/said.h"

#include <array>

#include "archive/packed.h"

namespace stet::archive {

namespace {

// The rows of a source that events cover; of runs those that have ended, as the last column says.
constexpr std::array<std::pair<Subject, std::string_view>, 11> covered{{
    {Subject::revision,
     "SELECT st.number FROM states st JOIN entries e ON e.number = st.entry WHERE e.source = ?"
     " ORDER BY st.number"},
    {Subject::rekey,
     "SELECT r.number FROM rekeys r JOIN entries e ON e.number = r.entry WHERE e.source = ?"
     " ORDER BY r.number"},
    {Subject::change,
     "SELECT c.seq FROM change_log c JOIN entries e ON e.number = c.entry"
     " JOIN states st ON st.number = c.state WHERE e.source = ?"
     " AND (c.change = 'withdrawn' OR (c.change = 'restored' AND c.look <> st.look))"
     " ORDER BY c.seq"},
    {Subject::span,
     "SELECT number FROM spans WHERE source = ? AND last_look IS NOT NULL ORDER BY number"},
    {Subject::look, "SELECT number FROM looks WHERE source = ? ORDER BY number"},
    {Subject::run,
     "SELECT l.number FROM looks l JOIN sources s ON s.number = l.source WHERE l.source = ?"
     " AND l.count > 1 AND l.number IS NOT s.newest_look ORDER BY l.number"},
    {Subject::found,
     "SELECT c.seq FROM change_log c JOIN entries e ON e.number = c.entry WHERE e.source = ?"
     " AND c.found IS NOT NULL ORDER BY c.seq"},
    {Subject::shown,
     "SELECT number FROM looks WHERE source = ? AND shows IS NOT NULL ORDER BY number"},
    {Subject::former, "SELECT DISTINCT source FROM former_entries WHERE source = ?"},
    {Subject::judged,
     "SELECT j.number FROM judgements j JOIN states st"
     " ON st.number = coalesce(j.state_a, j.state_b) JOIN entries e ON e.number = st.entry"
     " WHERE e.source = ? ORDER BY j.number"},
    {Subject::named,
     "SELECT e.number FROM entries e WHERE e.source = ? AND e.id <> coalesce((SELECT r.old_id"
     " FROM rekeys r WHERE r.entry = e.number ORDER BY r.number LIMIT 1), e.publisher_id, e.id)"
     " ORDER BY e.number"},
}};

std::string name_of(Subject subject, std::string_view bytes) {
    return std::string(1, static_cast<char>('0' + static_cast<int>(subject))) +
           std::string(bytes_of(sha256(bytes)));
}

}  // namespace

Said::Said(Database& database, Connection& aside, std::int64_t source)
    : database_(database), aside_(aside), source_(source), rows_(subjects) {
    aside_.execute("CREATE TABLE said (name BLOB PRIMARY KEY, bytes BLOB) WITHOUT ROWID");
    for (const auto& [subject, rows] : covered)
        learn(subject, rows);
    Statement events = database_.sql.query(
        "SELECT number, kind, subject FROM events WHERE chain = ? ORDER BY number", Chain::own);
    std::size_t rows_told = 0;
    while (events.step())
        for (const auto& [subject, rows] : covered)
            if (archive::name_of(subject) == events.text(1)) {
                const auto& known = rows_[static_cast<std::size_t>(subject)];
                if (const auto at = known.find(events.integer(2)); at != known.end()) {
                    events_[at->second].push_back({events.integer(0), at->first});
                    ++rows_told;
                }
            }
    std::size_t rows = 0;
    for (const auto& known : rows_)
        rows += known.size();
    // A row of which no event tells would get one, as if stet had made it.
    if (rows != rows_told)
        throw Damaged("the source has rows that are not of the chain's making",
                      "stet check tells more");
    rows_.clear();
}

void Said::learn(Subject subject, std::string_view rows_sql) {
    auto& known = rows_[static_cast<std::size_t>(subject)];
    Statement rows = database_.sql.query(rows_sql, source_);
    while (rows.step()) {
        const std::int64_t row = rows.integer(0);
        const std::string bytes = database_.chain.bytes_of_row(subject, row).value_or("");
        const std::string name = name_of(subject, bytes);
        aside_.run("INSERT OR IGNORE INTO said VALUES (?, ?)", Blob{name}, Blob{bytes});
        known.emplace(row, name);
    }
}

bool Said::settle() {
    bool changed = false;
    for (const auto& [subject, rows] : covered)
        changed = settle(subject, rows) || changed;
    return supersede() || changed;
}

bool Said::settle(Subject subject, std::string_view rows_sql) {
    bool changed = false;
    std::vector<std::int64_t> untold;
    Statement rows = database_.sql.query(rows_sql, source_);
    while (rows.step()) {
        const std::int64_t row = rows.integer(0);
        const std::string bytes = database_.chain.bytes_of_row(subject, row).value_or("");
        std::vector<Event>* events = nullptr;
        if (const auto at = events_.find(name_of(subject, bytes)); at != events_.end())
            events = &at->second;
        // Of several that say the same, the row's own.
        Event* found = nullptr;
        for (std::size_t i = 0; events != nullptr && i < events->size(); ++i)
            if (Event& event = (*events)[i];
                !event.stands && (found == nullptr || event.row == row))
                found = &event;
        if (found == nullptr) {
            untold.push_back(row);
            continue;
        }
        found->stands = true;
        if (found->row == row)
            continue;
        database_.sql.run("UPDATE events SET subject = ? WHERE chain = ? AND number = ?", row,
                          Chain::own, found->number);
        changed = true;
    }
    for (const std::int64_t row : untold)
        database_.chain.add(subject, row);
    return changed || !untold.empty();
}

bool Said::supersede() {
    bool any = false;
    for (const auto& [name, events] : events_)
        for (const Event& event : events) {
            if (event.stands)
                continue;
            any = true;
            Statement said = aside_.query("SELECT bytes FROM said WHERE name = ?", Blob{name});
            if (!said.step())
                throw Damaged("what an event of the chain said is lost");
            database_.sql.run("INSERT INTO superseded (chain, number, said) VALUES (?, ?, ?)",
                              Chain::own, event.number, Blob{packed(said.text(0))});
            database_.sql.run("UPDATE events SET subject = 0 WHERE chain = ? AND number = ?",
                              Chain::own, event.number);
        }
    return any;
}

}  // namespace stet::archive
