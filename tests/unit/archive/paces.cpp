#include <fstream>

#include "archive/database.h"
#include "archive/schema.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using namespace std::chrono_literals;
using enum Change;

namespace {

struct Followed {
    Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    explicit Followed(std::chrono::seconds every = {}) {
        REQUIRE(archive.follow(ticker, "ticker", {}, every));
    }
    Source source() { return *archive.find_source(ticker); }
    std::int64_t gaps(std::string_view kind) {
        Connection sql(folder.file(), Connection::Mode::read_write);
        return sql.number("SELECT count(*) FROM gaps WHERE kind = ?", kind).value_or(0);
    }
};

Document moved(int minutes, std::string to) {
    Document document = desk::document(minutes, text::cat("look ", minutes));
    document.redirects = {ticker};
    document.moved_for_good = true;
    document.address = std::move(to);
    return document;
}

}  // namespace

TEST_CASE("paces: a look leaves when the next one is due, and what the document wished",
          "[paces]") {
    Followed f;
    Feed baseline = feed({update("b", "2", added), update("a", "1", added)}, added);
    baseline.items[0].date_published = at(-1);
    baseline.items[1].date_published = at(-65);
    baseline.wishes = {.every = 10min, .skip_hours = 6, .skip_days = 1, .ends = at(1000)};
    Document answer = document(0, "1");
    answer.fresh_until = at(3);
    keep(f.archive, answer, baseline);
    const Source source = f.source();
    CHECK(source.pace.looked == at(0));
    CHECK(source.pace.changed == at(-1));
    CHECK(source.pace.gap == 64min);
    CHECK(source.pace.wishes == baseline.wishes);
    CHECK(source.pace.fresh_until == at(3));
    CHECK(source.plan.interval == 10min);
    CHECK(source.plan.basis == Basis::asked);
    CHECK(source.plan.next == at(10));
    CHECK(source.missed == 0);
}

TEST_CASE("paces: an archive from before them is taken along, and its sources are due", "[paces]") {
    const Folder folder;
    Connection memory("", Connection::Mode::memory);
    migrate(memory, {schema_steps().front()});
    memory.execute(
        "INSERT INTO archives VALUES (1, '0123456789abcdef0123456789abcdef');"
        "INSERT INTO sources (source, name, followed) VALUES ('https://old.example/', 'old', 1);"
        "INSERT INTO source_addresses (address, source) VALUES ('https://old.example/', 1)");
    std::ofstream(folder.file(), std::ios::binary) << memory.serialized();
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK(archive.take_due([] { return at(0); }).at(0).name == "old");
    CHECK(archive.check().faults.empty());
}

TEST_CASE("paces: files and pipes are no looks to be repeated", "[paces]") {
    Followed f;
    Document file = document(0, "1");
    file.came = Document::Came::file;
    keep(f.archive, file, feed({update("a", "1", added)}, added));
    CHECK_FALSE(f.source().pace.looked);
}

TEST_CASE("paces: failures are counted until one look is read, also one that found nothing",
          "[paces]") {
    Followed f(5min);
    keep(f.archive, 0, feed({update("a", "1", added)}, added));
    Document busy = document(5, "");
    busy.status = 503;
    busy.retry_after = at(65);
    fail(f.archive, busy, Error::Kind::refused, "503");
    fail(f.archive, document(65, "no"), Error::Kind::blocked, "a page that keeps robots out");
    Source source = f.source();
    CHECK(source.pace.failures == 2);
    CHECK(source.pace.failing_since == at(5));
    CHECK(source.last_error == "a page that keeps robots out");
    CHECK(source.plan.basis == Basis::failing);

    const Result<Document> same = document(70, "look 0");
    f.archive.look(ticker, same, at(70)).keep_unchanged();
    f.archive.hold_on(at(70));
    source = f.archive.sources().at(0);
    CHECK(source.pace.failures == 0);
    CHECK(source.plan.next == at(75));
    CHECK(source.last_error == "a page that keeps robots out");
}

TEST_CASE("paces: 410 ends the polling and withdraws nothing", "[paces]") {
    Followed f;
    keep(f.archive, 0, feed({update("a", "1", added)}, added));
    Document answer = document(5, "look 0");  // even where the body is there still
    answer.status = 410;
    const Result<Document> result = answer;
    CHECK_FALSE(f.archive.look(ticker, result, at(5)).same_as_last());
    fail(f.archive, answer, Error::Kind::gone, "gone");
    CHECK_FALSE(f.source().plan.next);
    CHECK(f.source().pace.gone);
    CHECK(f.source().withdrawn == 0);
    CHECK(f.archive.take_due([] { return at(1'000'000); }).empty());
    keep(f.archive, 10, feed({update("a", "1")}));
    CHECK(f.source().plan.next);
}

TEST_CASE("paces: a new pace counts from the last look", "[paces]") {
    Followed f(1h);
    keep(f.archive, 0, feed({update("a", "1", added)}, added));
    Source source = f.source();
    CHECK(source.plan.next == at(60));
    source.every = 5min;
    REQUIRE(f.archive.set(source, at(1)));
    CHECK(f.source().plan.next == at(5));
}

TEST_CASE("paces: a window that turned over whole may have hidden something", "[paces]") {
    Followed f(5min);
    keep(f.archive, 0, feed({update("b", "2", added), update("a", "1", added)}, added));
    keep(f.archive, 5, feed({update("c", "3", added), update("b", "2")}));
    CHECK(f.source().missed == 0);
    keep(f.archive, 10, feed({update("e", "5", added), update("d", "4", added)}));
    CHECK(f.source().missed == 1);
    CHECK(f.source().missed_at == at(10));
    CHECK(f.gaps("turnover") == 1);
}

TEST_CASE("paces: a look that came much later than it was due leaves a gap", "[paces]") {
    Followed f(5min);
    keep(f.archive, 0, feed({update("a", "1", added)}, added));
    keep(f.archive, 60, feed({update("a", "2", edited)}));
    CHECK(f.gaps("late") == 0);
    keep(f.archive, 60 + 66, feed({update("a", "3", edited)}));
    CHECK(f.gaps("late") == 1);
}

TEST_CASE("paces: a move for good is believed after a day and three looks", "[paces]") {
    const std::string there = "https://live.example/ukraine";
    const Feed same = feed({update("a", "1")});
    Followed f;
    keep(f.archive, moved(0, there), feed({update("a", "1", added)}, added));
    CHECK(f.source().moved_to == there);
    CHECK(f.source().address() == ticker);
    keep(f.archive, moved(1, there), same);
    keep(f.archive, moved(2, there), same);
    CHECK(f.source().address() == ticker);

    SECTION("") {
        keep(f.archive, moved(60 * 24, there), same);
        CHECK(f.source().address() == there);
        CHECK(f.source().source == ticker);
        CHECK(f.source().moved_to.empty());
        CHECK(f.archive.find_source(there)->number == f.source().number);
    }
    SECTION("not where it led elsewhere in between") {
        keep(f.archive, moved(3, "https://elsewhere.example/"), same);
        keep(f.archive, moved(60 * 24, there), same);
        keep(f.archive, moved(60 * 24 + 1, there), same);
        CHECK(f.source().address() == ticker);
    }
    SECTION("not where it did not lead at all in between") {
        keep(f.archive, document(3, "x"), same);
        CHECK(f.source().moved_to.empty());
    }
    SECTION("not onto the address of another source") {
        REQUIRE(f.archive.follow(there, "there", {}, {}));
        keep(f.archive, moved(60 * 24, there), same);
        CHECK(f.source().address() == ticker);
        CHECK(f.archive.find_source(there)->name == "there");
    }
}

TEST_CASE("paces: a move is no move where it is for now, or leaves TLS, or another was asked",
          "[paces]") {
    Followed f;
    const auto moved_to = [&](Document document) {
        keep(f.archive, document, feed({update("a", "1", added)}, added));
        return f.source().moved_to;
    };
    Document document = moved(0, "https://live.example/x");
    document.moved_for_good = false;
    CHECK(moved_to(document).empty());
    CHECK(moved_to(moved(1, "http://live.example/x")).empty());
    document = moved(2, "https://live.example/x");
    document.redirects = {"https://short.example/1"};
    CHECK(moved_to(document).empty());
}

}  // namespace stet::archive
