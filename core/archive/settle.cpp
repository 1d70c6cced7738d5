#include <algorithm>
#include <array>
#include <map>

#include "archive/look_state.h"
#include "archive/rows.h"
#include "archive/settling.h"
#include "archive/window.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::string_view derived_looks_sql =
    "SELECT number, outcome, detail, added, edited, withdrawn, restored, stamp, window_look, window"
    " FROM looks ORDER BY number";

constexpr std::string_view update_look_sql =
    "UPDATE looks SET first = ?2, last = ?3, count = ?4, outcome = ?5, detail = ?6, added = ?7,"
    " edited = ?8, withdrawn = ?9, restored = ?10, stamp = ?11, window_look = ?12, window = ?13,"
    " shows = ?14 WHERE number = ?1 AND (first, last, count, outcome, detail, added, edited,"
    " withdrawn, restored, stamp, window_look, window, shows)"
    " IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

constexpr std::string_view rest_of_run_sql =
    "INSERT INTO looks (number, source, first, last, count, outcome, detail, status, came, digest,"
    " bytes, added, edited, withdrawn, restored, stamp, capture, window_look, reading, cut_by)"
    " SELECT ?1, source, last, last, 1, outcome, detail, status, came, digest, bytes, 0, 0, 0, 0,"
    " stamp, capture, window_look, reading, cut_by FROM looks WHERE number = ?2";

constexpr std::string_view figures_sql =
    "UPDATE sources SET newest_look = ?2, read_look = ?3, whole_look = ?4, first_look = ?5,"
    " last_look = ?6, last_outcome = ?7,"
    " last_change = (SELECT max(c.at) FROM change_log c JOIN entries e ON e.number = c.entry"
    "  WHERE e.source = ?1),"
    " updates = (SELECT count(*) FROM entries WHERE source = ?1 AND kind = 'update'),"
    " revisions = (SELECT coalesce(sum(revisions), 0) FROM entries WHERE source = ?1),"
    " withdrawn = (SELECT count(*) FROM entries WHERE source = ?1 AND withdrawn)"
    " WHERE number = ?1";

}  // namespace

/// A row of the log of changes.
struct Settling::Logging {
    std::int64_t at = 0, look = 0, entry = 0, state = 0;
    std::string evidence;
    std::optional<std::int64_t> until;
    std::string change;
};

std::optional<std::int64_t> Settling::look(std::optional<std::int64_t> derived) const {
    return derived ? std::optional(look(*derived)) : std::nullopt;
}

// The numbers of a source's looks rise in the order of observation: those that it has are dealt out
// anew.
void Settling::number_looks() {
    const std::vector<ObservedLook>& looks = derived_.looks;
    std::int64_t newest = sql_.number("SELECT max(number) FROM looks").value_or(0);
    std::vector<std::int64_t> present, numbers;
    for (const ObservedLook& look : looks) {
        present.push_back(look.is_rest ? ++newest : look.row);
        if (look.is_rest)
            sql_.run(rest_of_run_sql, present.back(), look.row);
    }
    numbers = present;
    std::ranges::sort(numbers);
    for (std::size_t i = 0; i < looks.size(); ++i) {
        rows_.looks.emplace(static_cast<std::int64_t>(i) + 1, numbers[i]);
        if (looks[i].was_read())
            rows_.read.insert(numbers[i]);
        if (present[i] == numbers[i])
            continue;
        rows_.moved.emplace(present[i], numbers[i]);
        sql_.run("UPDATE looks SET number = -number WHERE number = ?", present[i]);
    }
    for (const auto& [from, to] : rows_.moved)
        sql_.run("UPDATE looks SET number = ? WHERE number = ?", to, -from);
}

namespace {

// Under what name a change is looked for among those that stand.
std::string name_of_change(std::int64_t entry, std::int64_t look, std::string_view change) {
    return change == "added" ? text::cat("added ", entry)
                             : text::cat(change, ' ', entry, ' ', look);
}
std::string name_of_technical(std::int64_t state) {
    return text::cat("technical ", state);
}

}  // namespace

void Settling::read_what_stands() {
    Statement changes = sql_.query(
        "SELECT c.seq, c.entry, c.look, c.change, c.state, st.class IS 'technical'"
        " FROM change_log c JOIN states st ON st.number = c.state"
        " JOIN entries e ON e.number = c.entry WHERE e.source = ?",
        source_.number);
    while (changes.step()) {
        std::int64_t look = changes.integer(2);
        if (const auto moved = rows_.moved.find(look); moved != rows_.moved.end())
            look = moved->second;
        const bool technical = changes.integer(5) != 0 && changes.text(3) == "edited";
        logged_.emplace(technical ? name_of_technical(changes.integer(4))
                                  : name_of_change(changes.integer(1), look, changes.text(3)),
                        changes.integer(0));
    }
    Statement firsts = sql_.query(
        "SELECT st.entry, st.number FROM states st JOIN entries e ON e.number = st.entry"
        " WHERE e.source = ? AND st.revision = 1",
        source_.number);
    while (firsts.step())
        first_states_.emplace(firsts.integer(0), firsts.integer(1));
}

void Settling::log(const std::string& name, const Logging& change) {
    constexpr std::string_view update_sql =
        "UPDATE change_log SET at = ?2, look = ?3, entry = ?4, state = ?5, evidence = ?6,"
        " until = ?7 WHERE seq = ?1 AND (at, look, entry, state, evidence, until)"
        " IS NOT (?2, ?3, ?4, ?5, ?6, ?7)";
    constexpr std::string_view insert_sql =
        "INSERT INTO change_log (seq, at, look, entry, state, evidence, until, change, found)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    if (const auto stands = logged_.find(name); stands != logged_.end()) {
        sql_.run(update_sql, stands->second, change.at, change.look, change.entry, change.state,
                 change.evidence, change.until);
        logged_.erase(stands);
        return;
    }
    sql_.run(insert_sql, ++newest_change_, change.at, change.look, change.entry, change.state,
             change.evidence, change.until, change.change, seconds(now_));
    found_ += change.change != "added" ||
              !sql_.number("SELECT 1 FROM states WHERE number = ? AND baseline", change.state);
}

void Settling::write_changes() {
    Statement rows = aside_.query(
        "SELECT c.at, c.look, c.entry, c.state, c.evidence, c.until, c.change, c.look = st.look"
        " FROM change_log c JOIN states st ON st.number = c.state ORDER BY c.seq");
    while (rows.step()) {
        const Restating::Became& became = states_->became(rows.integer(3));
        const bool made_it = rows.integer(7) != 0;
        Logging change{rows.integer(0),
                       look(rows.integer(1)),
                       rows_.entries.at(rows.integer(2)),
                       made_it ? became.first : became.last,
                       rows.string(4),
                       rows.maybe(5),
                       rows.string(6)};
        log(name_of_change(change.entry, change.look, change.change), change);
        if (!made_it)
            continue;
        change.change = name_of(Change::edited);
        change.evidence.clear();
        change.until.reset();
        for (const std::int64_t state : became.technical) {
            change.state = state;
            log(name_of_technical(state), change);
        }
    }
    for (const auto& [name, seq] : logged_) {
        sql_.run("DELETE FROM change_log WHERE seq = ?", seq);
        sql_.run("INSERT INTO retired_changes (seq, reread) VALUES (?, ?)", seq, reread_);
        ++retired_;
    }
}

// A state that was read otherwise at once lasted no longer than its look.
void Settling::write_spans() {
    using Span = std::array<std::optional<std::int64_t>, 3>;
    std::map<std::int64_t, std::vector<Span>> wanted, present;
    Statement made = aside_.query("SELECT number, look FROM states");
    while (made.step()) {
        const Restating::Became& became = states_->became(made.integer(0));
        const std::int64_t at = look(made.integer(1));
        std::vector<std::int64_t> passing{became.first};
        passing.insert(passing.end(), became.technical.begin(), became.technical.end());
        passing.pop_back();
        for (const std::int64_t state : passing)
            wanted[state].push_back({at, at, at});
    }
    Statement spans =
        aside_.query("SELECT state, first_look, last_look, end_look FROM spans ORDER BY number");
    while (spans.step())
        wanted[states_->became(spans.integer(0)).last].push_back(
            {look(spans.integer(1)), look(spans.maybe(2)), look(spans.maybe(3))});
    Statement rows = sql_.query(
        "SELECT state, first_look, last_look, end_look FROM spans WHERE source = ? ORDER BY number",
        source_.number);
    while (rows.step())
        present[rows.integer(0)].push_back({rows.integer(1), rows.maybe(2), rows.maybe(3)});
    for (const auto& [state, list] : present)
        if (const auto same = wanted.find(state); same != wanted.end() && same->second == list)
            wanted.erase(same);
        else
            sql_.run("DELETE FROM spans WHERE state = ?", state);
    for (const auto& [state, list] : wanted)
        for (const Span& span : list)
            sql_.run(
                "INSERT INTO spans (source, state, first_look, last_look, end_look)"
                " VALUES (?, ?, ?, ?, ?)",
                source_.number, state, span[0], span[1], span[2]);
}

void Settling::write_rekeys() {
    struct Rekey {
        std::int64_t entry = 0, look = 0;
        std::string old_id, new_id;
        bool operator==(const Rekey&) const = default;
    };
    std::vector<Rekey> wanted, present;
    Statement rows = aside_.query("SELECT entry, look, old_id, new_id FROM rekeys ORDER BY number");
    while (rows.step())
        wanted.push_back({rows_.entries.at(rows.integer(0)), look(rows.integer(1)), rows.string(2),
                          rows.string(3)});
    Statement stands = sql_.query(
        "SELECT r.entry, r.look, r.old_id, r.new_id FROM rekeys r JOIN entries e"
        " ON e.number = r.entry WHERE e.source = ? ORDER BY r.number",
        source_.number);
    while (stands.step())
        present.push_back(
            {stands.integer(0), stands.integer(1), stands.string(2), stands.string(3)});
    if (wanted == present)
        return;
    sql_.run("DELETE FROM rekeys WHERE entry IN (SELECT number FROM entries WHERE source = ?)",
             source_.number);
    for (const Rekey& rekey : wanted)
        sql_.run("INSERT INTO rekeys (entry, look, old_id, new_id) VALUES (?, ?, ?, ?)",
                 rekey.entry, rekey.look, rekey.old_id, rekey.new_id);
}

void Settling::write_looks() {
    Statement rows = aside_.query(derived_looks_sql);
    while (rows.step()) {
        const std::int64_t number = rows.integer(0);
        const ObservedLook& seen = derived_.looks[static_cast<std::size_t>(number - 1)];
        const bool same = rows.text(1) == seen.outcome;
        std::string window;
        if (!rows.is_null(9))
            if (std::optional<Window> shown = decode_window(rows.text(9))) {
                if (shown->head != 0)
                    shown->head = states_->became(shown->head).last;
                for (Window::Place& place : shown->places)
                    place.state = states_->became(place.state).last;
                window = encode(*shown);
            }
        sql_.run(update_look_sql, look(number), seconds(seen.first), seconds(seen.last), seen.count,
                 rows.text(1), same ? std::string_view(seen.detail) : rows.text(2), rows.integer(3),
                 rows.integer(4), rows.integer(5), rows.integer(6), rows.maybe(7),
                 look(rows.maybe(8)), Blob{window}, seen.has_body ? std::nullopt : seen.capture);
    }
}

void Settling::write_figures() {
    const KnownSource known = known_source(aside_, 1);
    const std::vector<ObservedLook>& looks = derived_.looks;
    sql_.run(figures_sql, source_.number, look(known.newest_look), look(known.read_look),
             look(known.whole_look), seconds(looks.front().first), seconds(looks.back().last),
             known.source.last_outcome);
}

std::optional<Rereading::Found> Settling::run() {
    if (derived_.looks.empty())
        return std::nullopt;
    Rereading::Found found;
    found.after = newest_change_ = newest_change(sql_);
    reread_ = sql_.number("SELECT max(number) FROM rereads").value_or(0) + 1;
    number_looks();
    match_entries();
    find_heirs();
    order_entries();
    read_what_stands();
    states_.emplace(database_, derived_, rows_, mark_);
    states_->write();
    write_entries();
    write_changes();
    write_spans();
    write_rekeys();
    retire_entries();
    states_->remove_gone();
    point_to_heirs();
    write_looks();
    write_figures();
    if (!said_.settle())
        return std::nullopt;
    found.looks = static_cast<std::int64_t>(derived_.looks.size());
    found.captures = derived_.captures;
    found.found = found_;
    found.retired = retired_;
    sql_.run(
        "INSERT INTO rereads (number, source, at, looks, captures, found, retired)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        reread_, source_.number, seconds(now_), found.looks, found.captures, found.found,
        found.retired);
    database_.chain.add(Subject::reread, reread_);
    return found;
}

std::optional<Rereading::Found> settle(Database& database, Derived& derived,
                                       const Rereading::Mark& mark, Instant now) {
    return Settling(database, derived, mark, now).run();
}

}  // namespace stet::archive
