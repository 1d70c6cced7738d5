#include "source/credentials.h"

#include <filesystem>
#include <fstream>

#include <sys/stat.h>

#include "support/catch.h"
#include "text/cat.h"

using namespace stet;
using source::Credentials;
namespace fs = std::filesystem;

namespace {

/// A file that goes with the test.
struct File {
    std::string path = (fs::temp_directory_path() / "stet-credentials-test").string();
    explicit File(std::string_view text, mode_t mode = 0600) {
        std::ofstream(path) << text;
        ::chmod(path.c_str(), mode);
    }
    ~File() { fs::remove(path); }
};

std::string told(Credentials& credentials, std::string_view url) {
    const auto pair = credentials.of(url);
    if (!pair)
        return text::cat("error: ", pair.error().message);
    return *pair ? text::cat((*pair)->user, " / ", (*pair)->password) : "none";
}

}  // namespace

TEST_CASE("credentials: are for their origin and no other", "[source]") {
    const File file(
        "# mine\n\nhttps://news.example\treader:s3c:r et \n"
        "HTTP://Paper.example:8080/ me:\n");
    Result<Credentials> read = Credentials::read(file.path, {});
    REQUIRE(read);
    CHECK(told(*read, "https://news.example/live?a=b") == "reader / s3c:r et");
    CHECK(told(*read, "https://NEWS.example/") == "reader / s3c:r et");
    CHECK(told(*read, "http://paper.example:8080/x") == "me / ");
    for (const char* other :
         {"http://news.example/", "https://news.example:444/", "https://news.example.evil.example/",
          "https://news.example@evil.example/", "https://www.news.example/",
          "http://paper.example/"})
        CHECK(told(*read, other) == "none");
}

TEST_CASE("credentials: a command gives them, once", "[source]") {
    const File file(
        "https://a.example !one\nhttps://b.example !fails\nhttps://c.example ! none of it\n");
    std::vector<std::string> commands;
    Result<Credentials> read =
        Credentials::read(file.path, [&](const std::string& command) -> std::optional<std::string> {
            commands.push_back(command);
            if (command == "fails")
                return std::nullopt;
            return command == "one" ? "me:s3cret\r\nmore\n" : "words";
        });
    REQUIRE(read);
    CHECK(commands.empty());
    CHECK(told(*read, "https://a.example/") == "me / s3cret");
    CHECK(told(*read, "https://a.example/b") == "me / s3cret");
    CHECK(commands == std::vector<std::string>{"one"});
    for (const char* letter : {"b", "c"})
        CHECK(told(*read, text::cat("https://", letter, ".example/")) ==
              text::cat("error: the command for the credentials of 'https://", letter,
                        ".example' did not print user:password"));
    CHECK(commands.back() == " none of it");
}

TEST_CASE("credentials: a file that others may read or write is refused", "[source]") {
    for (const mode_t mode : {0640, 0604, 0620, 0666}) {
        const File file("https://a.example me:s3cret\n", mode);
        const auto read = Credentials::read(file.path, {});
        REQUIRE_FALSE(read);
        CHECK(read.error().message == "others may read or write the file of credentials");
        CHECK(read.error().place == file.path);
    }
    CHECK_FALSE(Credentials::read("/nonexistent/credentials", {}));
}

TEST_CASE("credentials: a line that makes no sense is told, and what it says is not", "[source]") {
    for (const char* line :
         {"https://a.example", "https://a.example s3cret", "a.example me:s3cret",
          "https://a.example/path me:s3cret", "https://me:s3cret@a.example me:s3cret",
          "ftp://a.example me:s3cret", "me:s3cret"}) {
        const File file(text::cat("\n", line, "\n"));
        const auto read = Credentials::read(file.path, {});
        REQUIRE_FALSE(read);
        CHECK(read.error().message == "no credentials in line 2");
        CHECK(read.error().hint.find("s3cret") == std::string::npos);
    }
}
