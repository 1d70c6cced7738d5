#include "source/captures.h"

#include "support/catch.h"
#include "support/server.h"
#include "text/cat.h"

using namespace stet;

namespace {

std::string record(std::string_view type, std::string_view target, std::string_view block,
                   std::string_view fields = {}) {
    return text::cat("WARC/1.1\r\nWARC-Type: ", type, "\r\nWARC-Target-URI: ", target,
                     "\r\nWARC-Date: 2026-01-28T16:03:00.123Z\r\n", fields,
                     "Content-Length: ", block.size(), "\r\n\r\n", block, "\r\n\r\n");
}

std::vector<Result<Document>> read(const std::string& file, const std::string& source = {}) {
    source::Place place;
    place.address = "some.warc";
    place.source = source;
    std::vector<Result<Document>> all;
    std::size_t at = 0;
    source::read_captures(
        place,
        [&](char* buffer, std::size_t size) {
            const std::size_t part = at < file.size() ? file.copy(buffer, size, at) : 0;
            at += part;
            return part;
        },
        [&](const source::Place&, Result<Document>&& document) {
            all.push_back(std::move(document));
        },
        {});
    return all;
}

}  // namespace

TEST_CASE("captures: a response brings its address, its time and its head", "[source]") {
    const auto all = read(record("response", "http://me:pw@h/page",
                                 "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: \"a\"\r\n"
                                 "Set-Cookie: a\r\n\r\nwords",
                                 "WARC-IP-Address: 192.0.2.1\r\n"));
    REQUIRE(all.size() == 1);
    REQUIRE(all[0]);
    CHECK(all[0]->source == "http://h/page");
    CHECK(all[0]->address == "http://h/page");
    CHECK(all[0]->came == Document::Came::warc);
    CHECK(time::to_rfc3339(all[0]->observed) == "2026-01-28T16:03:00Z");
    CHECK(all[0]->status == 200);
    CHECK(all[0]->content_type == "text/html");
    CHECK(all[0]->etag == "\"a\"");
    CHECK(all[0]->peer == "192.0.2.1");
    CHECK(all[0]->body == "words");
    CHECK(all[0]->response_head.find("Set-Cookie: (blanked)") != std::string::npos);
    CHECK_FALSE(all[0]->cut);
}

TEST_CASE("captures: a part of a document is a fault", "[source]") {
    for (const std::string status : {"206", "226"}) {
        const auto all =
            read(record("response", "http://h/page", "HTTP/1.1 " + status + " Told\r\n\r\nwords"));
        REQUIRE(all.size() == 1);
        REQUIRE_FALSE(all[0]);
        CHECK(all[0].error().kind == Error::Kind::cut);
        CHECK(all[0].error().place == "http://h/page");
    }
}

TEST_CASE("captures: only what holds a document is one", "[source]") {
    const auto all = read(
        record("warcinfo", "", "x") + record("request", "http://h/", "GET / HTTP/1.1\r\n\r\n") +
        record("response", "http://h/1", "HTTP/1.1 301 Moved\r\nLocation: /2\r\n\r\n") +
        record("response", "dns:h", "20260128\r\nh. 60 IN A 192.0.2.1") +
        record("resource", "metadata://x/y", "log") +
        record("response", "http://h/2", "HTTP/1.1 404 Not Found\r\n\r\nno") +
        record("resource", "http://h/3", "three", "Content-Type: text/plain\r\n") +
        record("resource", "file:///tmp/4", "four"));
    REQUIRE(all.size() == 3);
    CHECK(all[0]->status == 404);
    CHECK(all[1]->content_type == "text/plain");
    CHECK(all[1]->body == "three");
    CHECK(all[2]->address == "/tmp/4");
}

TEST_CASE("captures: one whose date cannot be read is told, the others are read", "[source]") {
    std::string undated = record("response", "http://me:pw@h/1", "HTTP/1.1 200 OK\r\n\r\none");
    const std::string date = "2026-01-28T16:03:00.123Z";
    undated.replace(undated.find(date), date.size(), "yesterday");
    std::string of_no_document = record("request", "http://h/1", "GET / HTTP/1.1\r\n\r\n");
    of_no_document.replace(of_no_document.find(date), date.size(), "yesterday");
    const auto all = read(undated + of_no_document +
                          record("response", "http://h/2", "HTTP/1.1 200 OK\r\n\r\ntwo"));
    REQUIRE(all.size() == 2);
    REQUIRE_FALSE(all[0]);
    CHECK(all[0].error().kind == Error::Kind::unreadable);
    CHECK(all[0].error().message.find("'yesterday'") != std::string::npos);
    CHECK(all[0].error().place == "http://h/1");
    REQUIRE(all[1]);
    CHECK(all[1]->body == "two");
}

TEST_CASE("captures: the source can be named, and a cut record is cut", "[source]") {
    const auto all = read(record("response", "http://h/", "HTTP/1.1 200 OK\r\n\r\nwords",
                                 "WARC-Truncated: length\r\n"),
                          "ukraine");
    REQUIRE(all.size() == 1);
    CHECK(all[0]->source == "ukraine");
    CHECK(all[0]->address == "http://h/");
    CHECK(all[0]->cut);
}

TEST_CASE("captures: a bad record costs the others nothing, a broken file is told", "[source]") {
    const auto all = read(
        record("response", "http://h/1", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nwords") +
        record("response", "http://h/2", "HTTP/1.1 200 OK\r\n\r\nwords") + "WARC/1.0\r\nrubbish");
    REQUIRE(all.size() == 3);
    REQUIRE_FALSE(all[0]);
    CHECK(all[0].error().place == "http://h/1");
    CHECK(all[1]);
    REQUIRE_FALSE(all[2]);
    CHECK(all[2].error().kind == Error::Kind::cut);
    CHECK(all[2].error().place == "some.warc");
}
