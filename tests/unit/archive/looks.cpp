#include "archive/archive.h"

#include "archive/sqlite.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

void look_again(Archive& archive, const Document& document) {
    const Result<Document> result = document;
    Look look = archive.look(document.source, result, document.observed);
    REQUIRE(look.same_as_last());
    look.keep_unchanged();
}

void fail(Archive& archive, int minutes, Error::Kind kind, const std::string& message) {
    const Result<Document> none = Error{kind, message, {}, {}};
    archive.look(ticker, none, at(minutes)).fail(none.error());
}

}  // namespace

TEST_CASE("looks: equal ones are one row with first, last and count", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, document(0, "body"), feed({update("a", "1", added)}, added));
    for (int minutes = 5; minutes <= 50; minutes += 5)
        look_again(archive, document(minutes, "body"));
    for (int minutes = 55; minutes <= 65; minutes += 5)
        fail(archive, minutes, Error::Kind::network, "no answer");
    look_again(archive, document(70, "body"));

    const auto looks = archive.looks({});
    REQUIRE(looks.size() == 4);
    CHECK(looks[0].outcome == "ok");
    CHECK(looks[0].added == 2);
    CHECK(looks[1].outcome == "unchanged");
    CHECK(looks[1].count == 10);
    CHECK(looks[1].first == at(5));
    CHECK(looks[1].last == at(50));
    CHECK(looks[1].capture == looks[0].capture);
    CHECK(looks[1].digest == hex(sha256("body")));
    CHECK(looks[2].outcome == "network");
    CHECK(looks[2].detail == "no answer");
    CHECK(looks[2].count == 3);
    CHECK(looks[3].count == 1);

    const Source source = archive.sources().at(0);
    CHECK(source.looks == 15);
    CHECK(source.last_outcome == "unchanged");
    CHECK(source.last_look == at(70));
    CHECK(select(archive, {}, Scope::latest).back().last_observed == at(70));
    CHECK(archive.looks({.since = at(52), .until = at(60)}).size() == 1);
    CHECK(archive.looks({.limit = 1}).at(0).number == looks[3].number);
    CHECK(archive.check().faults.empty());
}

TEST_CASE("looks: 304 is the same as last, and keeps the validators", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    Document first = document(0, "body");
    first.etag = "\"one\"";
    keep(archive, first, feed({update("a", "1", added)}, added));
    Document second = document(5, "");
    second.status = 304;
    second.not_modified = true;
    look_again(archive, second);
    CHECK(archive.sources().at(0).etag == "\"one\"");
    CHECK(archive.looks({}).back().digest == hex(sha256("body")));
    // A validator with controls would be sent back to the server.
    Document third = document(10, "other");
    third.etag = "\"a\r\nb\"";
    keep(archive, third, feed({update("a", "1")}));
    CHECK(archive.sources().at(0).etag.empty());
}

TEST_CASE("looks: a failed one changes nothing but keeps what came", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0, feed({update("b", "2", added), update("a", "1", added)}, added));
    const Result<Document> page = document(5, "please sign in");
    archive.look(ticker, page, at(5)).fail(Error{Error::Kind::sign_in, "signs in", {}, {}});
    CHECK(ids(select(archive, {}, Scope::window)) == "b a");
    const LookRow look = archive.looks({}).back();
    CHECK(look.outcome == "sign_in");
    REQUIRE(look.capture);
    CHECK(archive.capture(*look.capture)->body == "please sign in");
    const auto records = keep(archive, 10, feed({update("b", "zwei", edited), update("a", "1")}));
    CHECK(records.at(0).not_before == at(0));
    CHECK(archive.check().faults.empty());
}

TEST_CASE("looks: a clock that jumps does not turn the order round", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const int decades = 30 * 365 * 24 * 60;
    keep(archive, decades, feed({update("a", "1", added)}, added));
    keep(archive, 0, feed({update("b", "2", added), update("a", "1")}));
    keep(archive, -decades, feed({update("b", "2"), update("a", "eins", edited)}));
    CHECK(ids(select(archive, {}, Scope::window)) == "b a/2");
    CHECK(ids(select(archive, {}, Scope::changes)) == "a b a/2");
    CHECK(archive.check().faults.empty());
}

TEST_CASE("looks: a capture older than the newest is kept for the history", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 1000, feed({update("a", "1", added)}, added));
    Document old = document(10, "old body");
    old.came = Document::Came::file;
    const Result<Document> result = old;
    for (int round = 0; round < 2; ++round) {
        Look look = archive.look(ticker, result, at(2000));
        CHECK(look.is_late());
        CHECK_FALSE(look.same_as_last());
        look.keep_late("");
    }
    CHECK(ids(select(archive, {}, Scope::history)) == "a");
    const auto looks = archive.looks({});
    REQUIRE(looks.size() == 3);
    CHECK(looks[1].outcome == "backfilled");
    CHECK(looks[1].capture == looks[2].capture);
    CHECK(archive.capture(*looks[1].capture)->body == "old body");
    CHECK(archive.check().faults.empty());
}

TEST_CASE("looks: bodies that differ without news are kept once an hour", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0, feed({update("a", "1", added)}, added));
    for (int minutes = 5; minutes <= 120; minutes += 5)
        keep(archive, minutes, feed({update("a", "1")}));
    CHECK(archive.check().captures == 3);
    CHECK(archive.looks({}).size() == 25);
    keep(archive, 125, feed({update("a", "eins", edited)}));
    CHECK(archive.check().captures == 4);
}

TEST_CASE("looks: the window at any time is what was shown then", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, 0, feed({update("a", "1", added)}, added));
    keep(archive, 10, feed({update("b", "2", added), update("a", "1")}));
    keep(archive, 20, feed({update("c", "3", added), update("b", "zwei", edited)}));
    keep(archive, 30, feed({update("c", "3")}));
    const auto window = [&](int minutes) {
        return ids(select(archive, {.at = at(minutes)}, Scope::window));
    };
    CHECK(window(-1).empty());
    CHECK(window(0) == "a");
    CHECK(window(9) == "a");
    CHECK(window(10) == "b a");
    CHECK(window(25) == "c b/2");
    CHECK(window(1000) == "c");
    const Source source = archive.sources().at(0);
    CHECK(archive.window_time(source, at(25)) == at(20));
    CHECK(archive.window_time(source, {}) == at(30));
    CHECK_FALSE(archive.window_time(source, at(-1)));

    CHECK(ids(archive.standing(source).items) == "c b/2 a");
    CHECK(ids(archive.standing(source, at(10)).items) == "b a");
    CHECK(archive.standing(source, at(-1)).items.empty());
    CHECK(archive.standing(source).has_head);
}

TEST_CASE("looks: the pace is the one that is shown, else what the looks until then tell",
          "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    keep(archive, document(0, "body"), feed({update("a", "1", added)}, added));
    for (int minutes = 5; minutes <= 20; minutes += 5)
        look_again(archive, document(minutes, "body"));
    for (int minutes = 80; minutes <= 200; minutes += 60)
        keep(archive, document(minutes, text::cat("body ", minutes)), feed({update("a", "1")}));
    const auto pace = [&](int minutes) {
        return archive.pace(*archive.find_source(ticker), at(minutes));
    };
    CHECK(pace(200) == archive.find_source(ticker)->plan.interval);
    REQUIRE(archive.follow(ticker, "ticker", {}, std::chrono::minutes(2)));
    CHECK(pace(200) == std::chrono::minutes(2));

    // As in archives from before paces were kept.
    Connection(folder.file(), Connection::Mode::read_write)
        .execute("UPDATE paces SET interval = 0; UPDATE sources SET every = 0");
    CHECK(pace(3) == std::chrono::hours(1));  // one look tells nothing
    CHECK(pace(20) == std::chrono::minutes(5));
    CHECK(pace(200) == std::chrono::minutes(60));
}

}  // namespace stet::archive
