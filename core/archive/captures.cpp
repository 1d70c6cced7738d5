#include "archive/archive.h"
#include "archive/database.h"
#include "archive/rows.h"
#include "base/digest.h"
#include "model/pages.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::chrono::hours between_kept{1};

constexpr std::string_view insert_capture_sql =
    "INSERT INTO captures (source, was_read, observed, came, status, address, content_type,"
    " content_language, content_location, redirects, peer, duration, digest, bytes, request_bytes,"
    " response_bytes, base, depth, stored, heads)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

constexpr std::string_view capture_sql =
    "SELECT s.source, c.observed, c.came, c.status, c.address, c.content_type,"
    " c.content_language, c.content_location, c.redirects, c.peer, c.duration"
    " FROM captures c JOIN sources s ON s.number = c.source WHERE c.number = ?";

Document::Came came_of(std::string_view word) {
    using enum Document::Came;
    for (const Document::Came came : {network, file, standard_input, warc})
        if (name_of(came) == word)
            return came;
    return file;
}

}  // namespace

std::int64_t insert_capture(Database& database, std::int64_t source, const Document& document,
                            std::string_view digest, bool was_read) {
    Connection& sql = database.sql;
    const auto predecessor = newest_capture(sql, source, was_read);
    Content content;
    content.request_bytes = document.request_head.size();
    content.response_bytes = document.response_head.size();
    content.bytes = text::cat(document.request_head, document.response_head, document.body);
    const Bodies::Frame frame = database.bodies.compress(
        content.bytes, predecessor ? std::optional(predecessor->number) : std::nullopt);

    std::string redirects;
    for (const std::string& address : document.redirects)
        redirects += text::cat(redirects.empty() ? "" : "\n", stored_address(address));
    sql.run(insert_capture_sql, source, was_read, seconds(document.observed),
            name_of(document.came), document.status, stored_address(document.address),
            document.content_type, document.content_language, document.content_location, redirects,
            document.peer, document.duration.count(), Blob{digest}, document.body.size(),
            content.request_bytes, content.response_bytes, frame.base, frame.depth,
            Blob{frame.stored}, Blob{bytes_of(sha256(content.heads()))});
    const std::int64_t number = sql.last_inserted();
    database.bodies.remember(number, frame, std::move(content));
    return number;
}

std::optional<KeptCapture> newest_capture(Connection& sql, std::int64_t source, bool was_read) {
    Statement row = sql.query(
        "SELECT number, observed, digest FROM captures WHERE source = ? AND was_read = ?"
        " ORDER BY number DESC LIMIT 1",
        source, was_read);
    if (!row.step())
        return std::nullopt;
    return KeptCapture{row.integer(0), instant(row.integer(1)), row.string(2)};
}

bool is_of_pages(Connection& sql, std::int64_t capture) {
    Statement row = sql.query("SELECT content_type FROM captures WHERE number = ?", capture);
    return row.step() && stet::is_of_pages(row.text(0));
}

std::optional<std::int64_t> capture_now_and_then(Database& database, std::int64_t source,
                                                 const Document& document, std::string_view digest,
                                                 bool was_read) {
    if (database.derives)
        return std::nullopt;
    const auto kept = newest_capture(database.sql, source, was_read);
    if (kept && kept->digest == digest)
        return kept->number;
    // A clock that jumped, either way, is no reason to keep nothing.
    if (kept && std::chrono::abs(document.observed - kept->observed) < between_kept)
        return std::nullopt;
    return insert_capture(database, source, document, digest, was_read);
}

std::optional<Document> Archive::capture(std::int64_t number) {
    Transaction transaction(database_->sql, Transaction::For::reading);
    return read_capture_of(*database_, number);
}

std::optional<Document> read_capture_of(Database& database, std::int64_t number) {
    Statement row = database.sql.query(capture_sql, number);
    if (!row.step())
        return std::nullopt;
    Document document;
    document.source = row.text(0);
    document.observed = instant(row.integer(1));
    document.came = came_of(row.text(2));
    document.status = static_cast<int>(row.integer(3));
    document.address = row.text(4);
    document.content_type = row.text(5);
    document.content_language = row.text(6);
    document.content_location = row.text(7);
    if (!row.is_null(8))
        for (const std::string_view address : text::split(row.text(8), '\n'))
            document.redirects.emplace_back(address);
    document.peer = row.text(9);
    document.duration = std::chrono::milliseconds(row.integer(10));
    const Content& content = database.bodies.restore(number);
    document.request_head = content.request_head();
    document.response_head = content.response_head();
    document.body = content.body();
    return document;
}

}  // namespace stet::archive
