#include "archive/chain.h"

#include <array>
#include <optional>

#include "archive/packed.h"
#include "archive/window.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::size_t salt_size = 16;

struct SubjectRow {
    std::string_view name;
    std::string_view rows;  ///< brings the numbers of the rows that an event must cover
    std::string_view sql;   ///< the columns that the digest covers, in their order
};

// How many columns of a look come after its window, which is spelled out (add_window): of its
// capture, covered where its heads have a digest, which captures of older versions lack; and what
// was typed for the look, covered where there is something.
constexpr int after_window = 3;

constexpr std::array<SubjectRow, subjects> subject_rows{{
    {"look", "SELECT number FROM looks",
     "SELECT s.source, l.first, l.outcome, l.detail, l.status, l.came, l.digest, l.bytes, l.added,"
     " l.edited, l.withdrawn, l.restored, l.stamp, c.observed, c.came, c.status, c.address,"
     " c.content_type, c.content_language, c.content_location, c.redirects, c.peer, c.duration,"
     " c.digest, c.bytes, c.request_bytes, c.response_bytes, w.first, l.window, c.was_read,"
     " c.heads, l.reading"
     " FROM looks l JOIN sources s ON s.number = l.source"
     " LEFT JOIN captures c ON c.number = l.capture"
     " LEFT JOIN looks w ON w.number = l.window_look WHERE l.number = ?"},
    {"run",
     "SELECT l.number FROM looks l WHERE l.count > 1"
     " AND l.number NOT IN (SELECT newest_look FROM sources WHERE newest_look IS NOT NULL)",
     "SELECT s.source, l.first, l.last, l.count"
     " FROM looks l JOIN sources s ON s.number = l.source WHERE l.number = ?"},
    {"revision", "SELECT number FROM states",
     "SELECT s.source, e.kind, e.id, e.key, l.first, c.at, c.change, c.evidence, st.not_before,"
     " st.observed, st.baseline, st.changed, st.class, st.notice, st.wording, st.position, "
     "st.title,"
     " st.url, st.external_url, st.image, st.language, st.date_published, st.date_modified,"
     " st.authors, st.tags, st.attachments, st.kicker, st.reading_minutes, st.image_alt,"
     " st.image_caption, st.image_credit, st.feed, st.warnings, st.stamp, st.time_basis, st.other,"
     " st.summary, st.content_text, st.content_html, st.author, st.tag"
     " FROM states st JOIN entries e ON e.number = st.entry JOIN sources s ON s.number = e.source"
     " JOIN looks l ON l.number = st.look"
     " LEFT JOIN change_log c ON c.entry = st.entry AND c.state = st.number AND c.look = st.look"
     " WHERE st.number = ? ORDER BY c.seq LIMIT 1"},
    {"span", "SELECT number FROM spans WHERE last_look IS NOT NULL",
     "SELECT s.source, e.kind, e.id, st.observed, st.wording, f.first, l.first, n.first"
     " FROM spans p JOIN states st ON st.number = p.state JOIN entries e ON e.number = st.entry"
     " JOIN sources s ON s.number = e.source JOIN looks f ON f.number = p.first_look"
     " LEFT JOIN looks l ON l.number = p.last_look LEFT JOIN looks n ON n.number = p.end_look"
     " WHERE p.number = ?"},
    {"change",
     "SELECT c.seq FROM change_log c JOIN states st ON st.number = c.state"
     " WHERE c.change = 'withdrawn' OR (c.change = 'restored' AND c.look <> st.look)",
     "SELECT s.source, e.kind, e.id, st.observed, st.wording, c.at, l.first, c.change, c.evidence,"
     " c.until FROM change_log c JOIN states st ON st.number = c.state"
     " JOIN entries e ON e.number = c.entry JOIN sources s ON s.number = e.source"
     " JOIN looks l ON l.number = c.look WHERE c.seq = ?"},
    {"rekey", "SELECT number FROM rekeys",
     "SELECT s.source, e.kind, e.id, l.first, r.old_id, r.new_id, r.reason, r.score"
     " FROM rekeys r JOIN entries e ON e.number = r.entry JOIN sources s ON s.number = e.source"
     " JOIN looks l ON l.number = r.look WHERE r.number = ?"},
    {"judgement", "SELECT number FROM judgements",
     "SELECT verdict, key_a, key_b, at FROM judgements WHERE number = ?"},
    {"reread", "SELECT number FROM rereads",
     "SELECT s.source, r.at, r.looks, r.captures, r.found, r.retired FROM rereads r"
     " JOIN sources s ON s.number = r.source WHERE r.number = ?"},
    {"found", "SELECT seq FROM change_log WHERE found IS NOT NULL",
     "SELECT s.source, e.kind, e.id, st.observed, st.wording, c.at, c.change, c.found"
     " FROM change_log c JOIN states st ON st.number = c.state JOIN entries e ON e.number = c.entry"
     " JOIN sources s ON s.number = e.source WHERE c.seq = ?"},
    {"shown", "SELECT number FROM looks WHERE shows IS NOT NULL",
     "SELECT s.source, l.first, c.observed, c.digest FROM looks l"
     " JOIN sources s ON s.number = l.source LEFT JOIN captures c ON c.number = l.shows"
     " WHERE l.number = ?"},
    {"former", "SELECT DISTINCT source FROM former_entries",
     "SELECT s.source, f.key, f.kind, f.id, e.kind, e.id, st.observed, st.wording, n.kind, n.id,"
     " h.observed, h.wording FROM former_entries f JOIN sources s ON s.number = f.source"
     " LEFT JOIN states st ON st.number = f.state LEFT JOIN entries e ON e.number = st.entry"
     " LEFT JOIN states h ON h.number = f.heir LEFT JOIN entries n ON n.number = h.entry"
     " WHERE f.source = ? ORDER BY f.key"},
    {"judged", "SELECT number FROM judgements WHERE state_a IS NOT NULL OR state_b IS NOT NULL",
     "SELECT j.verdict, j.key_a, j.key_b, j.at, e.kind, e.id, a.observed, a.wording, n.kind, n.id,"
     " b.observed, b.wording FROM judgements j LEFT JOIN states a ON a.number = j.state_a"
     " LEFT JOIN entries e ON e.number = a.entry LEFT JOIN states b ON b.number = j.state_b"
     " LEFT JOIN entries n ON n.number = b.entry WHERE j.number = ?"},
    {"named",
     "SELECT e.number FROM entries e WHERE e.id <> coalesce((SELECT r.old_id FROM rekeys r"
     " WHERE r.entry = e.number ORDER BY r.number LIMIT 1), e.publisher_id, e.id)",
     "SELECT s.source, e.kind, e.id, coalesce((SELECT r.old_id FROM rekeys r"
     " WHERE r.entry = e.number ORDER BY r.number LIMIT 1), e.publisher_id, e.id)"
     " FROM entries e JOIN sources s ON s.number = e.source WHERE e.number = ?"},
}};

constexpr std::string_view place_sql =
    "SELECT e.kind, e.id, st.observed, st.wording FROM states st"
    " JOIN entries e ON e.number = st.entry WHERE st.number = ?";

std::string big_endian(std::uint64_t number) {
    std::string bytes(8, '\0');
    for (std::size_t i = 8; i-- > 0; number >>= 8U)
        bytes[i] = static_cast<char>(number & 0xFFU);
    return bytes;
}

void add_framed(std::string& out, char type, std::string_view bytes) {
    out.push_back(type);
    out += big_endian(bytes.size());
    out += bytes;
}

// Each value with its type and length, so that no two rows give the same bytes.
void add_columns(std::string& out, const Statement& row, int first, int end) {
    for (int i = first; i < end; ++i) {
        switch (row.type(i)) {
            case Statement::Type::null:
                add_framed(out, 'n', {});
                break;
            case Statement::Type::integer:
                add_framed(out, 'i', big_endian(static_cast<std::uint64_t>(row.integer(i))));
                break;
            case Statement::Type::real:
            case Statement::Type::text:
                add_framed(out, 't', row.text(i));
                break;
            case Statement::Type::blob:
                add_framed(out, 'b', row.text(i));
                break;
        }
    }
}

void add_window(std::string& out, Connection& connection, std::string_view bytes) {
    const std::optional<Window> window = decode_window(bytes);
    if (!window) {
        add_framed(out, 'b', bytes);
        return;
    }
    const auto add_place = [&](std::int64_t state, char type) {
        add_framed(out, type, {});
        Statement row = connection.query(place_sql, state);
        if (row.step())
            add_columns(out, row, 0, row.columns());
    };
    if (window->head != 0)
        add_place(window->head, 'h');
    for (const Window::Place& place : window->places)
        add_place(place.state, place.undecided ? 'u' : 'p');
}

/// False where the row is not there.
bool add_row(std::string& out, Connection& connection, Subject subject, std::int64_t number) {
    Statement row = connection.query(subject_rows[static_cast<std::size_t>(subject)].sql, number);
    if (!row.step())
        return false;
    if (subject != Subject::look) {
        do
            add_columns(out, row, 0, row.columns());
        while (row.step());
        return true;
    }
    const int window = row.columns() - 1 - after_window, reading = row.columns() - 1;
    add_columns(out, row, 0, window);
    add_window(out, connection, row.text(window));
    if (!row.is_null(reading - 1))
        add_columns(out, row, window + 1, reading);
    if (!row.is_null(reading))
        add_framed(out, 'r', row.text(reading));
    return true;
}

/// None where the row is not there.
std::optional<Digest> row_digest(Connection& connection, Subject subject, std::int64_t number,
                                 std::string_view salt) {
    std::string covered(salt);
    if (!add_row(covered, connection, subject, number))
        return std::nullopt;
    return sha256(covered);
}

Digest link(std::string_view before, std::int64_t number, std::string_view kind,
            std::string_view digest) {
    std::string covered;
    add_framed(covered, 'h', before);
    add_framed(covered, 'i', big_endian(static_cast<std::uint64_t>(number)));
    add_framed(covered, 't', kind);
    add_framed(covered, 'b', digest);
    return sha256(covered);
}

std::string archive_id(Connection& connection, std::int64_t chain) {
    Statement row = connection.query("SELECT archive_id FROM archives WHERE chain = ?", chain);
    return row.step() ? row.string(0) : std::string();
}

std::optional<Subject> subject_named(std::string_view name) {
    for (std::size_t i = 0; i < subjects; ++i)
        if (subject_rows[i].name == name)
            return static_cast<Subject>(i);
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Subject subject) {
    return subject_rows[static_cast<std::size_t>(subject)].name;
}

std::string told(Subject subject, std::int64_t row) {
    switch (subject) {
        case Subject::found:
            return text::cat("when change ", row, " was found");
        case Subject::shown:
            return text::cat("which capture look ", row, " showed");
        case Subject::former:
            return text::cat("the list of former updates of source ", row);
        case Subject::judged:
            return text::cat("what judgement ", row, " is about");
        case Subject::named:
            return text::cat("the first id of update ", row);
        default:
            return text::cat(name_of(subject), ' ', row);
    }
}

std::string_view covered_rows(Subject subject) {
    return subject_rows[static_cast<std::size_t>(subject)].rows;
}

void Chain::begin() {
    Statement row = connection_.query(
        "SELECT number, hash FROM events WHERE chain = ? ORDER BY number DESC LIMIT 1", own);
    if (row.step()) {
        newest_ = row.integer(0);
        hash_ = row.text(1);
    } else {
        newest_ = 0;
        hash_ = archive_id(connection_, own);
    }
}

std::optional<std::string> Chain::bytes_of_row(Subject subject, std::int64_t row) {
    std::string bytes;
    if (!add_row(bytes, connection_, subject, row))
        return std::nullopt;
    return bytes;
}

void Chain::add(Subject subject, std::int64_t row) {
    if (rests_)
        return;
    if (salts_.empty())
        salts_ = random_bytes(salt_size * 64);
    const std::string salt = salts_.substr(salts_.size() - salt_size);
    salts_.resize(salts_.size() - salt_size);

    const std::optional<Digest> digest = row_digest(connection_, subject, row, salt);
    if (!digest)
        throw Damaged(text::cat("no ", name_of(subject), " ", row, " to put into the chain"));
    const Digest hash = link(hash_, ++newest_, name_of(subject), bytes_of(*digest));
    hash_ = bytes_of(hash);
    connection_.run(
        "INSERT INTO events (chain, number, kind, subject, salt, digest, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        own, newest_, name_of(subject), row, Blob{salt}, Blob{bytes_of(*digest)}, Blob{hash_});
}

void Chain::add_missing() {
    constexpr Subject later[] = {Subject::found, Subject::shown, Subject::former, Subject::judged,
                                 Subject::named};
    for (const Subject subject : later) {
        Statement rows = connection_.query(covered_rows(subject));
        std::vector<std::int64_t> numbers;
        while (rows.step())
            numbers.push_back(rows.integer(0));
        for (const std::int64_t number : numbers)
            add(subject, number);
    }
}

std::int64_t Chain::verify(std::int64_t chain, const std::function<void(std::string)>& fault,
                           const std::function<void(Subject, std::int64_t)>& seen) {
    std::string before = archive_id(connection_, chain);
    std::int64_t number = 0;
    Statement row = connection_.query(
        "SELECT e.number, e.kind, e.subject, e.salt, e.digest, e.hash, s.said FROM events e"
        " LEFT JOIN superseded s ON s.chain = e.chain AND s.number = e.number WHERE e.chain = ?"
        " ORDER BY e.number",
        chain);
    for (; row.step(); before = row.text(5)) {
        if (row.integer(0) != number + 1)
            fault(text::cat("the chain lacks event ", number + 1));
        number = row.integer(0);
        if (bytes_of(link(before, number, row.text(1), row.text(4))) != row.text(5))
            fault(text::cat("event ", number, " of the chain was altered"));
        const std::optional<Subject> subject = subject_named(row.text(1));
        if (!subject) {
            fault(text::cat("event ", number, " of the chain is of no known kind"));
            continue;
        }
        if (!row.is_null(6)) {
            Sha256 said;
            said.add(row.text(3));
            said.add(unpacked(row.text(6)));
            if (bytes_of(said.finish()) != row.text(4))
                fault(text::cat("what event ", number, " of the chain said was altered"));
            continue;
        }
        const std::int64_t of = row.integer(2);
        seen(*subject, of);
        const std::optional<Digest> digest = row_digest(connection_, *subject, of, row.text(3));
        if (!digest)
            fault(text::cat(told(*subject, of), " was deleted (event ", number, ")"));
        else if (bytes_of(*digest) != row.text(4))
            fault(text::cat(told(*subject, of), " was altered (event ", number, ")"));
    }
    return number;
}

}  // namespace stet::archive
