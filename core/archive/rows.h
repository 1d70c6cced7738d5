#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "archive/sqlite.h"
#include "model/item.h"
#include "model/record.h"

/// Items as rows of `states` and `entries`, and back.
namespace stet::archive {

/// What an item needs to be read from a row: to be followed by a FROM that has `states st`,
/// `entries e` and `sources s`.
enum class Columns {
    content,  ///< what the document said, and what is settled when a state is first seen
    times,    ///< also `last_observed` and `until`, as they are known now
};
std::string columns_of(Columns columns);

/// A FROM that begins with the states.
constexpr std::string_view from_states =
    " FROM states st JOIN entries e ON e.number = st.entry JOIN sources s ON s.number = e.source ";

/// A state with the numbers of its rows.
struct State {
    std::int64_t number = 0, entry = 0;
    bool withdrawn = false;  ///< its entry, now
    Item item;
};

/// Reads the columns of columns_of(); further ones of a query begin at first_free(columns). The
/// item has no `change`, `changed`, `class` and `notice`: those belong to changes.
class StateReader {
  public:
    explicit StateReader(Columns columns) : columns_(columns) {}
    State read(const Statement& row);
    int first_free() const;

    /// Says of an item what made it: `changed`, `edit_class`, `notice`, `same_as`, from the same
    /// row.
    void read_edit(const Statement& row, Item& item);

  private:
    /// What the archive keeps as JSON. Throws Damaged where it is none.
    Item stored_record(std::string_view line, std::int64_t state);

    Columns columns_;
    RecordReader records_;
    std::string line_;
};

/// What is told of the words of a state, so that their return is found by an index: the first
/// bytes of a digest of title and text.
std::int64_t words_digest(const Item& item);

/// Stores what a document said of an update as a new state; the item's revision, times, `changed`,
/// class, notice and same_as go with it. Returns its number: the one asked for, else the next.
std::int64_t insert_state(Connection& connection, std::int64_t entry, std::int64_t look,
                          const Item& item, std::optional<std::int64_t> number = {});

/// Seconds since 1970, as times are kept in the tables.
inline std::int64_t seconds(Instant when) {
    return when.time_since_epoch().count();
}
inline Instant instant(std::int64_t seconds) {
    return Instant(std::chrono::seconds(seconds));
}
inline std::optional<std::int64_t> seconds(const std::optional<Instant>& when) {
    return when ? std::optional(seconds(*when)) : std::nullopt;
}
inline std::optional<Instant> maybe_instant(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(instant(row.integer(column)));
}

}  // namespace stet::archive
