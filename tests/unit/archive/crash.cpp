#include <sys/wait.h>

#include <csignal>

#include "archive/database.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

// Look by look one more update and one more edit, each printed to `line` once it is on disk.
[[noreturn]] void write_for_ever(const std::string& path, int line, int from) {
    try {
        Archive archive = Archive::open(path, Archive::Access::write);
        for (int look = from;; ++look) {
            Feed now = feed({update(text::cat("u", look), std::string(2000, 'x'), added)});
            if (look > 0)
                now.items.push_back(update(text::cat("u", look - 1), text::cat(look), edited));
            for (const Item& item : keep(archive, look, now)) {
                const std::string told =
                    text::cat(item.id, '/', item.revision, ' ', item.seq, '\n');
                if (::write(line, told.data(), told.size()) < 0)
                    ::_exit(1);
            }
        }
    } catch (const std::exception&) {
        ::_exit(1);
    }
    ::_exit(0);
}

std::string run_and_kill(const std::string& path, int from, unsigned microseconds) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        write_for_ever(path, ends[1], from);
    }
    ::close(ends[1]);
    ::usleep(microseconds);
    ::kill(child, SIGKILL);
    std::string told;
    char bytes[4096];
    for (ssize_t got = 0; (got = ::read(ends[0], bytes, sizeof bytes)) > 0;)
        told.append(bytes, static_cast<std::size_t>(got));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    return told;
}

}  // namespace

TEST_CASE("crash: after kill -9 at any moment what was told is there, once", "[archive]") {
    const Folder folder;
    std::string told;
    unsigned patience = 1;
    for (unsigned round = 0; round < 40; ++round) {
        int from = 0;
        if (std::filesystem::exists(folder.file())) {
            Archive archive = Archive::open(folder.file(), Archive::Access::write);
            for (const Source& source : archive.sources())
                from = static_cast<int>(source.updates);
        }
        const unsigned pause = 3'000 + (round * 7'919) % 60'000;
        told += run_and_kill(folder.file(), from, pause * patience);
        if (told.empty())  // a machine with much else to do
            patience = std::min(patience * 2, 64U);
    }
    REQUIRE(std::filesystem::exists(folder.file()));
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK(archive.check().faults.empty());
    std::string kept;
    std::int64_t seq = 0;
    for (const Item& item : select(archive, {}, Scope::changes)) {
        CHECK(item.seq == ++seq);
        kept += text::cat(item.id, '/', item.revision, ' ', item.seq, '\n');
    }
    // Each line that was told whole is among those that are kept; a kill may come before the word.
    std::size_t from = 0;
    std::size_t lines = 0;
    for (std::size_t end = 0; (end = told.find('\n', from)) != std::string::npos; from = end + 1) {
        const std::string line = told.substr(from, end + 1 - from);
        const std::size_t place = kept.find(line);
        REQUIRE(place != std::string::npos);
        CHECK(kept.find(line, place + 1) == std::string::npos);
        ++lines;
    }
    CHECK(lines > 0);
    for (const auto& file : std::filesystem::directory_iterator(folder.path()))
        CHECK(file.path().filename().string().starts_with("archive.db"));
    CHECK_FALSE(std::filesystem::exists(folder.file("archive.db.new")));
}

TEST_CASE("crash: several runs wait for each other and none fails", "[archive]") {
    const Folder folder;
    constexpr int runs = 4;
    constexpr int looks = 15;
    std::vector<pid_t> children;
    for (int run = 0; run < runs; ++run) {
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                Archive archive = Archive::open(folder.file(), Archive::Access::write);
                const std::string own = text::cat("https://news.example/feed-", run, ".xml");
                for (int look = 0; look < looks; ++look) {
                    keep(archive, document(look, text::cat(look), own),
                         feed({update(text::cat("u", look), "x", added)}));
                    archive.index();
                }
                ::_exit(0);
            } catch (const std::exception&) {
                ::_exit(1);
            }
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(status == 0);
    }
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK(archive.sources().size() == runs);
    CHECK(archive.check().faults.empty());
    CHECK(archive.check().revisions == runs * (looks + 1));
}

TEST_CASE("crash: a look that found nothing is dropped where another run saw something newer",
          "[archive]") {
    const Folder folder;
    Archive one = Archive::open(folder.file(), Archive::Access::write);
    keep(one, document(0, "body"), feed({update("a", "1", added)}, added));
    const Result<Document> same = document(5, "body");
    one.look(ticker, same, at(5)).keep_unchanged();
    {
        Archive other = Archive::open(folder.file(), Archive::Access::write);
        keep(other, document(6, "news"), feed({update("a", "eins", edited)}));
    }
    one.index();
    CHECK(one.looks({}).size() == 2);
    CHECK(one.check().faults.empty());
}

}  // namespace stet::archive
