#include <algorithm>
#include <map>

#include "archive/look_state.h"
#include "archive/names.h"
#include "archive/rows.h"
#include "archive/settling.h"
#include "text/cat.h"

namespace stet::archive {

void Settling::match_entries() {
    Statement rows = aside_.query("SELECT number, kind, id FROM entries ORDER BY number");
    std::vector<std::pair<std::int64_t, std::string>> open;  // whose ids are to be looked at last
    while (rows.step()) {
        const Kind kind = kind_of(rows.text(1));
        const std::string id = rows.string(2), name = entry_name(kind, id);
        const auto key = derived_.keys.find(name);
        std::optional<std::int64_t> entry;
        if (key != derived_.keys.end()) {
            entry = sql_.number("SELECT number FROM entries WHERE key = ?", key->second);
            if (!entry)
                entry = returned_entry(key->second);
        }
        if (entry && taken_.insert(*entry).second)
            rows_.entries.emplace(rows.integer(0), *entry);
        else
            open.emplace_back(rows.integer(0), id);
    }
    for (const auto& [number, id] : open) {
        Statement row = aside_.query("SELECT kind FROM entries WHERE number = ?", number);
        if (!row.step())
            continue;
        const Kind kind = kind_of(row.text(0));
        rows_.entries.emplace(number, entry_for(entry_name(kind, id), kind, id));
    }
}

// What went into others: so it was judged, or so the documents are read.
void Settling::find_heirs() {
    const auto note = [&](std::optional<std::int64_t> entry, const std::string& into) {
        const auto heir = sql_.number("SELECT number FROM entries WHERE key = ?", into);
        if (entry && heir && !taken_.contains(*entry))
            rows_.heirs.emplace(*entry, *heir);
    };
    Statement rows = sql_.query("SELECT number FROM entries WHERE source = ?", source_.number);
    while (rows.step())
        note(rows.integer(0), derived_.judgements->place(rows.integer(0), 1).key);
    for (const auto& [key, name] : derived_.absorbed)
        if (const auto into = derived_.keys.find(name); into != derived_.keys.end())
            note(sql_.number("SELECT number FROM entries WHERE key = ?", key), into->second);
}

// The numbers of updates rise as they came, like those of looks.
void Settling::order_entries() {
    const std::map<std::int64_t, std::int64_t> present(rows_.entries.begin(), rows_.entries.end());
    std::vector<std::int64_t> numbers;
    for (const auto& [derived, entry] : present)
        numbers.push_back(entry);
    std::ranges::sort(numbers);
    std::vector<std::pair<std::int64_t, std::int64_t>> moved;
    for (std::size_t i = 0; const auto& [derived, entry] : present) {
        rows_.entries[derived] = numbers[i];
        if (entry != numbers[i])
            moved.emplace_back(entry, numbers[i]);
        ++i;
    }
    const auto renumber = [&](std::int64_t from, std::int64_t to) {
        sql_.run("UPDATE entries SET number = ? WHERE number = ?", to, from);
        sql_.run("UPDATE states SET entry = ? WHERE entry = ?", to, from);
        sql_.run("UPDATE change_log SET entry = ? WHERE entry = ?", to, from);
        sql_.run("UPDATE rekeys SET entry = ? WHERE entry = ?", to, from);
    };
    for (const auto& [from, to] : moved)
        renumber(from, -from);
    for (const auto& [from, to] : moved)
        renumber(-from, to);
    const std::map<std::int64_t, std::int64_t> places(moved.begin(), moved.end());
    for (auto& [entry, heir] : rows_.heirs)
        if (const auto at = places.find(heir); at != places.end())
            heir = at->second;
}

// One that the archive knows or knew by its id, else a new one.
std::int64_t Settling::entry_for(const std::string& name, Kind kind, const std::string& id) {
    const auto known =
        sql_.number("SELECT number FROM entries WHERE source = ? AND kind = ? AND id = ?",
                    source_.number, name_of(kind), id);
    if (known && taken_.insert(*known).second)
        return *known;
    Statement former =
        sql_.query("SELECT key FROM former_entries WHERE source = ? AND kind = ? AND id = ?",
                   source_.number, name_of(kind), id);
    const auto returned = former.step() ? returned_entry(former.string(0)) : std::nullopt;
    const std::int64_t entry = returned ? *returned : new_entry(name, kind, id);
    taken_.insert(entry);
    return entry;
}

// An update that was another for a while.
std::optional<std::int64_t> Settling::returned_entry(const std::string& key) {
    if (!sql_.number("SELECT 1 FROM former_entries WHERE key = ?", key))
        return std::nullopt;
    sql_.run(
        "INSERT INTO entries (source, kind, id, key) SELECT source, kind, id, key"
        " FROM former_entries WHERE key = ?",
        key);
    const std::int64_t entry = sql_.last_inserted();
    sql_.run("DELETE FROM former_entries WHERE key = ?", key);
    return entry;
}

std::int64_t Settling::new_entry(const std::string& name, Kind kind, const std::string& id) {
    const auto is_used = [&](std::string_view column, const std::string& value) {
        for (const std::string_view table : {"entries", "former_entries"})
            if (column == "key"
                    ? sql_.number(text::cat("SELECT 1 FROM ", table, " WHERE key = ?"), value)
                    : sql_.number(text::cat("SELECT 1 FROM ", table,
                                            " WHERE source = ? AND kind = ? AND id = ?"),
                                  source_.number, name_of(kind), value))
                return true;
        return false;
    };
    std::string own = id;
    for (int n = 2; is_used("id", own); ++n)
        own = text::cat("stet:", hex(bytes_of(sha256(text::cat(name, '\n', n))).substr(0, 8)));
    const std::string named = text::cat(source_.source, '\0', name_of(kind), '\0', own);
    std::string key;
    for (std::size_t letters = 5; key.empty() || is_used("key", key); ++letters)
        key = text::cat(source_.name, '/', letters_for(named, letters));
    sql_.run("INSERT INTO entries (source, kind, id, key) VALUES (?, ?, ?, ?)", source_.number,
             name_of(kind), own, key);
    return sql_.last_inserted();
}

void Settling::write_entries() {
    constexpr std::string_view update_sql =
        "UPDATE entries SET publisher_id = ?2, newest = ?3, revisions = st.revision,"
        " withdrawn = ?4, published = st.date_published FROM states st"
        " WHERE entries.number = ?1 AND st.number = ?3"
        " AND (publisher_id, newest, revisions, withdrawn, published)"
        " IS NOT (?2, ?3, st.revision, ?4, st.date_published)";
    Statement rows =
        aside_.query("SELECT number, id, publisher_id, withdrawn, newest FROM entries");
    while (rows.step()) {
        const std::int64_t entry = rows_.entries.at(rows.integer(0));
        Statement own = sql_.query("SELECT id FROM entries WHERE number = ?", entry);
        if (!own.step())
            throw Damaged(text::cat("update ", entry, " is missing"));
        std::string shown = rows.is_null(2) ? rows.string(1) : rows.string(2);
        if (shown == own.text(0) || is_made_id(shown))
            shown.clear();
        const std::int64_t newest = states_->became(rows.integer(4)).last;
        sql_.run(update_sql, entry, shown, newest, rows.integer(3));
    }
}

// What no document shows any more as an update of its own.
void Settling::retire_entries() {
    std::vector<std::int64_t> former;
    Statement rows = sql_.query("SELECT number FROM entries WHERE source = ?", source_.number);
    while (rows.step())
        if (!taken_.contains(rows.integer(0)))
            former.push_back(rows.integer(0));
    for (const std::int64_t entry : former) {
        const auto first = first_states_.find(entry);
        sql_.run(
            "INSERT INTO former_entries (key, source, kind, id, state)"
            " SELECT key, source, kind, id, ?1 FROM entries WHERE number = ?2",
            first == first_states_.end() ? std::nullopt : std::optional(first->second), entry);
        sql_.run("DELETE FROM entries WHERE number = ?", entry);
    }
}

// What left no state is told by one of the update that it is judged to be now.
void Settling::point_to_heirs() {
    Statement rows = sql_.query("SELECT key FROM former_entries WHERE source = ? AND state IS NULL",
                                source_.number);
    std::vector<std::string> gone;
    while (rows.step())
        gone.push_back(rows.string(0));
    for (const std::string& key : gone)
        if (const std::string into = derived_.judgements->present_key(key); !into.empty())
            sql_.run(
                "UPDATE former_entries SET heir = coalesce((SELECT st.number FROM entries e"
                "  JOIN states st ON st.entry = e.number AND st.revision = 1 WHERE e.key = ?1),"
                " heir) WHERE key = ?2",
                into, key);
}

}  // namespace stet::archive
