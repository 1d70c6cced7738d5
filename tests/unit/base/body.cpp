#include "base/body.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <sys/resource.h>

#include "support/catch.h"
#include "support/resident.h"

using namespace stet;

namespace {

constexpr std::size_t mib = std::size_t{1} << 20;

std::string words(std::size_t size) {
    std::string bytes(size, ' ');
    for (std::size_t n = 0; n < size; ++n)
        bytes[n] = static_cast<char>('a' + (n * n / 4096 + n) % 26);
    return bytes;
}

Body written(std::string_view bytes, std::size_t expected = 0) {
    BodyWriter writer(expected);
    writer.add(bytes);
    CHECK(writer.size() == bytes.size());
    return writer.finish();
}

/// Whether only a part of it is in memory once it was read from front to back.
bool is_in_file(const Body& body) {
    const std::string_view bytes = body;
    for (std::size_t at = 0; at < bytes.size(); at += 1000)
        body.window().slide(bytes.data() + at);
    return test::resident(bytes) < bytes.size();
}

/// A limit of the process that goes back to what it was.
class Limit {
  public:
    Limit(decltype(RLIMIT_FSIZE) kind, rlim_t most) : kind_(kind) {
        getrlimit(kind_, &before_);
        const rlimit lower{most, before_.rlim_max};
        setrlimit(kind_, &lower);
    }
    ~Limit() { setrlimit(kind_, &before_); }

  private:
    decltype(RLIMIT_FSIZE) kind_;
    rlimit before_{};
};

/// TMPDIR, which goes back to what it was.
class TemporaryFolder {
  public:
    explicit TemporaryFolder(const char* path) {
        if (const char* said = std::getenv("TMPDIR"))
            before_ = said;
        setenv("TMPDIR", path, 1);
    }
    ~TemporaryFolder() {
        if (before_)
            setenv("TMPDIR", before_->c_str(), 1);
        else
            unsetenv("TMPDIR");
    }

  private:
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("body: bytes come out as they went in, whatever their size", "[base]") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, 4 * mib, 4 * mib + 1, 6 * mib,
                                   6 * mib + 1, 8 * mib - 1, 13 * mib + 4097}) {
        const std::string bytes = words(size);
        for (const std::size_t expected : {std::size_t{0}, size, size / 2, size + 1}) {
            Body body = written(bytes, expected);
            CHECK(body.size() == size);
            CHECK(body == bytes);
            const Body moved = std::move(body);
            CHECK(moved == bytes);
        }
    }
}

TEST_CASE("body: of a large one only what is read is in memory", "[base]") {
    const std::string bytes = words(15 * mib + 123);
    const Body body = written(bytes);
    const std::string_view view = body;
    for (int pass = 0; pass < 2; ++pass)
        for (std::size_t at = 0; at < view.size(); at += 64 * 1024) {
            body.window().slide(view.data() + at);
            REQUIRE(view.substr(at, 64 * 1024) == std::string_view(bytes).substr(at, 64 * 1024));
            if (at % mib == 0)
                REQUIRE(test::resident(view) <= 5 * mib);
        }
}

TEST_CASE("body: a window may jump, and bytes outside of it are there", "[base]") {
    const std::string bytes = words(15 * mib + 123);
    const Body body = written(bytes);
    const std::string_view view = body;
    std::size_t at = 1;
    for (int n = 0; n < 100; ++n) {
        at = (at * 1103515245 + 12345) % (view.size() - 1000);
        body.window().slide(view.data() + at);
        const std::size_t elsewhere = (at * 7 + 99) % (view.size() - 1000);
        REQUIRE(view.substr(at, 1000) == std::string_view(bytes).substr(at, 1000));
        REQUIRE(view.substr(elsewhere, 1000) == std::string_view(bytes).substr(elsewhere, 1000));
    }
    body.window().slide(bytes.data());
    body.window().slide(view.data() + view.size());
    body.window().slide(nullptr);
    CHECK(view == bytes);
}

TEST_CASE("body: a copy is one of its own", "[base]") {
    const std::string bytes = words(5 * mib);
    std::optional<Body> body = written(bytes);
    Body copy = *body;
    body.reset();
    CHECK(copy == bytes);
    CHECK(is_in_file(copy));
    copy = Body("few");
    CHECK(copy == "few");
    CHECK(copy != Body("other"));
}

TEST_CASE("body: a large one leaves nothing in TMPDIR, which need not be of use", "[base]") {
    const std::string bytes = words(9 * mib);
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "stet-body-test";
    std::filesystem::create_directories(folder);
    {
        const TemporaryFolder here(folder.c_str());
        const Body body = written(bytes);
        CHECK(is_in_file(body));
        CHECK(std::filesystem::is_empty(folder));
    }
    std::filesystem::remove(folder);
    for (const char* path : {folder.c_str(), "/dev/null", ""}) {
        const TemporaryFolder nowhere(path);
        const Body body = written(bytes);
        CHECK(body == bytes);
        CHECK(is_in_file(body));
    }
}

TEST_CASE("body: where no file is to be had, or the disk is full, it stays in memory", "[base]") {
    const std::string bytes = words(9 * mib);
    for (const std::size_t expected : {std::size_t{0}, bytes.size()}) {
        {
            const Limit descriptors(RLIMIT_NOFILE, 0);
            const Body body = written(bytes, expected);
            CHECK(body == bytes);
        }
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        {
            const Limit disk(RLIMIT_FSIZE, 5 * mib + 100);
            const Body body = written(bytes, expected);
            CHECK(body == bytes);
            CHECK(test::resident(body) >= bytes.size());
        }
        std::signal(SIGXFSZ, before);
    }
}
