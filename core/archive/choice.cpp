#include "archive/choice.h"

#include <algorithm>

#include "archive/database.h"
#include "model/key.h"
#include "text/cat.h"

namespace stet::archive {

Choice::Choice(Connection& sql, const Selection& selection, std::string_view time_column)
    : rest_(selection) {
    if (selection.sources.empty()) {
        Statement rows = sql.query("SELECT number FROM sources ORDER BY number");
        while (rows.step())
            sources_.push_back(rows.integer(0));
    } else {
        sources_ = source_numbers(sql, selection.sources);
        where_ += " AND e.source IN (";
        for (const std::int64_t number : sources_) {
            where_ += values_.empty() ? "?" : ", ?";
            values_.emplace_back(number);
        }
        where_ += ')';
    }
    if (selection.since)
        add(text::cat(time_column, " >= ?"), seconds(*selection.since));
    if (selection.until)
        add(text::cat(time_column, " < ?"), seconds(*selection.until));

    // A key without a stroke is the name of a source, which matches() knows.
    std::vector<std::string> keys;
    for (const std::string& key : selection.keys)
        if (key.find('/') != std::string::npos)
            keys.push_back(parse_key(key).update);
    if (keys.size() == selection.keys.size())
        add_any("e.key", keys);
    std::vector<std::string> kinds;
    for (const Kind kind : selection.kinds)
        kinds.emplace_back(name_of(kind));
    add_any("e.kind", kinds);

    rest_.sources.clear();
    rest_.since.reset();
    rest_.until.reset();
}

void Choice::add(std::string_view condition, Value value) {
    where_ += text::cat(" AND ", condition);
    values_.push_back(std::move(value));
}

void Choice::add_any(std::string_view column, const std::vector<std::string>& values) {
    if (values.empty())
        return;
    where_ += text::cat(" AND ", column, " IN (");
    for (const std::string& value : values) {
        where_ += &value == &values.front() ? "?" : ", ?";
        values_.emplace_back(value);
    }
    where_ += ')';
}

void Choice::bind(Statement& statement) const {
    for (const Value& value : values_)
        std::visit([&](const auto& held) { statement.bind(held); }, value);
}

bool Choice::asks_for_edits() const {
    return !rest_.changes.empty() || !rest_.classes.empty() || rest_.silent;
}

void Previous::fill(const State& state, Item& item) {
    static const std::string before_sql =
        text::cat("SELECT ", columns_of(Columns::content), from_states,
                  "WHERE st.entry = ? AND st.revision = ?");
    if (item.changed.empty() || item.revision < 2)
        return;
    Statement row = sql_.query(before_sql, state.entry, item.revision - 1);
    if (!row.step())
        return;
    const Item before = reader_.read(row).item;
    for (const std::string& name : item.changed)
        if (std::string json = member_json(before, name); !json.empty())
            item.previous.push_back({name, std::move(json)});
}

std::optional<ShownWindow> shown_window(Connection& sql, std::int64_t source,
                                        const std::optional<Instant>& at) {
    constexpr std::string_view newest_sql =
        "SELECT l.number, l.last, w.window FROM sources s JOIN looks l ON l.number = s.read_look"
        " JOIN looks w ON w.number = l.window_look WHERE s.number = ?";
    // Of a run it is only known that its first and its last look saw the same; at any time
    // between them so did a look not long before.
    constexpr std::string_view then_sql =
        "SELECT l.number, min(l.last, max(l.first, ?2)), w.window FROM looks l"
        " JOIN looks w ON w.number = l.window_look WHERE l.source = ?1 AND l.first <= ?2"
        " ORDER BY l.first DESC, l.number DESC LIMIT 1";
    Statement row = at ? sql.query(then_sql, source, seconds(*at)) : sql.query(newest_sql, source);
    if (!row.step())
        return std::nullopt;
    return ShownWindow{row.integer(0), instant(row.integer(1)), stored_window(row.text(2))};
}

}  // namespace stet::archive
