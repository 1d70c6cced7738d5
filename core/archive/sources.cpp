#include <algorithm>

#include "archive/archive.h"
#include "archive/database.h"
#include "archive/names.h"
#include "archive/rows.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::archive {

namespace {

constexpr std::string_view source_columns =
    "SELECT number, source, name, followed, every, etag, last_modified, first_look, last_look,"
    " last_change, last_outcome, looks, updates, revisions, withdrawn, newest_look, read_look,"
    " whole_look FROM sources ";

KnownSource read_source(const Statement& row) {
    KnownSource known;
    Source& source = known.source;
    source.number = row.integer(0);
    source.source = row.text(1);
    source.name = row.text(2);
    source.followed = row.integer(3) != 0;
    source.every = std::chrono::seconds(row.integer(4));
    source.etag = row.text(5);
    source.last_modified = row.text(6);
    source.first_look = maybe_instant(row, 7);
    source.last_look = maybe_instant(row, 8);
    source.last_change = maybe_instant(row, 9);
    source.last_outcome = row.text(10);
    source.looks = row.integer(11);
    source.updates = row.integer(12);
    source.revisions = row.integer(13);
    source.withdrawn = row.integer(14);
    known.newest_look = row.maybe(15);
    known.read_look = row.maybe(16);
    known.whole_look = row.maybe(17);
    return known;
}

struct Setting {
    std::string_view name;
    std::string Reading::*value;
};
constexpr Setting settings[] = {
    {"zone", &Reading::zone},     {"language", &Reading::language},
    {"item", &Reading::item},     {"title", &Reading::title},
    {"body", &Reading::body},     {"time", &Reading::time},
    {"author", &Reading::author}, {"id", &Reading::id},
};

void read_details(Connection& sql, Source& source) {
    Statement addresses =
        sql.query("SELECT address FROM source_addresses WHERE source = ? ORDER BY since, rowid",
                  source.number);
    while (addresses.step())
        source.addresses.push_back(addresses.string(0));
    Statement rows =
        sql.query("SELECT name, value FROM source_settings WHERE source = ? ORDER BY name, place",
                  source.number);
    while (rows.step()) {
        if (rows.text(0) == "drop")
            source.reading.drop.push_back(rows.string(1));
        for (const Setting& setting : settings)
            if (setting.name == rows.text(0))
                source.reading.*setting.value = rows.text(1);
    }
}

void write_settings(Connection& sql, std::int64_t source, const Reading& reading) {
    constexpr std::string_view insert =
        "INSERT INTO source_settings (source, name, place, value) VALUES (?, ?, ?, ?)";
    sql.run("DELETE FROM source_settings WHERE source = ?", source);
    for (const Setting& setting : settings)
        if (const std::string& value = reading.*setting.value; !value.empty())
            sql.run(insert, source, setting.name, 0, value);
    for (std::size_t i = 0; i < reading.drop.size(); ++i)
        if (!reading.drop[i].empty())
            sql.run(insert, source, "drop", i, reading.drop[i]);
}

}  // namespace

std::string stored_address(std::string_view address) {
    return text::is_http_url(address) ? text::without_credentials(address) : std::string(address);
}

std::optional<std::int64_t> source_number(Connection& sql, std::string_view name_or_address) {
    if (const auto by_name =
            sql.number("SELECT number FROM sources WHERE name = ?", name_or_address))
        return by_name;
    return sql.number("SELECT source FROM source_addresses WHERE address = ?",
                      stored_address(name_or_address));
}

KnownSource known_source(Connection& sql, std::int64_t number) {
    static const std::string by_number = text::cat(source_columns, "WHERE number = ?");
    Statement row = sql.query(by_number, number);
    if (!row.step())
        throw Damaged(text::cat("source ", number, " is missing"));
    KnownSource known = read_source(row);
    read_details(sql, known.source);
    return known;
}

std::string free_name(Connection& sql, std::string_view address) {
    const std::string base = short_name(address);
    const auto is_free = [&](std::string_view name) {
        return !sql.number("SELECT number FROM sources WHERE name = ?", name);
    };
    if (is_free(base))
        return base;
    for (char digit = '2'; digit <= '9'; ++digit)
        if (std::string name = text::cat(base, '-', digit); is_free(name))
            return name;
    // Many of one kind, such as the feeds of one host: a number would have to be searched for.
    std::size_t letters = 5;
    std::string name;
    do
        name = text::cat(base, '-', letters_for(address, letters++));
    while (!is_free(name));
    return name;
}

std::int64_t source_made(Connection& sql, const std::string& address, const std::string& name) {
    if (const auto number = source_number(sql, address))
        return *number;
    const std::string stored = stored_address(address);
    sql.run("INSERT INTO sources (source, name) VALUES (?, ?)", stored,
            name.empty() ? free_name(sql, stored) : name);
    const std::int64_t number = sql.last_inserted();
    sql.run("INSERT INTO source_addresses (address, source) VALUES (?, ?)", stored, number);
    return number;
}

std::optional<Source> Archive::find_source(std::string_view name_or_address) {
    Transaction transaction(database_->sql, Transaction::For::reading);
    const auto number = source_number(database_->sql, name_or_address);
    if (!number)
        return std::nullopt;
    return known_source(database_->sql, *number).source;
}

std::vector<Source> Archive::sources() {
    database_->flush();
    static const std::string all = text::cat(source_columns, "ORDER BY number");
    Transaction transaction(database_->sql, Transaction::For::reading);
    std::vector<Source> sources;
    Statement rows = database_->sql.query(all);
    while (rows.step())
        sources.push_back(read_source(rows).source);
    for (Source& source : sources)
        read_details(database_->sql, source);
    return sources;
}

Result<Source> Archive::follow(const std::string& address, const std::string& name,
                               const Reading& reading, std::chrono::seconds every) {
    if (address.empty())
        return Error{Error::Kind::usage, "no address to follow", {}, {}};
    if (!name.empty() && !is_name(name))
        return Error{Error::Kind::usage,
                     text::cat("not a name for a source '", name, "'"),
                     {},
                     "letters, digits, '.', '_' and '-', at most 64"};
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::writing);
    const std::optional<std::int64_t> known = source_number(sql, address);
    if (!name.empty()) {
        const auto owner = sql.number("SELECT number FROM sources WHERE name = ?", name);
        if (owner && owner != known)
            return Error{Error::Kind::usage,
                         text::cat("the name '", name, "' is taken"),
                         known_source(sql, *owner).source.address(),
                         {}};
    }
    const std::int64_t number = known ? *known : source_made(sql, address, name);
    if (!name.empty())
        sql.run("UPDATE sources SET name = ? WHERE number = ?", name, number);
    sql.run("UPDATE sources SET followed = 1, every = ? WHERE number = ?", every.count(), number);
    write_settings(sql, number, reading);
    Source source = known_source(sql, number).source;
    transaction.commit();
    return source;
}

void Archive::unfollow(const Source& source) {
    database_->flush();
    Transaction transaction(database_->sql, Transaction::For::writing);
    database_->sql.run("UPDATE sources SET followed = 0 WHERE number = ?", source.number);
    transaction.commit();
}

}  // namespace stet::archive
