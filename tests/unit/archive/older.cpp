#include <algorithm>
#include <fstream>

#include "archive/database.h"
#include "archive/schema.h"
#include "base/digest.h"
#include "series.h"
#include "support/catch.h"

namespace stet::archive {

using namespace series;

namespace {

/// What each step was when archives were first made with it: none is ever edited.
constexpr std::string_view step_digests[] = {
    "3e5ff093e008d4d3", "5b0998da68eed4cf", "051458c3c0f38265", "9b03f5186f2cb61c",
    "b32eda2aba4b715f", "a9df8cfe0747b645", "ba342ef0c70e4a29", "961136031de582a8",
    "149a658978fce2c6", "62b524a993239469", "30285e874debaf5c",
};

std::vector<std::string_view> steps_to(std::size_t version) {
    const auto& steps = schema_steps();
    return {steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(version)};
}

std::vector<std::string> names_of(Connection& sql, const std::string& query) {
    std::vector<std::string> names;
    Statement rows = sql.query(query);
    while (rows.step())
        names.push_back(rows.string(0));
    return names;
}

/// Tables with rows of stet's own; those of the index are SQLite's.
std::vector<std::string> tables_of(Connection& sql) {
    return names_of(sql,
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%'"
                    " AND name NOT LIKE 'sqlite%' AND name <> 'index_mark' ORDER BY rowid");
}

void bind_column(Statement& to, const Statement& from, int column) {
    switch (from.type(column)) {
        case Statement::Type::null:
            return to.bind(nullptr);
        case Statement::Type::integer:
            return to.bind(from.integer(column));
        case Statement::Type::real:
            return to.bind(from.real(column));
        case Statement::Type::text:
            return to.bind(from.text(column));
        case Statement::Type::blob:
            return to.bind(Blob{from.text(column)});
    }
}

std::string framed(char type, std::string_view bytes) {
    std::string length(8, '\0');
    for (std::size_t i = 8, size = bytes.size(); i-- > 0; size >>= 8U)
        length[i] = static_cast<char>(size & 0xFFU);
    return text::cat(type, length, bytes);
}

std::string framed(std::int64_t number) {
    std::string bytes(8, '\0');
    for (std::size_t i = 8; i-- > 0; number >>= 8)
        bytes[i] = static_cast<char>(number & 0xFF);
    return framed('i', bytes);
}

/// Makes the chain of an archive what it was before there were events of all subjects, and before
/// looks covered the heads of their captures: what is written in stet-archive(5), done by hand.
void forget_later_events(const std::string& path) {
    Connection sql(path, Connection::Mode::read_write);
    sql.accept();
    sql.execute("PRAGMA foreign_keys = OFF");
    const Transaction transaction(sql, Transaction::For::writing);
    sql.execute(
        "UPDATE captures SET heads = NULL;"
        "CREATE TEMP TABLE events_now AS SELECT * FROM events ORDER BY number;"
        "CREATE TEMP TABLE superseded_now AS SELECT * FROM superseded;"
        "DELETE FROM events; DELETE FROM superseded");
    Chain chain(sql);
    std::string hash = names_of(sql, "SELECT archive_id FROM archives").at(0);
    std::int64_t number = 0;
    Statement events = sql.query(
        "SELECT e.kind, e.subject, e.salt, e.digest, e.number, s.said FROM temp.events_now e"
        " LEFT JOIN temp.superseded_now s ON s.number = e.number ORDER BY e.number");
    while (events.step()) {
        const std::string kind = events.string(0);
        if (kind == "found" || kind == "shown" || kind == "former" || kind == "judged" ||
            kind == "named")
            continue;
        ++number;
        std::string digest = events.string(3);
        if (!events.is_null(5))
            sql.run("INSERT INTO superseded VALUES (1, ?, ?)", number, Blob{events.text(5)});
        else if (kind == "look")
            digest = bytes_of(sha256(text::cat(
                events.text(2), chain.bytes_of_row(Subject::look, events.integer(1)).value())));
        hash = bytes_of(sha256(
            text::cat(framed('h', hash), framed(number), framed('t', kind), framed('b', digest))));
        sql.run("INSERT INTO events VALUES (1, ?, ?, ?, ?, ?, ?)", number, kind, events.integer(1),
                Blob{events.text(2)}, Blob{digest}, Blob{hash});
    }
    sql.execute("DROP TABLE temp.events_now; DROP TABLE temp.superseded_now");
    sql.run("COMMIT");
}

/// The rows of a database in another of an older version, as far as that has places for them: what
/// a stet of that version would have written.
void write_older(const std::string& from, const std::string& path, std::size_t version) {
    std::ofstream(path).close();
    Connection now(from, Connection::Mode::read_write);
    now.accept();
    Connection older(path, Connection::Mode::read_write);
    older.accept();
    migrate(older, steps_to(version));
    older.execute("PRAGMA foreign_keys = OFF");
    for (const std::string& table : tables_of(older)) {
        std::string columns, marks;
        for (const std::string& column :
             names_of(older, text::cat("SELECT name FROM pragma_table_info('", table, "')"))) {
            columns += text::cat(columns.empty() ? "" : ", ", column);
            marks += marks.empty() ? "?" : ", ?";
        }
        Statement rows = now.query(text::cat("SELECT ", columns, " FROM ", table));
        while (rows.step()) {
            Statement row =
                older.prepare(text::cat("INSERT INTO ", table, " VALUES (", marks, ')'));
            for (int column = 0; column < rows.columns(); ++column)
                bind_column(row, rows, column);
            row.run();
        }
    }
}

}  // namespace

TEST_CASE("older: a step of the schema is never edited", "[archive]") {
    const auto& steps = schema_steps();
    REQUIRE(steps.size() == std::size(step_digests));
    for (std::size_t i = 0; i < steps.size(); ++i)
        CHECK(hex(bytes_of(sha256(steps[i])).substr(0, 8)) == step_digests[i]);
}

TEST_CASE("older: the newest schema is known by its digest", "[archive]") {
    Connection sql("", Connection::Mode::memory);
    migrate(sql, schema_steps());
    CHECK(schema_digest(sql) == newest_schema_digest);
    CHECK(schema_faults(sql).empty());
    sql.execute("CREATE TRIGGER planted AFTER INSERT ON looks BEGIN SELECT 1; END");
    CHECK(schema_digest(sql) != newest_schema_digest);
    CHECK(schema_faults(sql) ==
          std::vector<std::string>{"trigger 'planted' is not of stet's making"});
}

TEST_CASE("older: looks that were cut are told by a reason that is data", "[archive]") {
    Connection sql("", Connection::Mode::memory);
    migrate(sql, steps_to(10));
    sql.execute("PRAGMA foreign_keys = OFF");
    const auto look = [&](std::string_view outcome, std::string_view detail) {
        sql.run(
            "INSERT INTO looks (source, first, last, count, outcome, detail, status, came, bytes,"
            " added, edited, withdrawn, restored) VALUES (1, 0, 0, 1, ?, ?, 200, 'network', 1, 0, "
            "0,"
            " 0, 0)",
            outcome, detail);
    };
    look("cut", "it ends inside an update");
    look("cut", "the page ends in the middle of its text");
    look("cut", "the JSON ends too soon");
    look("cut", "the transfer ended too soon");
    look("cut", "words of another version");
    look("backfilled", "the transfer ended too soon");
    look("backfilled", "");
    look("ok", "");
    for (const std::string_view told :
         {"articles of 'news' are not for programs, says their host's robots.txt",
          "'day-1' is over, and no next part was found", "time-out after 30 s"})
        sql.run("INSERT INTO searches (told) VALUES (?)", told);
    migrate(sql, schema_steps());
    CHECK(names_of(sql, "SELECT coalesce(cut_by, '-') FROM looks ORDER BY number") ==
          std::vector<std::string>{"document", "document", "document", "transport", "transport",
                                   "transport", "-", "-"});
    CHECK(names_of(sql, "SELECT coalesce(told, '-') FROM searches ORDER BY source") ==
          std::vector<std::string>{"refused", "missing", "-"});
}

TEST_CASE("older: an archive of each version opens, is sound and selects the same", "[archive]") {
    const Folder folder;
    std::string wanted;
    std::vector<Capture> captures = series::series(3, 30);
    const Capture last = captures.back();
    captures.pop_back();
    {
        Archive archive = Archive::open(folder.file("now.db"), Archive::Access::write);
        for (const Capture& one : captures)
            look(archive, capture(one.minutes, one.body), {}, at(one.minutes));
        look(archive, document(last.minutes - 1, captures.back().body), {}, at(last.minutes - 1));
        wanted = history(archive);
    }
    forget_later_events(folder.file("now.db"));
    for (std::size_t version = 1; version < schema_steps().size(); ++version) {
        INFO("user_version " << version);
        const std::string path = folder.file(text::cat("version-", version, ".db"));
        write_older(folder.file("now.db"), path, version);
        {
            Connection sql(path, Connection::Mode::read_write);
            REQUIRE(schema_version(sql) == static_cast<std::int64_t>(version));
        }
        const auto is_as_it_was = [&](Archive& archive) {
            CHECK(archive.check().faults == std::vector<std::string>());
            CHECK(history(archive) == wanted);
            for (const Capture& one : captures)
                CHECK_FALSE(window(archive, at(one.minutes)).empty());
        };
        {
            Archive archive = Archive::open(path, Archive::Access::write);
            is_as_it_was(archive);
            archive.index();
            CHECK(reread(archive).found == 0);
            look(archive, document(last.minutes, last.body), {}, at(last.minutes));
            CHECK(archive.check().faults == std::vector<std::string>());
        }
        Connection sql(path, Connection::Mode::read_write);
        CHECK(schema_version(sql) == static_cast<std::int64_t>(schema_steps().size()));
        CHECK(schema_faults(sql, schema_steps()).empty());
    }
}

TEST_CASE("older: what no event covered before is covered once it was opened", "[archive]") {
    const Folder folder;
    const std::vector<Capture> captures = series::series(4, 24);
    const std::string path = folder.file("now.db"), older = folder.file("older.db");
    std::string wanted;
    {
        Archive archive = Archive::open(path, Archive::Access::write);
        for (auto one = captures.rbegin(); one != captures.rend(); ++one)
            look(archive, capture(one->minutes, one->body), {}, at(1'000'000));
        reread(archive);
        std::vector<std::string> keys;
        for (const Item& item : select(archive, {.kinds = {Kind::update}}, Scope::latest))
            keys.push_back(item.key);
        Result<Rereading> judging =
            archive.judge({Judgement::Verdict::same, keys.at(0), keys.at(1)}, at(1'000'000));
        REQUIRE(judging);
        read_on(*judging, Reader{});
        judging->finish(diff::mark_edit);
        wanted = history(archive);
    }
    forget_later_events(path);
    write_older(path, older, all_subjects_since - 1);
    constexpr std::string_view later_sql =
        "SELECT DISTINCT kind FROM events WHERE kind IN ('found', 'former', 'judged', 'named')";
    {
        Connection sql(older, Connection::Mode::read_write);
        REQUIRE(names_of(sql, std::string(later_sql)).empty());
    }
    {
        Archive archive = Archive::open(older, Archive::Access::read);
        CHECK(history(archive) == wanted);
    }
    Connection sql(older, Connection::Mode::read_write);
    sql.accept();
    CHECK(names_of(sql, std::string(later_sql)).size() >= 3);
    const auto faults = [&] {
        return Archive::open(older, Archive::Access::inspect).check().faults;
    };
    CHECK(faults() == std::vector<std::string>());
    sql.execute(
        "UPDATE change_log SET found = found + 1 WHERE seq = (SELECT max(seq) FROM change_log)");
    CHECK(faults().size() == 1);
}

}  // namespace stet::archive
