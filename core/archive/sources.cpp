#include <algorithm>

#include "archive/archive.h"
#include "archive/database.h"
#include "archive/names.h"
#include "archive/profiles.h"
#include "archive/rows.h"
#include "archive/settings.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::archive {

namespace {

constexpr int most_parts = 10'000;  // of a series: one a day, for a lifetime

const std::string& source_columns() {
    static const std::string columns = text::cat(
        "SELECT s.number, s.source, s.name, s.followed, s.every, s.etag, s.last_modified,"
        " s.first_look, s.last_look, s.last_change, s.last_outcome, s.looks, s.updates, "
        "s.revisions,"
        " s.withdrawn, s.newest_look, s.read_look, s.whole_look, ",
        pace_columns, ", (SELECT f.source FROM sources f WHERE f.number = s.article_of)",
        " FROM sources s LEFT JOIN paces p ON p.source = s.number ");
    return columns;
}

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
    source.article_of = row.text(read_pace(row, 18, source));
    return known;
}

std::optional<std::int64_t> source_number_of_address(Connection& sql, std::string_view address) {
    return sql.number("SELECT source FROM source_addresses WHERE address = ?",
                      stored_address(address));
}

void read_details(Connection& sql, Source& source) {
    Statement addresses =
        sql.query("SELECT address FROM source_addresses WHERE source = ? ORDER BY since, rowid",
                  source.number);
    while (addresses.step())
        source.addresses.push_back(addresses.string(0));
    if (source.addresses.empty())
        throw Damaged(text::cat("source ", source.number, " has no address"),
                      "stet check tells more");
    read_settings(sql, source);
    source.listing = listing_of(read_profile(sql, source.number));
}

/// Stores the addresses that are new, and that the present one is it.
std::optional<Error> write_addresses(Connection& sql, const Source& before, const Source& after,
                                     Instant now) {
    for (const std::string& address : after.addresses) {
        const auto owner = source_number_of_address(sql, address);
        if (owner && *owner != after.number)
            return Error{Error::Kind::usage,
                         text::cat("the address '", address, "' is another source's"),
                         known_source(sql, *owner).source.name,
                         {}};
        if (!owner)
            sql.run("INSERT INTO source_addresses (address, source, since) VALUES (?, ?, ?)",
                    stored_address(address), after.number, seconds(now));
    }
    if (after.address() == before.address())
        return std::nullopt;
    sql.run("UPDATE source_addresses SET since = ?2 WHERE address = ?1",
            stored_address(after.address()), seconds(now));
    // What the other address said of its answer is nothing to this one.
    sql.run("UPDATE sources SET etag = NULL, last_modified = NULL WHERE number = ?", after.number);
    return std::nullopt;
}

/// What is wrong with a name for a source, `of` if it has it already.
std::optional<Error> name_fault(Connection& sql, const std::string& name,
                                std::optional<std::int64_t> of) {
    if (!is_name(name))
        return Error{Error::Kind::usage,
                     text::cat("not a name for a source '", name, "'"),
                     {},
                     "letters, digits, '.', '_' and '-', at most 64"};
    const auto owner = sql.number("SELECT number FROM sources WHERE name = ?", name);
    if (owner && owner != of)
        return Error{Error::Kind::usage,
                     text::cat("the name '", name, "' is taken"),
                     known_source(sql, *owner).source.address(),
                     {}};
    return std::nullopt;
}

/// Puts a source's name in records in the place of the word for the one that is continued. An
/// address need not be known: lists are taken over in any order.
std::optional<Error> settle_continues(Connection& sql, Source& source) {
    std::string& word = source.series.continues;
    if (word.empty())
        return std::nullopt;
    const auto number = source_number(sql, word);
    if (!number && !text::is_http_url(word))
        return Error{
            Error::Kind::usage, text::cat("no source '", word, "' to be continued"), {}, {}};
    word = number ? known_source(sql, *number).source.source : stored_address(word);
    std::string before = word;
    for (int parts = 0; !before.empty() && before != source.source; ++parts) {
        const auto part = source_number_of_address(sql, before);
        before = part && parts < most_parts ? known_source(sql, *part).source.series.continues
                                            : std::string();
    }
    if (before.empty())
        return std::nullopt;
    return Error{Error::Kind::usage,
                 text::cat("'", source.name, "' would continue itself"),
                 known_source(sql, *source_number_of_address(sql, word)).source.name,
                 {}};
}

}  // namespace

std::string stored_address(std::string_view address) {
    return text::is_http_url(address) ? text::without_credentials(address) : std::string(address);
}

std::optional<std::int64_t> source_number(Connection& sql, std::string_view name_or_address) {
    if (const auto by_name =
            sql.number("SELECT number FROM sources WHERE name = ?", name_or_address))
        return by_name;
    return source_number_of_address(sql, name_or_address);
}

std::vector<std::optional<std::int64_t>> sources_named(Connection& sql,
                                                       const Selection& selection) {
    std::vector<std::optional<std::int64_t>> sources;
    for (const std::int64_t number : source_numbers(sql, selection.sources))
        sources.emplace_back(number);
    if (selection.sources.empty())
        sources.emplace_back(std::nullopt);
    return sources;
}

KnownSource known_source(Connection& sql, std::int64_t number) {
    static const std::string by_number = text::cat(source_columns(), "WHERE s.number = ?");
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
    static const std::string all = text::cat(source_columns(), "ORDER BY s.number");
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
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::writing);
    const std::optional<std::int64_t> known = source_number(sql, address);
    if (!name.empty())
        if (std::optional<Error> fault = name_fault(sql, name, known))
            return *fault;
    Source source = known_source(sql, known ? *known : source_made(sql, address, name)).source;
    if (!name.empty())
        source.name = name;
    source.followed = true;
    source.reading = reading;
    source.every = every;
    source.article_of.clear();
    const Result<Source> kept = set(source, {});
    if (kept)
        transaction.commit();
    return kept;
}

Result<Source> Archive::set(const Source& source, Instant now) {
    if (std::optional<Error> fault = fault_of(source.access))
        return *fault;
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::writing);
    const Source before = known_source(sql, source.number).source;
    if (source.name != before.name)
        if (std::optional<Error> fault = name_fault(sql, source.name, source.number))
            return *fault;
    if (std::optional<Error> fault = write_addresses(sql, before, source, now))
        return *fault;
    Source wanted = source;
    if (std::optional<Error> fault = settle_continues(sql, wanted))
        return *fault;
    sql.run(
        "UPDATE sources SET name = ?2, followed = ?3, every = ?4,"
        " article_of = iif(?5, NULL, article_of) WHERE number = ?1",
        source.number, source.name, source.followed, source.every.count(),
        source.article_of.empty());
    write_settings(sql, wanted);
    // That the first page is as it was says nothing of further ones.
    if (source.older_pages > before.older_pages)
        sql.run("UPDATE sources SET etag = NULL, last_modified = NULL WHERE number = ?",
                source.number);
    if (source.every != before.every || source.article_of != before.article_of)
        replan(sql, source.number);
    if (wanted.series.continues != before.series.continues)
        for (const std::string& part : {before.series.continues, wanted.series.continues})
            if (const auto number = source_number_of_address(sql, part))
                replan(sql, *number);
    Source after = known_source(sql, source.number).source;
    transaction.commit();
    return after;
}

void Archive::unfollow(const Source& source) {
    database_->flush();
    Transaction transaction(database_->sql, Transaction::For::writing);
    database_->sql.run("UPDATE sources SET followed = 0 WHERE number = ?1 OR article_of = ?1",
                       source.number);
    transaction.commit();
}

}  // namespace stet::archive
