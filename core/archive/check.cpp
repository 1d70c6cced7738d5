#include <array>
#include <unordered_map>
#include <vector>

#include "archive/archive.h"
#include "archive/chain.h"
#include "archive/database.h"
#include "archive/tokens.h"
#include "archive/window.h"
#include "base/digest.h"
#include "base/hash.h"
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
     " AND r.new_id <> coalesce(e.publisher_id, e.id)"
     " UNION ALL SELECT number FROM entries WHERE publisher_id = id"},
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
    {"a number of the log of changes was never given: change ",
     "SELECT max(seq) FROM (SELECT seq FROM change_log UNION SELECT seq FROM retired_changes)"
     " HAVING max(seq) <> count(*)"},
    {"a reread retired other changes than it says: reread ",
     "SELECT number FROM rereads r WHERE retired <>"
     " (SELECT count(*) FROM retired_changes n WHERE n.reread = r.number)"},
    {"a change is of no revision's making: change ",
     "SELECT c.seq FROM change_log c JOIN states st ON st.number = c.state"
     " WHERE (c.change <> 'withdrawn' AND c.until IS NOT NULL)"
     " OR c.change NOT IN ('added', 'edited', 'withdrawn', 'restored')"
     " OR (c.change IN ('added', 'edited') AND c.look <> st.look)"
     " OR (c.change <> 'withdrawn' AND c.look = st.look AND EXISTS (SELECT 1 FROM change_log o"
     "  WHERE o.entry = c.entry AND o.look = c.look AND o.state = c.state AND o.seq < c.seq))"},
    {"the times of a source are not those of its looks: source ",
     "SELECT s.number FROM sources s LEFT JOIN looks n ON n.number = s.newest_look"
     " WHERE s.last_look IS NOT n.last OR s.last_outcome IS NOT n.outcome OR s.first_look IS NOT"
     "  (SELECT first FROM looks l WHERE l.source = s.number AND l.outcome <> 'backfilled'"
     "   ORDER BY l.number LIMIT 1)"},
    {"the newest change of a source is not the newest: source ",
     "WITH made AS (SELECT e.source, c.at, c.look FROM change_log c"
     "  JOIN entries e ON e.number = c.entry)"
     " SELECT s.number FROM sources s"
     " LEFT JOIN (SELECT source, max(at) AS at FROM made GROUP BY source) t ON t.source = s.number"
     " LEFT JOIN (SELECT source, at, max(look) FROM made GROUP BY source) n ON n.source = s.number"
     " WHERE s.last_change IS NOT t.at AND s.last_change IS NOT n.at"},
    {"the newest look that was read is not the newest: source ",
     "WITH readings AS (SELECT source, number, outcome FROM looks WHERE window_look IS NOT NULL"
     "  AND outcome IN ('ok', 'unchanged', 'mended'))"
     " SELECT s.number FROM sources s WHERE s.read_look IS NOT"
     "  (SELECT max(number) FROM readings r WHERE r.source = s.number)"
     " OR s.whole_look IS NOT (SELECT max(number) FROM readings r WHERE r.source = s.number"
     "  AND r.outcome <> 'mended')"},
    {"a source is not known by its own address: source ",
     "SELECT s.number FROM sources s WHERE NOT EXISTS"
     " (SELECT 1 FROM source_addresses a WHERE a.address = s.source AND a.source = s.number)"},
    {"a look shows the window of none: look ",
     "SELECT l.number FROM looks l JOIN looks w ON w.number = l.window_look"
     " WHERE w.source <> l.source OR w.window IS NULL"},
    {"a capture is another source's than its look: capture ",
     "SELECT c.number FROM captures c LEFT JOIN looks l ON l.capture = c.number"
     " WHERE l.source IS NOT c.source"},
    {"a capture was read or not against its looks: capture ",
     "SELECT c.number FROM captures c JOIN looks l ON l.capture = c.number"
     " WHERE l.outcome <> 'backfilled' AND c.was_read <> (l.outcome IN ('ok', 'unchanged',"
     "  'mended')) AND NOT EXISTS (SELECT 1 FROM rereads r WHERE r.source = l.source)"},
    {"a capture does not build upon the one before it: capture ",
     "SELECT c.number FROM captures c LEFT JOIN captures b ON b.number = c.base"
     " WHERE CASE WHEN c.base IS NULL THEN c.depth <> 0"
     "  ELSE b.source IS NOT c.source OR b.was_read IS NOT c.was_read OR b.number >= c.number"
     "   OR NOT (c.depth = b.depth + 1 OR (c.depth % 16 = 0 AND c.depth = b.depth + 16))"
     "   OR (c.depth % 16 <> 0 AND b.number <> (SELECT max(number) FROM captures n"
     "    WHERE n.source = c.source AND n.was_read = c.was_read AND n.number < c.number)) END"},
    {"a revision has a number that its update never had: revision ",
     "SELECT st.number FROM states st JOIN entries e ON e.number = st.entry"
     " WHERE st.revision < 1 OR st.revision > e.revisions"},
    {"a span is another source's than its revision: span ",
     "SELECT p.number FROM spans p JOIN states st ON st.number = p.state"
     " JOIN entries e ON e.number = st.entry WHERE p.source <> e.source"},
    {"a span that is open is not its revision's newest: span ",
     "SELECT p.number FROM spans p JOIN spans n ON n.state = p.state AND n.number > p.number"
     " WHERE p.last_look IS NULL"},
    {"what an event said is of no event: event ",
     "SELECT s.number FROM superseded s LEFT JOIN events e ON e.chain = s.chain"
     " AND e.number = s.number WHERE e.subject IS NOT 0"},
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
    for (std::size_t i = 0; i < subjects; ++i) {
        const std::vector<bool>& rows = seen[i];
        Statement numbers = sql.query(covered_rows(static_cast<Subject>(i)));
        while (numbers.step()) {
            const auto number = static_cast<std::uint64_t>(numbers.integer(0));
            if (number >= rows.size() || !rows[number])
                faults.add(text::cat(told(static_cast<Subject>(i), numbers.integer(0)),
                                     " is not of the chain's making"));
        }
    }
}

void check_bodies(Database& database, Faults& faults) {
    // Source by source, so that each frame is read once.
    Statement rows = database.sql.query(
        "SELECT number, digest, heads FROM captures ORDER BY source, was_read, number");
    while (rows.step()) {
        const std::int64_t number = rows.integer(0);
        faults.in(text::cat("capture ", number), [&] {
            const Content& content = database.bodies.restore(number);
            if (bytes_of(sha256(content.body())) != rows.text(1))
                faults.add(text::cat("the body of capture ", number, " was altered"));
            if (!rows.is_null(2) && bytes_of(sha256(content.heads())) != rows.text(2))
                faults.add(text::cat("the heads of capture ", number, " were altered"));
        });
    }
}

// Spans that are open begin where the windows say that their states came and have not gone since.
void check_open_spans(Connection& sql, Faults& faults) {
    using Shown = std::unordered_map<std::int64_t, std::int64_t>;  // first looks, by state
    std::unordered_map<std::int64_t, Shown> sources;
    Statement looks = sql.query(
        "SELECT number, source, window FROM looks WHERE window IS NOT NULL ORDER BY number");
    while (looks.step()) {
        const std::int64_t look = looks.integer(0);
        const std::optional<Window> window = decode_window(looks.text(2));
        if (!window) {
            faults.add(text::cat("the window of look ", look, " is none"));
            continue;
        }
        Shown& before = sources[looks.integer(1)];
        Shown now;
        const auto show = [&](std::int64_t state) {
            const auto known = before.find(state);
            now.emplace(state, known == before.end() ? look : known->second);
        };
        if (window->head != 0)
            show(window->head);
        for (const Window::Place& place : window->places)
            if (!place.undecided)
                show(place.state);
        before = std::move(now);
    }
    Statement spans = sql.query(
        "SELECT number, source, state, first_look, end_look FROM spans WHERE last_look IS NULL");
    while (spans.step()) {
        Shown& shown = sources[spans.integer(1)];
        const auto known = shown.find(spans.integer(2));
        if (known == shown.end() || known->second != spans.integer(3) || !spans.is_null(4))
            faults.add(text::cat("a span that is open is in no window: span ", spans.integer(0)));
        if (known != shown.end())
            shown.erase(known);
    }
    for (const auto& [source, shown] : sources)
        for (const auto& [state, look] : shown)
            faults.add(
                text::cat("a window shows a revision that has no open span: revision ", state));
}

// A revision that brings back the words of an earlier one says so. Where a history was derived
// again with another reader, what the words were then cannot be told any more.
void check_same_words(Connection& sql, Faults& faults) {
    constexpr std::string_view states_sql =
        "SELECT st.number, st.entry, st.revision, st.wording, st.same_as, EXISTS (SELECT 1 FROM"
        "  rereads r JOIN entries e ON e.source = r.source WHERE e.number = st.entry)"
        " FROM states st ORDER BY st.entry, st.revision";
    constexpr std::string_view same_sql =
        "SELECT o.revision FROM states st JOIN states o ON o.entry = st.entry"
        " AND o.revision < st.revision - 1 AND o.wording = st.wording"
        " WHERE st.number = ? AND o.title IS st.title AND o.content_text IS st.content_text"
        " ORDER BY o.revision DESC LIMIT 1";
    std::int64_t entry = 0, wording = 0;
    std::unordered_map<std::int64_t, std::int64_t> revisions;  // the newest of each wording
    Statement states = sql.query(states_sql);
    while (states.step()) {
        const std::int64_t revision = states.integer(2);
        if (states.integer(1) != entry)
            revisions.clear();
        std::optional<std::int64_t> same;
        if (!revisions.empty() && wording != states.integer(3))
            if (const auto known = revisions.find(states.integer(3)); known != revisions.end())
                same = known->second;
        entry = states.integer(1);
        wording = states.integer(3);
        revisions[wording] = revision;
        const std::optional<std::int64_t> said = states.maybe(4);
        if (said == same)
            continue;
        const bool was_reread = states.integer(5) != 0;
        if (was_reread ? said && (*said < 1 || *said >= revision)
                       : said != (same ? sql.number(same_sql, states.integer(0)) : std::nullopt))
            faults.add(text::cat("a revision is said to be as another that it is not: revision ",
                                 states.integer(0)));
    }
}

// A word at its place, as a number of which the sum over all tells whether two sets of them are
// one. The first two letters of a column tell it from the others.
std::uint64_t weight(std::uint64_t word, std::int64_t state, std::string_view column,
                     std::int64_t place) {
    const std::uint64_t of_column =
        static_cast<unsigned char>(column[0]) * 256U + static_cast<unsigned char>(column[1]);
    const std::uint64_t parts[] = {word, static_cast<std::uint64_t>(state),
                                   static_cast<std::uint64_t>(place) << 16U | of_column};
    return keyed_hash({reinterpret_cast<const char*>(parts), sizeof parts});
}

// Whether each word stands where the index tells, as one sum. FTS5 could examine itself, but by a
// statement that is a write in form: it would have to wait for other runs, and they for it.
bool words_agree(Connection& sql, std::int64_t indexed) {
    constexpr std::string_view columns[] = {"title",   "summary", "text", "kicker",
                                            "caption", "author",  "tag"};
    std::uint64_t in_index = 0, in_texts = 0;
    sql.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.told USING fts5vocab (main, words, instance)");
    Statement words = sql.query("SELECT term, doc, col, \"offset\" FROM temp.told");
    std::string last;  // the places of one word follow each other
    std::uint64_t of_word = 0;
    while (words.step()) {
        if (words.text(0) != last || last.empty()) {
            last = words.text(0);
            of_word = keyed_hash(last);
        }
        in_index += weight(of_word, words.integer(1), words.text(2), words.integer(3));
    }
    Tokenizer tokenizer(sql);
    Statement texts = sql.query(
        "SELECT title, summary, text, kicker, caption, author, tag, number FROM searchable"
        " WHERE number <= ?",
        indexed);
    while (texts.step()) {
        const std::int64_t state = texts.integer(7);
        for (int column = 0; const std::string_view name : columns) {
            std::int64_t place = 0;
            tokenizer.split(texts.text(column++), [&](std::string_view word) {
                in_texts += weight(keyed_hash(word), state, name, place++);
            });
        }
    }
    return in_index == in_texts;
}

void check_index(Connection& sql, Faults& faults) {
    const std::int64_t indexed = sql.number("SELECT indexed FROM index_mark").value_or(0);
    if (sql.number("SELECT count(*) FROM index_mark") != 1 || indexed < 0 ||
        indexed > sql.number("SELECT max(number) FROM states").value_or(0))
        faults.add("the index of words does not say how far it goes");
    // To count words takes a table that goes with the connection; one that is held may not make it.
    const bool is_held = sql.number("PRAGMA query_only") == 1;
    if (sql.number("SELECT count(*) FROM words_docsize") !=
            sql.number("SELECT count(*) FROM states WHERE number <= ?", indexed) ||
        sql.number("SELECT count(*) FROM words_docsize WHERE id > ? OR id NOT IN"
                   " (SELECT number FROM states)",
                   indexed) != 0 ||
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
    faults.in("the spans", [&] { check_open_spans(sql, faults); });
    faults.in("the revisions", [&] { check_same_words(sql, faults); });
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
