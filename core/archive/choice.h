#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "archive/rows.h"
#include "archive/sqlite.h"
#include "archive/window.h"
#include "model/selection.h"

namespace stet::archive {

/// A Selection as far as the tables can decide it, and the rest for matches().
class Choice {
  public:
    /// `time_column` is what `since` and `until` are held against.
    Choice(Connection& sql, const Selection& selection, std::string_view time_column);

    /// Conditions on `states st`, `entries e` and `sources s`, each after an AND.
    const std::string& where() const { return where_; }
    void bind(Statement& statement) const;

    bool takes(const Item& item) const { return matches(rest_, item); }
    /// A record says what made it only where that was asked for, or is its purpose.
    bool asks_for_edits() const;

    /// The sources to go through, in order.
    const std::vector<std::int64_t>& sources() const { return sources_; }

  private:
    using Value = std::variant<std::int64_t, std::string>;
    void add(std::string_view condition, Value value);
    void add_any(std::string_view column, const std::vector<std::string>& values);

    Selection rest_;
    std::string where_;
    std::vector<Value> values_;
    std::vector<std::int64_t> sources_;
};

/// Fills in what a change left of the state before: `previous`, from the names in `changed`.
class Previous {
  public:
    explicit Previous(Connection& sql) : sql_(sql) {}
    void fill(const State& state, Item& item);

  private:
    Connection& sql_;
    StateReader reader_{Columns::content};
};

/// The look that shows how a source was at a time, or is now; its number and its window.
struct ShownWindow {
    std::int64_t look = 0;
    Instant made{};
    Window window;
};
std::optional<ShownWindow> shown_window(Connection& sql, std::int64_t source,
                                        const std::optional<Instant>& at);

}  // namespace stet::archive
