#include <array>
#include <functional>
#include <vector>

#include "archive/archive.h"
#include "archive/chain.h"
#include "archive/database.h"
#include "archive/tokens.h"
#include "base/digest.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::size_t most_faults = 200;

class Faults {
  public:
    explicit Faults(std::vector<std::string>& faults) : faults_(faults) {}
    void add(std::string fault) {
        if (faults_.size() < most_faults)
            faults_.push_back(std::move(fault));
        else if (faults_.size() == most_faults)
            faults_.emplace_back("and more");
    }

    /// A part of the examination; damage that ends it is one more fault.
    template <class Part>
    void in(std::string_view what, const Part& part) {
        try {
            part();
        } catch (const Damaged& damage) {
            add(text::cat(what, ": ", damage.what()));
        }
    }

  private:
    std::vector<std::string>& faults_;
};

// Rows that say something that other rows contradict: what is wrong, and the query that finds it.
struct Rule {
    std::string_view fault;
    std::string_view sql;
};
constexpr Rule rules[] = {
    {"the figures of a source are not those of its looks: source ",
     "SELECT s.number FROM sources s WHERE s.looks <>"
     " (SELECT coalesce(sum(count), 0) FROM looks l WHERE l.source = s.number)"},
    {"the figures of a source are not those of its updates: source ",
     "SELECT s.number FROM sources s WHERE s.updates <>"
     " (SELECT count(*) FROM entries e WHERE e.source = s.number AND e.kind = 'update')"
     " OR s.withdrawn <> (SELECT count(*) FROM entries e WHERE e.source = s.number"
     "  AND e.withdrawn)"
     " OR s.revisions <> (SELECT coalesce(sum(revisions), 0) FROM entries e"
     "  WHERE e.source = s.number)"},
    {"an update does not stand in its newest revision: update ",
     "SELECT e.number FROM entries e LEFT JOIN states st ON st.number = e.newest"
     " WHERE st.entry IS NOT e.number OR st.revision <> e.revisions"
     " OR st.date_published IS NOT e.published OR e.revisions <>"
     "  (SELECT count(*) FROM states n WHERE n.entry = e.number)"},
    {"an update is withdrawn or not against its history: update ",
     "SELECT e.number FROM entries e WHERE e.withdrawn <> coalesce((SELECT c.change = 'withdrawn'"
     " FROM change_log c WHERE c.entry = e.number ORDER BY c.look DESC, c.seq DESC LIMIT 1), 0)"},
    {"an update has another id than its history says: update ",
     "SELECT r.entry FROM rekeys r JOIN entries e ON e.number = r.entry WHERE r.number ="
     " (SELECT max(number) FROM rekeys n WHERE n.entry = r.entry)"
     " AND r.new_id <> coalesce(e.publisher_id, e.id)"},
    {"a look that was no run lasted: look ",
     "SELECT number FROM looks WHERE count = 1 AND first <> last"},
    {"a newest look is not the newest: source ",
     "SELECT s.number FROM sources s WHERE s.newest_look IS NOT"
     " (SELECT max(number) FROM looks l WHERE l.source = s.number"
     "  AND l.outcome <> 'backfilled')"},
    {"a revision has no span: revision ",
     "SELECT number FROM states st WHERE NOT EXISTS"
     " (SELECT 1 FROM spans p WHERE p.state = st.number)"},
    {"revisions of an update are not in the order of their looks: revision ",
     "SELECT st.number FROM states st JOIN states n ON n.entry = st.entry"
     " AND n.revision = st.revision + 1 WHERE n.look < st.look"},
    {"a change is not where its revision is: change ",
     "SELECT c.seq FROM change_log c JOIN states st ON st.number = c.state"
     " WHERE c.entry <> st.entry OR c.look < st.look"},
    {"a row of the log of changes is missing before change ",
     "SELECT c.seq FROM change_log c WHERE c.seq > 1"
     " AND NOT EXISTS (SELECT 1 FROM change_log n WHERE n.seq = c.seq - 1)"
     " AND NOT EXISTS (SELECT 1 FROM retired_changes n WHERE n.seq = c.seq - 1)"},
    {"a number of the log of changes was used again: change ",
     "SELECT c.seq FROM change_log c JOIN retired_changes n ON n.seq = c.seq"},
};

// The rows that an event must cover, each kind with the query that brings their numbers.
struct Covered {
    Subject subject;
    std::string_view sql;
};
constexpr Covered covered[] = {
    {Subject::look, "SELECT number FROM looks"},
    {Subject::run,
     "SELECT l.number FROM looks l WHERE l.count > 1"
     " AND l.number NOT IN (SELECT newest_look FROM sources WHERE newest_look IS NOT NULL)"},
    {Subject::revision, "SELECT number FROM states"},
    {Subject::span, "SELECT number FROM spans WHERE last_look IS NOT NULL"},
    {Subject::change,
     "SELECT c.seq FROM change_log c JOIN states st ON st.number = c.state"
     " WHERE c.change = 'withdrawn' OR (c.change = 'restored' AND c.look <> st.look)"},
    {Subject::rekey, "SELECT number FROM rekeys"},
    {Subject::judgement, "SELECT number FROM judgements"},
    {Subject::reread, "SELECT number FROM rereads"},
};

void check_file(Connection& sql, Faults& faults) {
    Statement pages = sql.query("PRAGMA integrity_check(100)");
    while (pages.step())
        if (pages.text(0) != "ok")
            faults.add(pages.string(0));
    Statement keys = sql.query("PRAGMA foreign_key_check");
    while (keys.step())
        faults.add(text::cat("row ", keys.integer(1), " of ", keys.text(0), " refers to none of ",
                             keys.text(2)));
}

void check_chain(Database& database, Faults& faults, Archive::Check& result) {
    Connection& sql = database.sql;
    std::array<std::vector<bool>, subjects> seen;
    const auto note = [&](Subject subject, std::int64_t row) {
        constexpr std::int64_t bound = std::int64_t{1} << 40U;
        std::vector<bool>& rows = seen[static_cast<std::size_t>(subject)];
        if (row < 0 || row > bound)
            return;
        if (rows.size() <= static_cast<std::size_t>(row))
            rows.resize(static_cast<std::size_t>(row) + 1 + rows.size() / 2);
        rows[static_cast<std::size_t>(row)] = true;
    };
    Statement chains = sql.query("SELECT chain FROM archives ORDER BY chain");
    while (chains.step())
        result.events += database.chain.verify(
            chains.integer(0), [&](std::string fault) { faults.add(std::move(fault)); }, note);
    for (const Covered& kind : covered) {
        const std::vector<bool>& rows = seen[static_cast<std::size_t>(kind.subject)];
        Statement numbers = sql.query(kind.sql);
        while (numbers.step()) {
            const auto number = static_cast<std::uint64_t>(numbers.integer(0));
            if (number >= rows.size() || !rows[number])
                faults.add(
                    text::cat(name_of(kind.subject), " ", number, " is not of the chain's making"));
        }
    }
}

void check_bodies(Database& database, Faults& faults) {
    // Source by source, so that each frame is read once.
    Statement rows =
        database.sql.query("SELECT number, digest FROM captures ORDER BY source, was_read, number");
    while (rows.step()) {
        const std::int64_t number = rows.integer(0);
        faults.in(text::cat("capture ", number), [&] {
            const Content& content = database.bodies.restore(number);
            if (bytes_of(sha256(content.body())) != rows.text(1))
                faults.add(text::cat("the body of capture ", number, " was altered"));
        });
    }
}

// Whether each word stands in each column as often as the index tells, as one sum. FTS5 could
// examine itself, but by a statement that is a write in form: it would have to wait for other runs,
// and they for it.
bool words_agree(Connection& sql, std::int64_t indexed) {
    constexpr std::string_view columns[] = {"title",   "summary", "text", "kicker",
                                            "caption", "author",  "tag"};
    const auto weight = [](std::string_view word, std::string_view column) -> std::uint64_t {
        return std::hash<std::string_view>()(word) * 31 + std::hash<std::string_view>()(column);
    };
    std::uint64_t in_index = 0, in_texts = 0;
    sql.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.told USING fts5vocab (main, words, col)");
    Statement words = sql.query("SELECT term, col, cnt FROM temp.told");
    while (words.step())
        in_index +=
            weight(words.text(0), words.text(1)) * static_cast<std::uint64_t>(words.integer(2));
    Tokenizer tokenizer(sql);
    Statement texts = sql.query(
        "SELECT title, summary, text, kicker, caption, author, tag FROM searchable"
        " WHERE number <= ?",
        indexed);
    while (texts.step())
        for (int column = 0; const std::string_view name : columns)
            tokenizer.split(texts.text(column++),
                            [&](std::string_view word) { in_texts += weight(word, name); });
    return in_index == in_texts;
}

void check_index(Connection& sql, Faults& faults) {
    const std::int64_t indexed = sql.number("SELECT indexed FROM index_mark").value_or(0);
    // To count words takes a table that goes with the connection; one that is held may not make it.
    const bool is_held = sql.number("PRAGMA query_only") == 1;
    if (sql.number("SELECT count(*) FROM words_docsize") !=
            sql.number("SELECT count(*) FROM states WHERE number <= ?", indexed) ||
        (!is_held && !words_agree(sql, indexed)))
        faults.add("the index of words does not hold what it says");
}

}  // namespace

Archive::Check Archive::check() {
    database_->flush();
    Database& database = *database_;
    Connection& sql = database.sql;
    Check result;
    Faults faults(result.faults);
    for (const std::string& fault : database.schema_faults)
        faults.add(fault);

    Transaction transaction(sql, Transaction::For::reading);
    faults.in("the file", [&] { check_file(sql, faults); });
    for (const Rule& rule : rules)
        faults.in("the tables", [&] {
            Statement rows = sql.query(rule.sql);
            while (rows.step())
                faults.add(text::cat(rule.fault, rows.integer(0)));
        });
    faults.in("the chain", [&] { check_chain(database, faults, result); });
    faults.in("the captures", [&] { check_bodies(database, faults); });
    if (database.schema_faults.empty())
        faults.in("the index", [&] { check_index(sql, faults); });

    faults.in("the figures", [&] {
        Statement id = sql.query("SELECT archive_id FROM archives WHERE chain = ?", Chain::own);
        if (id.step())
            result.archive_id = id.text(0);
        Statement head = sql.query(
            "SELECT hash FROM events WHERE chain = ? ORDER BY number DESC LIMIT 1", Chain::own);
        if (head.step())
            result.head = hex(head.text(0));
        const auto count = [&](std::string_view query) { return sql.number(query).value_or(0); };
        result.sources = count("SELECT count(*) FROM sources");
        result.captures = count("SELECT count(*) FROM captures");
        result.revisions = count("SELECT count(*) FROM states");
        result.bytes = count("PRAGMA page_count") * count("PRAGMA page_size");
    });
    return result;
}

bool Archive::has_head(std::int64_t number, std::string_view head) {
    const std::optional<std::string> wanted = unhex(head);
    if (!wanted)
        return false;
    Statement row = database_->sql.query("SELECT hash FROM events WHERE chain = ? AND number = ?",
                                         Chain::own, number);
    return row.step() && row.text(0) == *wanted;
}

}  // namespace stet::archive
