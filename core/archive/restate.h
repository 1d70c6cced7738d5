#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "archive/derived.h"
#include "archive/rows.h"

namespace stet::archive {

/// Which states of the archive the derived ones are, and which are to be written.
///
/// A derived state that says what the archive has of the same update from the same look is that
/// state, and keeps its row. Where the two differ, the bytes being the same, today's reader reads
/// otherwise: what was said stays, and the derived state follows it as an edit of class technical.
/// From there on an update is told as today's reader reads it, until the two agree again.
class Restating {
  public:
    /// Derived entries and looks as rows of the archive. `looks`: by the derived look, from 1.
    struct Rows {
        std::unordered_map<std::int64_t, std::int64_t> entries, looks;
        /// The present numbers of looks by those that states still bear, where they differ.
        std::unordered_map<std::int64_t, std::int64_t> moved;
        std::unordered_set<std::int64_t> read;  ///< looks that the archive had read before
        /// Entries of the archive that went into others.
        std::unordered_map<std::int64_t, std::int64_t> heirs;
    };
    Restating(Database& database, Derived& derived, const Rows& rows, const Rereading::Mark& mark);

    void write();

    /// The states that a derived state became: what was said first, what is read now last.
    struct Became {
        std::int64_t first = 0, last = 0;
        std::vector<std::int64_t> technical;  ///< all but the first
    };
    const Became& became(std::int64_t derived_state) const { return became_.at(derived_state); }

    /// Removes the rows of states that no derived one is. What was judged of one of them holds for
    /// its update or, if two of its revisions were judged, for the state that it was in then.
    void remove_gone();

  private:
    struct Old {
        std::int64_t number = 0, entry = 0, look = 0;
        std::uint32_t revision = 0;
        std::string content;
        bool is_technical = false, is_used = false;
    };
    /// A state as it is to be.
    struct New {
        std::int64_t number = 0;  ///< 0: a row is to be made
        std::int64_t entry = 0, look = 0;
        std::string content;
        bool technical = false;
        bool keeps_edit = false;  ///< what made it is as it was
        Item item;                ///< of a kept state only what may be other than it was
    };
    void read_old();
    void restate(std::int64_t derived_entry);
    void add(const State& derived, std::int64_t look, std::vector<New>& states);
    std::vector<std::size_t> of_look(std::int64_t entry, std::int64_t look);
    std::optional<std::size_t> moved_here(std::int64_t look, const std::string& content);
    bool stood(std::int64_t entry, std::int64_t look, const std::string& content) const;
    void keep(std::size_t old, const Item& derived, std::int64_t entry, bool keeps_edit,
              std::vector<New>& states);
    Item stored(std::int64_t state);
    bool is_same(const Old& old, const std::string& content, Item& now);
    void write_kept(const New& state);
    void make_way(const std::vector<New>& states);
    std::optional<std::int64_t> heir_of(const Old& old);

    Connection& sql_;
    Derived& derived_;
    const Rows& rows_;
    const Rereading::Mark& mark_;
    std::vector<Old> olds_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> by_look_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> by_entry_;
    bool agrees_ = true;  ///< the update at hand stands as today's reader reads it
    std::unordered_map<std::int64_t, Became> became_;
};

}  // namespace stet::archive
