#include "source/read.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <sys/stat.h>

#include "support/catch.h"
#include "support/server.h"
#include "text/cat.h"

using namespace stet;
namespace fs = std::filesystem;

namespace {

const Instant noon = *time::from_rfc3339("2026-01-28T12:00:00Z");

/// A folder that goes with the test.
struct Folder {
    fs::path path = fs::temp_directory_path() / "stet-source-test";
    Folder() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    std::string write(const std::string& name, std::string_view bytes) const {
        std::ofstream(path / name, std::ios::binary) << bytes;
        return (path / name).string();
    }
};

source::Place at(std::string address) {
    source::Place place;
    place.address = std::move(address);
    return place;
}

std::vector<Result<Document>> read(const std::vector<source::Place>& places,
                                   const std::string& standard_input = {}) {
    std::istringstream in(standard_input);
    std::vector<Result<Document>> all;
    net::Settings settings;
    settings.limits.pause_before_retry = std::chrono::milliseconds(1);
    source::Network network(settings);
    source::read_all(
        places, network, in, [] { return noon; },
        [&](const source::Place&, Result<Document>&& document) {
            all.push_back(std::move(document));
        });
    return all;
}

}  // namespace

TEST_CASE("source: a word is an address by its ://", "[source]") {
    using source::Scheme;
    CHECK(source::scheme_of("-") == Scheme::standard_input);
    CHECK(source::scheme_of("http://h/") == Scheme::http);
    CHECK(source::scheme_of("HTTPS://h/") == Scheme::http);
    CHECK(source::scheme_of("ftp://h/") == Scheme::unsupported);
    CHECK(source::scheme_of("file:///etc/passwd") == Scheme::unsupported);
    CHECK(source::scheme_of("./-") == Scheme::file);
    CHECK(source::scheme_of("C:/page.html") == Scheme::file);
}

TEST_CASE("source: a file is named by its absolute path", "[source]") {
    const Folder folder;
    folder.write("page.html", "words");
    const auto all = read({at((folder.path / "." / "page.html").string())});
    REQUIRE(all.size() == 1);
    REQUIRE(all[0]);
    CHECK(all[0]->source == (folder.path / "page.html").string());
    CHECK(all[0]->address == all[0]->source);
    CHECK(all[0]->body == "words");
    CHECK(all[0]->came == Document::Came::file);
    CHECK(all[0]->observed == noon);
    CHECK(all[0]->status == 0);
}

TEST_CASE("source: a place can name its source", "[source]") {
    const Folder folder;
    source::Place place = at(folder.write("page.html", "words"));
    place.source = "ukraine";
    const auto all = read({place});
    REQUIRE(all[0]);
    CHECK(all[0]->source == "ukraine");
}

TEST_CASE("source: files that cannot be read are told, and cost the others nothing", "[source]") {
    const Folder folder;
    const std::string large = folder.write("large", "");
    fs::resize_file(large, source::largest_document + 1);
    const auto all = read({at((folder.path / "none").string()), at(folder.path.string()), at(large),
                           at(folder.write("good", "x")), at("ftp://h/")});
    REQUIRE(all.size() == 5);
    CHECK(all[0].error().kind == Error::Kind::missing);
    CHECK(all[0].error().place == (folder.path / "none").string());
    CHECK(all[1].error().kind == Error::Kind::unreadable);
    CHECK(all[1].error().message == "cannot read the file: is a directory");
    CHECK(all[2].error().kind == Error::Kind::too_large);
    CHECK(all[3]);
    CHECK(all[4].error().kind == Error::Kind::usage);
    CHECK(all[2].error().place == large);
    fs::resize_file(large, source::largest_document);
    CHECK(read({at(large)})[0]);
}

TEST_CASE("source: a pipe with a name is read to its end", "[source]") {
    const Folder folder;
    const std::string pipe = (folder.path / "pipe").string();
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const std::string words(200'000, 'w');
    std::thread writing([&] { std::ofstream(pipe) << words; });
    const auto all = read({at(pipe)});
    writing.join();
    REQUIRE(all[0]);
    CHECK(all[0]->body == words);
}

TEST_CASE("source: standard input is one document", "[source]") {
    const std::string words("a\0b", 3);
    const auto all = read({at("-")}, words);
    REQUIRE(all.size() == 1);
    REQUIRE(all[0]);
    CHECK(all[0]->source == "-");
    CHECK(all[0]->body == words);
    CHECK(all[0]->came == Document::Came::standard_input);
    CHECK(read({at("-")}, "")[0]->body.empty());
}

TEST_CASE("source: records on standard input and in files are taken apart", "[source]") {
    const std::string record =
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h/\r\n"
        "WARC-Date: 2026-01-28T16:03:00Z\r\nContent-Length: 24\r\n\r\n"
        "HTTP/1.1 200 OK\r\n\r\nwords\r\n\r\n";
    const Folder folder;
    const auto all =
        read({at("-"), at(folder.write("a.warc.gz", test::gzipped(record)))}, record + record);
    REQUIRE(all.size() == 3);
    for (const auto& document : all) {
        REQUIRE(document);
        CHECK(document->body == "words");
        CHECK(document->source == "http://h/");
    }
}

TEST_CASE("source: an answer of the network is a document, whatever its status", "[source]") {
    const test::Server server([](const test::Asked& asked, test::Connection& out) {
        if (asked.path == "/old")
            return out.send(test::answer("301 Moved", "Location: /new\r\n"));
        out.send(test::answer(asked.path == "/new" ? "200 OK" : "410 Gone",
                              "Content-Type: text/html\r\nETag: \"a\"\r\n", "words"));
    });
    const std::string url = server.url("/old");
    const auto all = read({at("http://me:s3cret@" + url.substr(7)), at(server.url("/gone"))});
    REQUIRE(all.size() == 2);
    const Document& moved = all[0]->status == 200 ? *all[0] : *all[1];
    const Document& gone = all[0]->status == 200 ? *all[1] : *all[0];
    CHECK(moved.source == url);
    CHECK(moved.address == server.url("/new"));
    CHECK(moved.redirects == std::vector{url});
    CHECK(moved.moved_for_good);
    CHECK(moved.content_type == "text/html");
    CHECK(moved.etag == "\"a\"");
    CHECK(moved.came == Document::Came::network);
    CHECK(moved.observed == noon);
    CHECK_FALSE(moved.not_modified);
    CHECK(gone.status == 410);
    CHECK(gone.body == "words");
}

TEST_CASE("source: what an answer says of the next look comes with it", "[source]") {
    const test::Server server([](const test::Asked& asked, test::Connection& out) {
        out.send(asked.path == "/busy"
                     ? test::answer("429 Too Many Requests", "Retry-After: 120\r\n")
                     : test::answer("200 OK", "Cache-Control: max-age=60\r\n", "x"));
    });
    const auto busy = read({at(server.url("/busy"))});
    REQUIRE(busy.at(0));
    CHECK(busy[0]->retry_after == noon + std::chrono::minutes(2));
    CHECK_FALSE(busy[0]->fresh_until);
    const auto fresh = read({at(server.url("/"))});
    REQUIRE(fresh.at(0));
    CHECK(fresh[0]->fresh_until == noon + std::chrono::minutes(1));
    CHECK_FALSE(fresh[0]->retry_after);
}

TEST_CASE("source: 304 means not modified, to a request that asked so", "[source]") {
    const test::Server server([](const test::Asked&, test::Connection& out) {
        out.send("HTTP/1.1 304 Not Modified\r\n\r\n");
    });
    source::Place place = at(server.url("/"));
    place.etag = "\"a\"";
    const auto all = read({place});
    REQUIRE(all[0]);
    CHECK(all[0]->not_modified);
    const auto unasked = read({at(server.url("/"))});
    REQUIRE_FALSE(unasked[0]);
    CHECK(unasked[0].error().kind == Error::Kind::refused);
}

TEST_CASE("source: an answer that is not the whole document is a fault", "[source]") {
    int status = 200;
    const test::Server server([&](const test::Asked&, test::Connection& out) {
        out.send(test::answer(text::cat(status, " Told"), {}, "some words"));
    });
    for (const int partial : {206, 226, 300, 301, 302, 303, 305, 306, 307, 308, 399}) {
        status = partial;
        const auto all = read({at(server.url("/"))});
        INFO(partial);
        REQUIRE_FALSE(all.at(0));
        CHECK(all[0].error().kind == (partial < 300 ? Error::Kind::cut : Error::Kind::refused));
        CHECK(all[0].error().message.find(text::cat(partial)) != std::string::npos);
        CHECK(all[0].error().place == server.url("/"));
    }
    for (const int whole : {200, 203, 299, 404}) {
        status = whole;
        INFO(whole);
        CHECK(read({at(server.url("/"))}).at(0));
    }
}

TEST_CASE("source: what is set of a place decides how it is asked", "[source]") {
    const test::Server server([](const test::Asked& asked, test::Connection& out) {
        out.send(test::answer("200 OK", {}, asked.path));
    });
    source::Place through = at("http://news.example/");
    through.access = {.proxy = server.url(""), .user_agent = "reader/1"};
    const auto read_through = read({through});
    REQUIRE(read_through.at(0));
    CHECK(read_through[0]->body == "http://news.example/");
    CHECK(server.asked().at(0).find("User-Agent: reader/1\r\n") != std::string::npos);
}

TEST_CASE("source: a proxy is an address or none", "[source]") {
    CHECK(source::proxy_of("") == std::nullopt);
    CHECK(source::proxy_of("none") == "");
    CHECK(source::proxy_of("http://p:3128") == "http://p:3128");
    source::Place wrong = at("http://h/");
    wrong.access.proxy = "x";
    const auto refused = read({wrong});
    REQUIRE_FALSE(refused.at(0));
    CHECK(refused[0].error().kind == Error::Kind::usage);
}

TEST_CASE("source: reading stops when it is told to", "[source]") {
    const Folder folder;
    const std::string file = folder.write("a", "x");
    std::istringstream in;
    int taken = 0;
    source::Network network({});
    source::read_all(
        {at(file), at(file), at(file)}, network, in, [] { return noon; },
        [&](const source::Place&, Result<Document>&&) { ++taken; }, [&] { return taken == 2; });
    CHECK(taken == 2);
}
