#include "archive/came_back.h"

#include <string_view>

#include "archive/rows.h"

namespace stet::archive {

namespace {

// A look that brings something back is the first after one that was whole and did not show it.
constexpr std::string_view return_sql =
    "SELECT c.at, (SELECT b.last FROM looks b WHERE b.source = l.source AND b.number < l.number"
    "  AND b.outcome IN ('ok', 'unchanged') ORDER BY b.number DESC LIMIT 1)"
    " FROM change_log c JOIN states st ON st.number = c.state JOIN looks l ON l.number = c.look"
    " WHERE c.entry = st.entry AND c.state = ?1 AND c.change = 'restored' AND c.look <= ?2"
    "  AND c.look > st.look ORDER BY c.look DESC LIMIT 1";

}  // namespace

void came_back(Connection& sql, std::int64_t state, std::int64_t look, Item& item) {
    Statement row = sql.query(return_sql, state, look);
    if (!row.step())
        return;
    item.observed = maybe_instant(row, 0);
    item.not_before = maybe_instant(row, 1);
}

}  // namespace stet::archive
