#include <algorithm>
#include <limits>
#include <unordered_set>

#include "archive/archive.h"
#include "archive/came_back.h"
#include "archive/choice.h"
#include "archive/database.h"
#include "archive/rows.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::string_view joined_newest =
    " JOIN states st ON st.number = e.newest JOIN sources s ON s.number = e.source ";

std::string select_sql(std::string_view further, std::string_view rest) {
    return text::cat("SELECT ", columns_of(Columns::times), further, rest);
}

/// Hands over the records of one selection: heads just before the first match of their source,
/// none beyond the limit.
class Passing {
  public:
    Passing(Connection& sql, const Selection& selection, const Archive::Take& take)
        : choice(sql, selection, "st.observed"),
          sql_(sql),
          take_(take),
          kinds_(selection.kinds),
          left_(selection.limit.value_or(std::numeric_limits<std::size_t>::max())) {}

    Choice choice;
    bool enough() const { return left_ == 0; }

    /// Begins a source; its head waits for a match.
    void begin(std::optional<Item> head) { head_ = std::move(head); }

    void offer(Item&& item) {
        if (enough() || !choice.takes(item))
            return;
        if (head_ && !item.is_head() && (kinds_.empty() || is_wanted(*head_)) &&
            !take_(std::move(*head_)))
            left_ = 0;
        head_.reset();
        if (left_ > 0)
            left_ = take_(std::move(item)) ? left_ - 1 : 0;
    }

    /// The rows of a query; `mark` says what else of a row goes into the item.
    template <class Mark>
    void offer_rows(Statement& rows, const Mark& mark) {
        while (!enough() && rows.step()) {
            State state = reader_.read(rows);
            mark(rows, state);
            offer(std::move(state.item));
        }
    }

    /// What made a state: `seq` and `change` are the columns after those of the state.
    void add_edit(const Statement& row, State& state) {
        reader_.read_edit(row, state.item);
        const int free = reader_.first_free();
        state.item.seq = row.integer(free);
        state.item.change = change_of(row.text(free + 1));
        previous_.fill(state, state.item);
    }

    std::optional<Item> newest_head(std::int64_t source) {
        static const std::string newest =
            select_sql(" FROM entries e", text::cat(joined_newest,
                                                    "WHERE e.source = ? AND e.kind <> 'update'"
                                                    " ORDER BY st.look DESC, st.number DESC"
                                                    " LIMIT 1"));
        Statement row = sql_.query(newest, source);
        return row.step() ? std::optional(reader_.read(row).item) : std::nullopt;
    }

    StateReader& reader() { return reader_; }

  private:
    bool is_wanted(const Item& head) const {
        return std::ranges::find(kinds_, head.kind) != kinds_.end();
    }

    Connection& sql_;
    const Archive::Take& take_;
    std::vector<Kind> kinds_;
    std::size_t left_;
    std::optional<Item> head_;
    StateReader reader_{Columns::times};
    Previous previous_{sql_};
};

constexpr std::string_view made_by_columns = ", c.seq, c.change";
constexpr std::string_view made_by_join =
    " LEFT JOIN change_log c ON c.entry = st.entry AND c.state = st.number AND c.look = st.look ";

void mark_withdrawn(Connection& sql, State& state) {
    if (!state.withdrawn)
        return;
    Statement row = sql.query(
        "SELECT change, evidence, seq FROM change_log WHERE entry = ?"
        " ORDER BY look DESC, seq DESC LIMIT 1",
        state.entry);
    if (!row.step())
        return;
    state.item.change = change_of(row.text(0));
    state.item.evidence = evidence_of(row.text(1));
    state.item.seq = row.integer(2);
}

// What stands in the order of the window, then what rolled off, then what was withdrawn, both the
// newest first.
void select_latest(Connection& sql, Passing& passing, std::int64_t source) {
    const Choice& choice = passing.choice;
    const bool edits = choice.asks_for_edits();
    std::uint32_t position = 0;
    const auto mark = [&](const Statement& row, State& state) {
        if (edits)
            passing.add_edit(row, state);
        mark_withdrawn(sql, state);
        state.item.position = position;
    };
    const std::string head_sql =
        select_sql(made_by_columns, text::cat(" FROM entries e", joined_newest, made_by_join,
                                              "WHERE e.source = ? AND e.kind <> 'update'",
                                              choice.where(), " ORDER BY e.number"));
    Statement heads = sql.query(head_sql, source);
    choice.bind(heads);
    passing.begin(passing.newest_head(source));
    passing.offer_rows(heads, mark);

    std::unordered_set<std::int64_t> in_window;
    if (const auto shown = shown_window(sql, source, {})) {
        const std::string place_sql = select_sql(
            made_by_columns,
            text::cat(" FROM states w JOIN entries e ON e.number = w.entry", joined_newest,
                      made_by_join, "WHERE w.number = ?", choice.where()));
        std::uint32_t place_number = 0;
        for (const Window::Place& place : shown->window.places) {
            position = place.undecided ? 0 : ++place_number;
            Statement row = sql.query(place_sql, place.state);
            choice.bind(row);
            passing.offer_rows(row, [&](const Statement& of, State& state) {
                in_window.insert(state.entry);
                mark(of, state);
            });
        }
    }
    position = 0;
    const std::string rest_sql = select_sql(
        made_by_columns, text::cat(" FROM entries e", joined_newest, made_by_join,
                                   "WHERE e.source = ? AND e.withdrawn = ? AND e.kind = 'update'",
                                   choice.where(), " ORDER BY e.number DESC"));
    for (const int withdrawn : {0, 1}) {
        Statement rows = sql.query(rest_sql, source, withdrawn);
        choice.bind(rows);
        while (!passing.enough() && rows.step()) {
            State state = passing.reader().read(rows);
            if (in_window.contains(state.entry))
                continue;
            mark(rows, state);
            passing.offer(std::move(state.item));
        }
    }
}

// Revision by revision, an update after the other as they came; heads first.
void select_history(Connection& sql, Passing& passing, std::int64_t source) {
    const Choice& choice = passing.choice;
    const std::string states_sql =
        select_sql(made_by_columns, text::cat(from_states, made_by_join, "WHERE st.entry = ?",
                                              choice.where(), " ORDER BY st.revision"));
    passing.begin(passing.newest_head(source));
    Statement entries = sql.query(
        "SELECT number FROM entries WHERE source = ? ORDER BY kind = 'update', number", source);
    while (!passing.enough() && entries.step()) {
        Statement rows = sql.query(states_sql, entries.integer(0));
        choice.bind(rows);
        passing.offer_rows(
            rows, [&](const Statement& row, State& state) { passing.add_edit(row, state); });
    }
}

/// `edits`: with what made each state.
void select_window(Connection& sql, Passing& passing, std::int64_t source,
                   const std::optional<Instant>& at, bool edits) {
    const auto shown = shown_window(sql, source, at);
    if (!shown)
        return;
    const std::string place_sql =
        select_sql(made_by_columns, text::cat(from_states, made_by_join, "WHERE st.number = ?"));
    const auto mark = [&](const Statement& row, State& state) {
        if (edits)
            passing.add_edit(row, state);
    };
    StateReader& reader = passing.reader();
    if (shown->window.head != 0) {
        Statement row = sql.query(place_sql, shown->window.head);
        if (row.step()) {
            State head = reader.read(row);
            mark(row, head);
            passing.begin(head.item);
            passing.offer(std::move(head.item));
        }
    }
    const std::string chosen_sql = text::cat(place_sql, passing.choice.where());
    std::uint32_t position = 0;
    for (const Window::Place& place : shown->window.places) {
        if (place.undecided)
            continue;
        ++position;
        Statement row = sql.query(chosen_sql, place.state);
        passing.choice.bind(row);
        passing.offer_rows(row, [&](const Statement& of, State& state) {
            mark(of, state);
            state.item.position = position;
        });
    }
}

// How long the state that a change is about lasted: of one that was withdrawn and came back, the
// life that the change belongs to. An open span lasts as long as the source's newest look that was
// read.
constexpr std::string_view change_columns =
    ", c.seq, c.change, c.evidence, c.until, c.look, st.look, c.found,"
    " (SELECT l.last FROM spans p JOIN looks l ON l.number = coalesce(p.last_look, s.read_look)"
    "  WHERE p.state = c.state AND (p.first_look < CASE c.change WHEN 'withdrawn' THEN c.look ELSE"
    "   (SELECT n.look FROM change_log n WHERE n.entry = c.entry AND n.look > c.look"
    "    ORDER BY n.look LIMIT 1) END) IS NOT FALSE"
    "  ORDER BY p.first_look DESC LIMIT 1),"
    " (SELECT CASE n.change WHEN 'withdrawn' THEN n.until ELSE n.at END FROM change_log n"
    "  WHERE n.entry = c.entry AND (n.look, n.seq) > (c.look, c.seq)"
    "  ORDER BY n.look, n.seq LIMIT 1)";

constexpr std::string_view no_baseline = " AND NOT (st.baseline AND c.change = 'added')";

/// Hands over rows of the log of changes.
class Changes {
  public:
    Changes(Connection& sql, const Selection& selection, std::string_view where,
            std::string_view order, const Archive::Take& take)
        : sql_(sql),
          choice_(sql, selection, "c.at"),
          changes_sql_(text::cat("SELECT ", columns_of(Columns::content), change_columns,
                                 " FROM change_log c JOIN states st ON st.number = c.state"
                                 " JOIN entries e ON e.number = c.entry"
                                 " JOIN sources s ON s.number = e.source WHERE TRUE",
                                 where, choice_.where(), order)),
          left_(selection.limit.value_or(std::numeric_limits<std::size_t>::max())),
          take_(take) {}

    /// `after`: what the first parameter of `where` is, if it has one.
    void pass(std::optional<std::int64_t> after) {
        Statement rows = sql_.prepare(changes_sql_);
        if (after)
            rows.bind(*after);
        choice_.bind(rows);
        while (left_ > 0 && rows.step()) {
            Item item = read(rows);
            if (choice_.takes(item))
                left_ = take_(std::move(item)) ? left_ - 1 : 0;
        }
    }

  private:
    Item read(const Statement& row) {
        State state = reader_.read(row);
        Item& item = state.item;
        const int free = reader_.first_free();
        item.seq = row.integer(free);
        item.change = change_of(row.text(free + 1));
        item.evidence = evidence_of(row.text(free + 2));
        item.baseline = item.baseline && item.change == Change::added;
        // On the wire it stands among the members of _stet; nobody but the reader of records asks.
        if (const auto found = maybe_instant(row, free + 6))
            item.other_stet.push_back({"found", text::cat('"', time::to_rfc3339(*found), '"')});
        const bool gone = item.change == Change::withdrawn;
        item.last_observed = maybe_instant(row, free + 7);
        item.until = maybe_instant(row, free + (gone ? 3 : 8));
        const bool made_it = row.integer(free + 4) == row.integer(free + 5);
        if (made_it && !gone) {
            reader_.read_edit(row, item);
            previous_.fill(state, item);
        } else {
            came_back(sql_, state.number, row.integer(free + 4), item);
        }
        return std::move(item);
    }

    Connection& sql_;
    const Choice choice_;
    const std::string changes_sql_;
    std::size_t left_;
    const Archive::Take& take_;
    StateReader reader_{Columns::content};
    Previous previous_{sql_};
};

}  // namespace

void Archive::select(const Selection& selection, Scope scope, bool baseline, const Take& take) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::reading);
    const bool edits = scope == Scope::changes;
    if (edits && selection.at)
        scope = Scope::window;
    if (scope == Scope::changes) {
        Changes(sql, selection, baseline ? "" : no_baseline, " ORDER BY c.look, c.seq", take)
            .pass({});
        return;
    }
    Passing passing(sql, selection, take);
    for (const std::int64_t source : passing.choice.sources()) {
        passing.begin({});
        if (passing.enough())
            break;
        if (scope == Scope::latest)
            select_latest(sql, passing, source);
        else if (scope == Scope::history)
            select_history(sql, passing, source);
        else
            select_window(sql, passing, source, selection.at, edits);
    }
}

void Archive::changes_after(std::int64_t after, const Selection& selection, bool baseline,
                            bool found, const Take& take) {
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::reading);
    Changes(sql, selection,
            text::cat(" AND c.seq > ?", baseline ? "" : no_baseline,
                      found ? "" : " AND c.found IS NULL"),
            " ORDER BY c.seq", take)
        .pass(after);
}

std::int64_t Archive::newest_seq() {
    return newest_change(database_->sql);
}

std::optional<Instant> Archive::window_time(const Source& source, std::optional<Instant> at) {
    Transaction transaction(database_->sql, Transaction::For::reading);
    const auto shown = shown_window(database_->sql, source.number, at);
    return shown ? std::optional(shown->made) : std::nullopt;
}

Feed Archive::standing(const Source& source, std::optional<Instant> at) {
    // Each update in the state it had at a look, but those that were withdrawn by then.
    static const std::string standing_sql = select_sql(
        "",
        " FROM entries e JOIN states st ON st.number ="
        "  (SELECT n.number FROM states n WHERE n.entry = e.number AND n.look <= ?1"
        "   ORDER BY n.revision DESC LIMIT 1)"
        " JOIN sources s ON s.number = e.source WHERE e.source = ?2 AND e.kind = 'update'"
        " AND coalesce((SELECT c.change FROM change_log c WHERE c.entry = e.number AND c.look <= ?1"
        "  ORDER BY c.look DESC, c.seq DESC LIMIT 1), '') <> 'withdrawn' ORDER BY e.number DESC");
    static const std::string state_sql =
        select_sql("", text::cat(from_states, "WHERE st.number = ?"));
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::reading);
    Feed feed;
    feed.has_head = false;
    const auto shown = shown_window(sql, source.number, at);
    if (!shown)
        return feed;
    StateReader reader(Columns::times);
    const auto read_state = [&](std::int64_t number) -> std::optional<State> {
        Statement row = sql.query(state_sql, number);
        return row.step() ? std::optional(reader.read(row)) : std::nullopt;
    };
    if (auto head = read_state(shown->window.head)) {
        feed.head = std::move(head->item);
        feed.has_head = true;
    }
    std::unordered_set<std::int64_t> in_window;
    for (const Window::Place& place : shown->window.places)
        if (auto state = read_state(place.state)) {
            in_window.insert(state->entry);
            state->item.position = static_cast<std::uint32_t>(feed.items.size() + 1);
            feed.items.push_back(std::move(state->item));
        }
    Statement rows = sql.query(standing_sql, shown->look, source.number);
    while (rows.step())
        if (State state = reader.read(rows); !in_window.contains(state.entry)) {
            state.item.position = 0;
            feed.items.push_back(std::move(state.item));
        }
    return feed;
}

}  // namespace stet::archive
