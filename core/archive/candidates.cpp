#include <compare>
#include <queue>
#include <unordered_set>

#include "archive/archive.h"
#include "archive/choice.h"
#include "archive/database.h"
#include "archive/rows.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

// Few are soon all read, and then nothing has to be asked about others.
constexpr std::size_t held_unasked = 1000;

/// Brings states into the order of observation, the newest first. They come in by falling number,
/// which is that order but for states that a reread or a capture of old brought in late. One goes
/// out as soon as none that is still to come can be newer.
class NewestFirst {
  public:
    explicit NewestFirst(Connection& sql)
        : by_time_(sql.prepare("SELECT observed, number FROM states ORDER BY observed DESC")) {}

    struct Seen {
        std::int64_t observed = 0, number = 0;
        bool indexed = false;
        auto operator<=>(const Seen&) const = default;
    };

    void add(const Seen& state) {
        held_.push(state);
        last_ = state.number;
    }

    /// The next one, if it is sure to be the newest of all; `more`: others may come.
    std::optional<Seen> next(bool more) {
        if (held_.empty() || (more && (held_.size() < held_unasked || !is_newest(held_.top()))))
            return std::nullopt;
        const Seen state = held_.top();
        held_.pop();
        return state;
    }

  private:
    // Numbers fall: what has come in by now is passed over for good.
    bool is_newest(const Seen& state) {
        while (!to_come_ || to_come_->number >= last_) {
            if (!by_time_.step())
                return true;
            to_come_ = Seen{by_time_.integer(0), by_time_.integer(1)};
        }
        return state.observed >= to_come_->observed;
    }

    std::priority_queue<Seen> held_;
    std::int64_t last_ = 0;        ///< the number of the last one that came in
    Statement by_time_;            ///< all states, the newest first
    std::optional<Seen> to_come_;  ///< where `by_time_` stands
};

/// Reads revisions by their numbers, with what made them.
class Revisions {
  public:
    explicit Revisions(Connection& sql) : sql_(sql), previous_(sql) {}

    Item read(std::int64_t number) {
        static const std::string one =
            text::cat("SELECT ", columns_of(Columns::times), ", c.seq, c.change", from_states,
                      "LEFT JOIN change_log c ON c.entry = st.entry AND c.state = st.number"
                      " AND c.look = st.look WHERE st.number = ?");
        Statement row = sql_.query(one, number);
        if (!row.step())
            throw Damaged(text::cat("revision ", number, " is missing"));
        State state = reader_.read(row);
        reader_.read_edit(row, state.item);
        state.item.seq = row.integer(reader_.first_free());
        state.item.change = change_of(row.text(reader_.first_free() + 1));
        previous_.fill(state, state.item);
        return std::move(state.item);
    }

  private:
    Connection& sql_;
    StateReader reader_{Columns::times};
    Previous previous_;
};

/// The states that looks showed at a time.
std::unordered_set<std::int64_t> shown_at(Connection& sql, const Choice& choice,
                                          const std::optional<Instant>& at) {
    std::unordered_set<std::int64_t> states;
    for (const std::int64_t source : choice.sources())
        if (const auto shown = shown_window(sql, source, at)) {
            states.insert(shown->window.head);
            for (const Window::Place& place : shown->window.places)
                if (!place.undecided)
                    states.insert(place.state);
        }
    return states;
}

}  // namespace

void Archive::candidates(const std::string& match, const Selection& selection,
                         const std::function<bool(Item&&, bool indexed)>& take) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::reading);
    const Choice choice(sql, selection, "st.observed");
    const auto query = [&](std::string_view from, std::string_view where, std::string_view order) {
        return text::cat("SELECT st.number, st.observed FROM ", from,
                         " JOIN entries e ON e.number = st.entry"
                         " JOIN sources s ON s.number = e.source WHERE ",
                         where, choice.where(), " ORDER BY ", order, " DESC");
    };
    const std::unordered_set<std::int64_t> then =
        selection.at ? shown_at(sql, choice, selection.at) : std::unordered_set<std::int64_t>();
    NewestFirst order(sql);
    Revisions revisions(sql);
    const auto hand_on = [&](bool more) {
        while (const auto state = order.next(more)) {
            Item item = revisions.read(state->number);
            if (choice.takes(item) && !take(std::move(item), state->indexed))
                return false;
        }
        return true;
    };
    const auto pass = [&](Statement& rows, bool indexed) {
        while (rows.step()) {
            if (selection.at && !then.contains(rows.integer(0)))
                continue;
            order.add({rows.integer(1), rows.integer(0), indexed});
            if (!hand_on(true))
                return false;
        }
        return true;
    };

    const std::int64_t indexed =
        match.empty() ? 0 : sql.number("SELECT indexed FROM index_mark").value_or(0);
    Statement tail = sql.query(query("states st", "st.number > ?", "st.number"), indexed);
    choice.bind(tail);
    if (!pass(tail, false))
        return;
    if (!match.empty()) {
        // CROSS: the index comes first, whatever the planner thinks of the other conditions.
        Statement found = sql.query(query("words CROSS JOIN states st ON st.number = words.rowid",
                                          "words MATCH ?", "words.rowid"),
                                    match);
        choice.bind(found);
        if (!pass(found, true))
            return;
    }
    hand_on(false);
}

}  // namespace stet::archive
