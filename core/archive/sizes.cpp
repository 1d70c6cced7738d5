#include <algorithm>
#include <map>

#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows.h"

namespace stet::archive {

namespace {

// What a row takes beside its texts and bodies, with its event in the chain and its places in the
// indexes; and a text, with what the index of words holds of it.
constexpr double bytes_of_row = 400;
constexpr double bytes_of_letter = 2.2;

constexpr std::chrono::days recent{30};

struct Weight {
    double all = 0, lately = 0;
};

// Each query brings source, bytes, rows, and both since ?1.
constexpr std::string_view captures_sql =
    "SELECT source, sum(length(stored)), count(*),"
    " sum(CASE WHEN observed >= ?1 THEN length(stored) ELSE 0 END), sum(observed >= ?1)"
    " FROM captures GROUP BY source";
constexpr std::string_view looks_sql =
    "SELECT source, sum(coalesce(length(window), 0)), count(*),"
    " sum(CASE WHEN last >= ?1 THEN coalesce(length(window), 0) ELSE 0 END), sum(last >= ?1)"
    " FROM looks GROUP BY source";
constexpr std::string_view states_sql =
    "WITH texts AS (SELECT e.source, st.observed, coalesce(length(st.title), 0)"
    "  + coalesce(length(st.summary), 0) + coalesce(length(st.content_text), 0)"
    "  + coalesce(length(st.content_html), 0) AS letters"
    "  FROM states st JOIN entries e ON e.number = st.entry)"
    " SELECT source, sum(letters), count(*),"
    " sum(CASE WHEN observed >= ?1 THEN letters ELSE 0 END), sum(observed >= ?1)"
    " FROM texts GROUP BY source";

void weigh(Connection& sql, std::string_view query, Instant since, double each,
           std::map<std::int64_t, Weight>& weights) {
    Statement rows = sql.query(query, seconds(since));
    while (rows.step()) {
        Weight& weight = weights[rows.integer(0)];
        weight.all += each * rows.real(1) + bytes_of_row * rows.real(2);
        weight.lately += each * rows.real(3) + bytes_of_row * rows.real(4);
    }
}

}  // namespace

std::vector<Size> Archive::sizes(Instant now) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::reading);
    const Instant since = now - recent;
    std::map<std::int64_t, Weight> weights;
    weigh(sql, captures_sql, since, 1, weights);
    weigh(sql, looks_sql, since, 1, weights);
    weigh(sql, states_sql, since, bytes_of_letter, weights);
    double total = 1;
    for (const auto& [source, weight] : weights)
        total += weight.all;
    const auto number = [&](std::string_view query) { return sql.number(query).value_or(0); };
    const auto file = static_cast<double>(number("PRAGMA page_count") * number("PRAGMA page_size"));

    std::vector<Size> sizes;
    Statement rows = sql.query("SELECT number, first_look FROM sources ORDER BY number");
    while (rows.step()) {
        const Weight weight = weights[rows.integer(0)];
        const auto known = maybe_instant(rows, 1);
        const auto age = known && *known < now ? now - *known : std::chrono::seconds(0);
        const auto days = std::clamp<double>(static_cast<double>(age.count()) / 86'400, 1, 30);
        sizes.push_back(
            {.source = rows.integer(0),
             .bytes = static_cast<std::int64_t>(file * weight.all / total),
             .bytes_per_day = static_cast<std::int64_t>(file * weight.lately / total / days)});
    }
    return sizes;
}

}  // namespace stet::archive
