#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using namespace std::chrono_literals;
using enum Change;

namespace {

const std::string other = "https://news.example/feed.xml";

struct Two {
    Folder folder;
    Archive first = Archive::open(folder.file(), Archive::Access::write);
    Archive second = Archive::open(folder.file(), Archive::Access::write);

    Two() {
        REQUIRE(first.follow(ticker, "ticker", {}, 5min));
        REQUIRE(first.follow(other, "feed", {}, 10min));
    }
};

std::string due(Archive& archive, Instant now) {
    std::string names;
    for (const Source& source : archive.take_due([now] { return now; }))
        names += text::cat(names.empty() ? "" : " ", source.name);
    return names;
}

void look(Archive& archive, int minutes, const std::string& source) {
    keep(archive, document(minutes, text::cat(source, minutes), source), feed({}));
}

}  // namespace

TEST_CASE("due: what was never looked at is, and what was comes at its pace", "[due]") {
    Two two;
    CHECK(due(two.first, at(0)) == "ticker feed");
    look(two.first, 0, ticker);
    look(two.first, 0, other);
    CHECK(due(two.first, at(4)).empty());
    CHECK(due(two.first, at(5) - 5s) == "ticker");
    look(two.first, 5, ticker);
    CHECK(due(two.first, at(10)) == "ticker feed");
}

TEST_CASE("due: what is not followed never is", "[due]") {
    Two two;
    two.first.unfollow(*two.first.find_source("ticker"));
    CHECK(due(two.first, at(0)) == "feed");
}

TEST_CASE("due: two runs never take the same source", "[due]") {
    Two two;
    CHECK(due(two.first, at(0)) == "ticker feed");
    CHECK(due(two.second, at(0)).empty());
    look(two.first, 0, ticker);
    two.first.hold_on(at(3));
    CHECK(due(two.second, at(5)) == "ticker");
    CHECK(due(two.first, at(5)).empty());
}

TEST_CASE("due: one source alone is held as those that are due are", "[due]") {
    Two two;
    const Source source = *two.first.find_source("ticker");
    CHECK(two.first.hold(source, at(0)));
    CHECK_FALSE(two.second.hold(source, at(1)));
    CHECK(due(two.second, at(1)) == "feed");
    CHECK_FALSE(two.first.hold(*two.first.find_source("feed"), at(1)));
    look(two.first, 1, ticker);
    CHECK(two.second.hold(source, at(2)));
    CHECK(two.first.hold(source, at(6)));
}

TEST_CASE("due: who holds on keeps, and lets go when it ends", "[due]") {
    Two two;
    {
        Archive third = Archive::open(two.folder.file(), Archive::Access::write);
        CHECK(due(third, at(0)) == "ticker feed");
        for (int minute = 1; minute < 10; ++minute)
            third.hold_on(at(minute));
        CHECK(due(two.first, at(10)).empty());
    }
    CHECK(due(two.first, at(10)) == "ticker feed");
}

TEST_CASE("due: the sources of a run that was killed are free after three minutes", "[due]") {
    const Folder folder;
    const pid_t child = ::fork();
    if (child == 0) {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        if (!archive.follow(ticker, "ticker", {}, 5min) || due(archive, at(0)) != "ticker")
            ::_exit(1);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK(due(archive, at(3)).empty());
    CHECK(due(archive, at(3) + 1s) == "ticker");
}

TEST_CASE("due: a clock that jumps costs a look too many, not one too few", "[due]") {
    Two two;
    constexpr int decade = 60 * 24 * 3650;
    look(two.first, decade, ticker);
    look(two.first, 0, other);
    CHECK(due(two.first, at(decade)) == "feed");
    // Back again: neither the look from the future nor the hold counts.
    CHECK(due(two.second, at(11)) == "feed ticker");
}

TEST_CASE("due: nothing due writes nothing", "[due]") {
    Two two;
    CHECK(due(two.first, at(0)) == "ticker feed");
    look(two.first, 0, ticker);
    look(two.first, 0, other);
    const auto written = [&] {
        return std::filesystem::last_write_time(two.folder.file("archive.db-wal"));
    };
    const auto before = written();
    CHECK(due(two.first, at(1)).empty());
    CHECK(written() == before);
}

TEST_CASE("due: looks that found nothing wait no longer than the hold does", "[due]") {
    Two two;
    look(two.first, 0, ticker);
    CHECK(due(two.first, at(5)) == "feed ticker");
    const Result<Document> same = document(5, text::cat(ticker, 0));
    Look look = two.first.look(ticker, same, at(5));
    REQUIRE(look.same_as_last());
    look.keep_unchanged();
    two.first.hold_on(at(6));
    CHECK(two.second.find_source(ticker)->last_look == at(5));
    two.first.hold_on(at(8));
    CHECK(due(two.second, at(10)) == "ticker");
}

}  // namespace stet::archive
