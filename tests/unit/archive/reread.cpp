#include "archive/reread.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "archive/sqlite.h"
#include "series.h"
#include "support/catch.h"

namespace stet::archive {

using namespace series;

namespace {

void look_all(Archive& archive, const std::vector<Capture>& captures, const Reader& reader = {}) {
    for (const Capture& one : captures)
        look(archive, capture(one.minutes, one.body), reader, at(1'000'000));
}

bool is_sound(Archive& archive) {
    const auto faults = archive.check().faults;
    for (const std::string& fault : faults)
        UNSCOPED_INFO(fault);
    return faults.empty();
}

constexpr unsigned series_tried = 12;

}  // namespace

TEST_CASE("reread: captures in order, back to front and shuffled give one history", "[archive]") {
    for (unsigned seed = 0; seed < series_tried; ++seed) {
        INFO("series " << seed);
        const Reader reader{.captions = true, .ids = seed % 3 != 0};
        std::vector<Capture> captures = series::series(seed, 24);
        const Folder folder;
        Archive straight = Archive::open(folder.file("straight.db"), Archive::Access::write);
        look_all(straight, captures, reader);
        const std::string wanted = history(straight, reader.ids);
        REQUIRE(is_sound(straight));

        for (const Capture& one : captures) {
            Archive again = Archive::open(folder.file("one.db"), Archive::Access::write);
            look_all(again, {one}, reader);
        }
        Archive one_by_one = Archive::open(folder.file("one.db"), Archive::Access::write);
        CHECK(history(one_by_one, reader.ids) == wanted);

        std::vector<Capture> turned = captures;
        if (seed % 2 == 0)
            std::ranges::reverse(turned);
        else
            std::shuffle(turned.begin(), turned.end(), std::mt19937(seed));
        Archive late = Archive::open(folder.file("late.db"), Archive::Access::write);
        look_all(late, turned, reader);
        CHECK(is_sound(late));
        reread(late, reader);
        REQUIRE(is_sound(late));
        REQUIRE(history(late, reader.ids) == wanted);
        for (const Capture& one : captures)
            CHECK(window(late, at(one.minutes)) == window(straight, at(one.minutes)));
    }
}

TEST_CASE("reread: who told that a document was cut is data, whatever the words", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    fail(archive, document(1, "by itself"), Error::Kind::cut, "ends in some words of its own");
    Document cut = document(100, "on its way");
    cut.cut = true;
    fail(archive, cut, Error::Kind::cut, "the transfer ended too soon");
    fail(archive, document(200, "by itself again"), Error::Kind::cut, "the JSON ends too soon");
    Rereading rereading = archive.reread(archive.sources().front(), at(300));
    std::vector<std::pair<std::string, bool>> read;
    while (const Document* document = rereading.next()) {
        read.emplace_back(std::string(std::string_view(document->body)), document->cut);
        rereading.fail({Error::Kind::cut, "again", {}, {}});
    }
    CHECK(read == std::vector<std::pair<std::string, bool>>{
                      {"by itself", false}, {"on its way", true}, {"by itself again", false}});
}

TEST_CASE("reread: what stands is found as it stands, and nothing is written", "[archive]") {
    for (unsigned seed = 0; seed < series_tried; ++seed) {
        INFO("series " << seed);
        const Reader reader{.captions = true, .ids = seed % 3 != 0};
        const Folder folder;
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        look_all(archive, series::series(seed, 24), reader);
        const std::string before = history(archive);
        const Archive::Check check = archive.check();
        const Rereading::Found found = reread(archive, reader);
        CHECK(found.found == 0);
        CHECK(found.retired == 0);
        CHECK(history(archive) == before);
        CHECK(archive.check().head == check.head);
    }
}

TEST_CASE("reread: a better reader's differences are technical, no edit is lost or invented",
          "[archive]") {
    for (unsigned seed = 0; seed < series_tried; ++seed) {
        INFO("series " << seed);
        // An hour apart, so that every body is kept.
        const std::vector<Capture> captures = series::series(seed, 24, 61);
        const Folder folder;
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        look_all(archive, captures, {.captions = false});
        std::vector<Item> said = select(archive, {}, Scope::changes);
        const std::int64_t newest = archive.newest_seq();
        reread(archive);
        REQUIRE(is_sound(archive));

        Archive fresh = Archive::open(folder.file("fresh.db"), Archive::Access::write);
        look_all(fresh, captures);
        std::vector<Item> edits, technical;
        for (Item& item : select(archive, {}, Scope::changes))
            (item.edit_class == Class::technical ? technical : edits).push_back(std::move(item));
        const auto told = [](const std::vector<Item>& items) {
            std::vector<std::string> lines;
            for (const Item& item : items)
                lines.push_back(text::cat(item.key, ' ', name_of(item.change), ' ',
                                          time_of(item.not_before), ' ', time_of(item.observed),
                                          ' ', name_of(item.edit_class), ' ', item.content_text));
            std::ranges::sort(lines);
            return lines;
        };
        CHECK(told(edits) == told(select(fresh, {}, Scope::changes)));
        CHECK_FALSE(technical.empty());
        for (const Item& item : technical) {
            CHECK(item.changed == std::vector<std::string>{"_stet.image_caption"});
            REQUIRE(item.other_stet.size() == 1);
            CHECK(item.other_stet[0].name == "found");
            CHECK(item.seq > newest);
        }
        // What was said keeps its number; each look shows what a reading of its capture shows.
        for (const Item& then : said) {
            const auto now = std::ranges::find(edits, then.seq, &Item::seq);
            REQUIRE(now != edits.end());
            CHECK(now->key == then.key);
            CHECK(now->change == then.change);
        }
        for (const Capture& one : captures)
            CHECK(window(archive, at(one.minutes)) == window(fresh, at(one.minutes)));
        const Archive::Check check = archive.check();
        const Rereading::Found again = reread(archive);
        CHECK(again.found == 0);
        CHECK(archive.check().head == check.head);
    }
}

TEST_CASE("reread: a capture takes its place within a run, and the run keeps its ends",
          "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const std::string one = "a|0|A|eins und noch einiges mehr|\n";
    const std::string two = "a|0|A|zwei und noch einiges mehr|\n";
    for (int minutes = 0; minutes <= 60; minutes += 10)
        look(archive, capture(minutes, one), {}, at(1'000'000));
    look(archive, capture(35, two), {}, at(1'000'000));
    const std::int64_t looks = archive.sources().at(0).looks;
    const Rereading::Found found = reread(archive);
    CHECK(found.found == 2);
    CHECK(is_sound(archive));
    CHECK(archive.sources().at(0).looks == looks);
    std::string lines;
    for (const Item& item : select(archive, {.kinds = {Kind::update}}, Scope::history))
        lines += text::cat(item.revision, ' ', item.content_text.substr(0, 4), ' ',
                           time_of(item.not_before), ' ', time_of(item.observed), ' ',
                           time_of(item.last_observed), ' ', time_of(item.until), ' ', item.same_as,
                           '\n');
    CHECK(lines == "1 eins - 0 10 35 0\n2 zwei 10 35 35 60 0\n3 eins 35 60 60 - 1\n");
}

TEST_CASE("reread: a look without a body bears out only what was read then", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const Reader old{.captions = false};
    look(archive, capture(0, "a|0|A|eins und noch einiges mehr|Bild 1\n"), old, at(1'000'000));
    for (int minutes = 10; minutes <= 50; minutes += 10)  // less than an hour: not kept
        look(archive,
             capture(minutes,
                     text::cat("a|0|A|eins und noch einiges mehr|Bild ", 100 + minutes, '\n')),
             old, at(1'000'000));
    look(archive, capture(70, "a|0|A|eins und noch einiges mehr|Bild 2\n"), old, at(1'000'000));
    reread(archive);
    const auto changes = select(archive, {.changes = {Change::edited}}, Scope::changes);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].edit_class == Class::technical);
    CHECK(changes[1].edit_class == Class::media);
    CHECK(changes[1].not_before == at(0));
    CHECK(changes[1].observed == at(70));
    CHECK(is_sound(archive));
}

TEST_CASE("reread: a failed look stays failed unless today's reader can read it", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const std::string one = "a|0|A|eins und noch einiges mehr|\n";
    look(archive, capture(0, one), {}, at(1'000'000));
    const Document strange = capture(10, "a|0|A|zwei und noch einiges mehr|\n");
    const Result<Document> document = strange;
    archive.look(ticker, document, at(1'000'000))
        .fail(Error{Error::Kind::unreadable, "no format", {}, {}});
    look(archive, capture(20, "please wait"), {}, at(1'000'000));
    look(archive, capture(30, one), {}, at(1'000'000));
    const Rereading::Found found = reread(archive);
    CHECK(found.found == 2);
    const auto looks = archive.looks({});
    REQUIRE(looks.size() == 4);
    CHECK(looks[1].outcome == "ok");
    CHECK(looks[2].outcome == "blocked");
    CHECK(window(archive, at(25)) == "1 A|zwei und noch einiges mehr|\n");
    CHECK(is_sound(archive));
}

TEST_CASE("reread: kill -9 in the middle leaves the history before it or after it", "[archive]") {
    const Folder folder;
    std::vector<Capture> captures = series::series(7, 24);
    std::ranges::reverse(captures);
    std::string before;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        look_all(archive, captures);
        before = history(archive);
    }
    bool is_done = false;
    for (useconds_t pause = 1'000; !is_done; pause += pause / 4) {
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                Archive archive = Archive::open(folder.file(), Archive::Access::write);
                reread(archive);
                ::_exit(0);
            } catch (const std::exception&) {
                ::_exit(1);
            }
        }
        ::usleep(pause);
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        REQUIRE(is_sound(archive));
        is_done = history(archive) != before;
    }
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK(reread(archive).found == 0);
    Archive straight = Archive::open(folder.file("straight.db"), Archive::Access::write);
    std::ranges::reverse(captures);
    look_all(straight, captures);
    CHECK(history(archive) == history(straight));
}

TEST_CASE("reread: what a source's altered rows say gets no event of its own", "[archive]") {
    const Folder folder;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        look(archive, capture(0, "a|0|A|eins und noch einiges mehr|\n"), {}, at(1'000'000));
    }
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.accept();
        sql.execute(
            "INSERT INTO looks (source, first, last, count, outcome, status, came, bytes, added,"
            " edited, withdrawn, restored) VALUES (1, 5, 5, 1, 'empty', 0, 'file', 0, 0, 0, 0, 0)");
    }
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK_THROWS_AS(reread(archive), Damaged);
}

}  // namespace stet::archive
