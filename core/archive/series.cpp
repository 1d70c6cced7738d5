#include <algorithm>

#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows.h"
#include "model/selection.h"

// A series is a chain of sources, each with the setting `continues` but the first.
namespace stet::archive {

namespace {

// UNION, not UNION ALL: a ring, however it came to be, ends.
constexpr std::string_view parts_sql =
    "WITH RECURSIVE parts (number, source) AS ("
    " SELECT number, source FROM sources WHERE name = ?1 AND NOT EXISTS"
    "  (SELECT 1 FROM source_settings c WHERE c.source = sources.number AND c.name = 'continues')"
    " UNION SELECT s.number, s.source FROM parts p"
    "  JOIN source_settings c ON c.name = 'continues' AND c.value = p.source"
    "  JOIN sources s ON s.number = c.source) SELECT number FROM parts";

constexpr std::string_view last_parts_sql =
    "SELECT s.number FROM sources s WHERE s.followed"
    " AND EXISTS (SELECT 1 FROM source_settings n WHERE n.source = s.number"
    "  AND n.name IN ('continues', 'next', 'index'))"
    " AND NOT EXISTS (SELECT 1 FROM source_settings c"
    "  WHERE c.name = 'continues' AND c.value = s.source)";

std::vector<std::int64_t> numbers_of(Statement rows) {
    std::vector<std::int64_t> numbers;
    while (rows.step())
        numbers.push_back(rows.integer(0));
    return numbers;
}

std::vector<std::int64_t> numbers_of(Connection& sql, std::string_view word) {
    if (is_name_pattern(word))
        return numbers_of(
            sql.query("SELECT number FROM sources WHERE name GLOB ? ORDER BY number", word));
    std::vector<std::int64_t> numbers = numbers_of(sql.query(parts_sql, word));
    if (numbers.empty())
        if (const auto number = source_number(sql, word))
            numbers.push_back(*number);
    return numbers;
}

std::vector<Source> sources_of(Connection& sql, const std::vector<std::int64_t>& numbers) {
    std::vector<Source> sources;
    for (const std::int64_t number : numbers)
        sources.push_back(known_source(sql, number).source);
    return sources;
}

}  // namespace

std::vector<std::int64_t> source_numbers(Connection& sql, const std::vector<std::string>& words) {
    std::vector<std::int64_t> all;
    for (const std::string& word : words)
        for (const std::int64_t number : numbers_of(sql, word))
            all.push_back(number);
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::vector<Source> Archive::named(std::string_view word) {
    Transaction transaction(database_->sql, Transaction::For::reading);
    return sources_of(database_->sql, numbers_of(database_->sql, word));
}

std::vector<Source> Archive::last_parts() {
    Transaction transaction(database_->sql, Transaction::For::reading);
    return sources_of(database_->sql, numbers_of(database_->sql.query(last_parts_sql)));
}

Search Archive::search_of(const Source& source) {
    Search search;
    Statement row = database_->sql.query("SELECT found, asked, told FROM searches WHERE source = ?",
                                         source.number);
    if (row.step()) {
        search.found = row.text(0);
        search.asked = maybe_instant(row, 1);
        search.told = row.text(2);
    }
    return search;
}

void Archive::remember(const Source& source, const Search& search) {
    database_->flush();
    Transaction transaction(database_->sql, Transaction::For::writing);
    database_->sql.run(
        "INSERT INTO searches (source, found, asked, told) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (source) DO UPDATE SET found = ?2, asked = ?3, told = ?4",
        source.number, search.found, seconds(search.asked), search.told);
    transaction.commit();
}

}  // namespace stet::archive
