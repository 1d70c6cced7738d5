#include "archive/ids_apart.h"

#include <algorithm>
#include <string_view>

namespace stet::archive {

namespace {

constexpr std::string_view rekeys_sql =
    "SELECT r.entry, r.old_id, r.new_id FROM rekeys r JOIN entries e ON e.number = r.entry"
    " WHERE e.source = ? ORDER BY r.entry, r.number";

// An update that has an id which another update gave up.
constexpr std::string_view taken_over_sql =
    "SELECT r.old_id, e.id, coalesce(e.publisher_id, e.id) FROM rekeys r"
    " JOIN entries e ON e.number = r.entry"
    " WHERE e.source = ?1 AND coalesce(e.publisher_id, e.id) <> r.old_id AND EXISTS"
    "  (SELECT 1 FROM entries o WHERE o.source = ?1 AND o.publisher_id = r.old_id"
    "   AND o.number <> e.number)";

constexpr std::string_view given_up_sql =
    "SELECT e.id, coalesce(e.publisher_id, e.id) FROM rekeys r JOIN entries e ON e.number = r.entry"
    " WHERE e.source = ? AND r.old_id = ?";

void add(std::vector<IdPair>& pairs, std::string a, std::string b) {
    if (a != b)
        pairs.emplace_back(std::move(a), std::move(b));
}

// The ids of one update, in order: one that comes back is apart from those in between.
void add_returned(const std::vector<std::string>& ids, std::vector<IdPair>& pairs) {
    for (std::size_t n = 0; n < ids.size(); ++n)
        for (std::size_t back = n + 2; back < ids.size(); ++back)
            if (ids[back] == ids[n])
                for (std::size_t between = n + 1; between < back; ++between)
                    add(pairs, ids[n], ids[between]);
}

}  // namespace

std::vector<IdPair> ids_apart(Connection& sql, std::int64_t source) {
    std::vector<IdPair> pairs;
    Statement known = sql.query("SELECT id, other FROM ids_apart WHERE source = ?", source);
    while (known.step())
        pairs.emplace_back(known.string(0), known.string(1));
    std::int64_t entry = 0;
    std::vector<std::string> ids;
    Statement rekeys = sql.query(rekeys_sql, source);
    while (rekeys.step()) {
        if (rekeys.integer(0) != entry) {
            add_returned(ids, pairs);
            entry = rekeys.integer(0);
            ids.assign(1, rekeys.string(1));
        }
        ids.push_back(rekeys.string(2));
    }
    add_returned(ids, pairs);
    Statement taken = sql.query(taken_over_sql, source);
    while (taken.step())
        for (const int column : {1, 2})
            add(pairs, taken.string(0), taken.string(column));
    std::ranges::sort(pairs);
    const auto [first, last] = std::ranges::unique(pairs);
    pairs.erase(first, last);
    return pairs;
}

std::vector<IdPair> ids_apart_from(Connection& sql, std::int64_t source, const std::string& id) {
    std::vector<IdPair> pairs;
    Statement known =
        sql.query("SELECT other FROM ids_apart WHERE source = ? AND id = ?", source, id);
    while (known.step())
        pairs.emplace_back(id, known.string(0));
    Statement given_up = sql.query(given_up_sql, source, id);
    while (given_up.step())
        for (const int column : {0, 1})
            add(pairs, id, given_up.string(column));
    return pairs;
}

void write_ids_apart(Connection& sql, std::int64_t source, const std::vector<IdPair>& pairs) {
    for (const auto& [a, b] : pairs) {
        sql.run("INSERT OR IGNORE INTO ids_apart (source, id, other) VALUES (?, ?, ?)", source, a,
                b);
        sql.run("INSERT OR IGNORE INTO ids_apart (source, id, other) VALUES (?, ?, ?)", source, b,
                a);
    }
}

}  // namespace stet::archive
