#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows.h"
#include "text/cat.h"

// The pages that a feed's items link to. Each is a source, found by every address that led to it:
// as the item has it, without what tracks the reader, after redirects, as the page calls itself.
namespace stet::archive {

namespace {

constexpr std::size_t longest_root = 56;  // of a name, which has 64 letters at most
// So long a refusal holds. Where a robots.txt could not be had, that is one too.
constexpr std::int64_t rest = 60 * 60;

// Before all that it was looked at under, so that none becomes the present address.
constexpr std::int64_t never_present = -1;

// One that was not looked at yet is the newest.
constexpr std::string_view leave_sql =
    "UPDATE sources SET followed = 0 WHERE number IN (SELECT s.number FROM sources s"
    " LEFT JOIN paces p ON p.source = s.number WHERE s.article_of = ?1 AND s.followed"
    " ORDER BY coalesce(p.changed, p.failing_since, 1 << 62) DESC, s.number DESC LIMIT -1 OFFSET "
    "?2)";

constexpr std::string_view feeds_sql =
    "SELECT s.number FROM source_settings a JOIN sources s ON s.number = a.source"
    " WHERE a.name = 'articles' AND s.followed";

/// `news.17`, after the feed.
std::string article_name(Connection& sql, const Source& feed) {
    const std::string root = feed.name.substr(0, longest_root);
    std::int64_t number =
        sql.number("SELECT count(*) FROM sources WHERE article_of = ?", feed.number).value_or(0);
    std::string name;
    do
        name = text::cat(root, '.', ++number);
    while (sql.number("SELECT 1 FROM sources WHERE name = ?", name));
    return name;
}

}  // namespace

std::vector<Source> Archive::feeds_with_articles() {
    Transaction transaction(database_->sql, Transaction::For::reading);
    std::vector<Source> feeds;
    Statement rows = database_->sql.query(feeds_sql);
    while (rows.step())
        feeds.push_back(known_source(database_->sql, rows.integer(0)).source);
    return feeds;
}

std::optional<Source> Archive::follow_article(const Source& feed,
                                              const std::vector<std::string>& addresses) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::writing);
    std::optional<std::int64_t> known;
    for (const std::string& address : addresses)
        if (!known)
            known = source_number(sql, address);
    const std::int64_t number =
        known ? *known : source_made(sql, addresses.front(), article_name(sql, feed));
    // The present address is the one of the newest date, of which a first one has none.
    sql.run("UPDATE source_addresses SET since = 0 WHERE source = ? AND since IS NULL", number);
    for (const std::string& address : addresses)
        sql.run(
            "INSERT INTO source_addresses (address, source, since) VALUES (?, ?, ?)"
            " ON CONFLICT (address) DO NOTHING",
            stored_address(address), number, never_present);
    std::optional<Source> article;
    if (!known) {
        sql.run("UPDATE sources SET article_of = ?2, followed = 1 WHERE number = ?1", number,
                feed.number);
        article = known_source(sql, number).source;
        article->access = feed.access;
        article->reading.zone = feed.reading.zone;
        article->reading.language = feed.reading.language;
        article = set(*article, {}).value_or(*article);
    }
    transaction.commit();
    return article;
}

bool Archive::is_settled(const std::string& link, Instant now) {
    Connection& sql = database_->sql;
    return source_number(sql, link) ||
           sql.number("SELECT 1 FROM passed_links WHERE address = ? AND abs(asked - ?) < ?",
                      stored_address(link), seconds(now), rest);
}

void Archive::pass_by(const std::string& link, Instant now) {
    database_->flush();
    Connection& sql = database_->sql;
    Transaction transaction(sql, Transaction::For::writing);
    sql.run("DELETE FROM passed_links WHERE abs(asked - ?) >= ?", seconds(now), rest);
    sql.run("INSERT OR REPLACE INTO passed_links (address, asked) VALUES (?, ?)",
            stored_address(link), seconds(now));
    transaction.commit();
}

void Archive::leave_oldest_articles(const Source& feed, std::size_t most) {
    if (database_->sql
            .number("SELECT count(*) FROM sources WHERE article_of = ? AND followed", feed.number)
            .value_or(0) <= static_cast<std::int64_t>(most))
        return;
    database_->flush();
    Transaction transaction(database_->sql, Transaction::For::writing);
    database_->sql.run(leave_sql, feed.number, static_cast<std::int64_t>(most));
    transaction.commit();
}

}  // namespace stet::archive
