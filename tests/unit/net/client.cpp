#include "net/client.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "fetch_one.h"
#include "support/catch.h"
#include "support/server.h"
#include "text/cat.h"

using namespace stet;
using namespace std::chrono_literals;
using test::Asked;
using test::Connection;
using test::fetch_one;
using test::impatient;

namespace {

net::Request to(const std::string& url) {
    net::Request request;
    request.url = url;
    return request;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

test::Server::Behaviour redirecting(std::string target, std::string status = "302 Found") {
    return [=](const Asked& asked, Connection& out) {
        if (asked.path == "/end")
            out.send(test::answer("200 OK", {}, "end"));
        else
            out.send(test::answer(status, text::cat("Location: ", target, "\r\n"), "elsewhere"));
    };
}

}  // namespace

TEST_CASE("client: a document comes with what its head said", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.send(test::answer("200 OK",
                              "Content-Type: text/html; charset=utf-8\r\nETag: W/\"5\"\r\n"
                              "Last-Modified: Wed, 28 Jan 2026 16:03:00 GMT\r\n"
                              "Content-Language: de\r\nContent-Location: /b\r\n",
                              "Guten Abend"));
    });
    const auto got = fetch_one(server.url("/a?b=c"));
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(got->url == server.url("/a?b=c"));
    CHECK(got->body == "Guten Abend");
    CHECK_FALSE(got->cut);
    CHECK(got->content_type == "text/html; charset=utf-8");
    CHECK(got->content_language == "de");
    CHECK(got->content_location == "/b");
    CHECK(got->etag == "W/\"5\"");
    CHECK(got->last_modified == "Wed, 28 Jan 2026 16:03:00 GMT");
    CHECK(got->peer == text::cat("127.0.0.1:", server.port()));
    CHECK(got->redirects.empty());
    CHECK_FALSE(got->moved_for_good);
    CHECK(got->response_head.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(got->response_head.ends_with("\r\n\r\n"));
    CHECK(got->request_head == server.asked().at(0));
}

TEST_CASE("client: a request names stet and what it can decode, and carries no cookie", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.send(test::answer("200 OK", "Set-Cookie: a=b\r\n", "x"));
    });
    net::Client client(impatient());
    for (int i = 0; i < 2; ++i)
        client.fetch({to(server.url("/"))}, [](std::size_t, Result<net::Response>&& got) {
            REQUIRE(got);
            CHECK(contains(got->response_head, "Set-Cookie: (blanked)\r\n"));
        });
    REQUIRE(server.asked().size() == 2);
    const Asked last{server.asked()[1], {}};
    CHECK(last.field("User-Agent") == "stet/test");
    CHECK(contains(last.field("Accept-Encoding"), "gzip"));
    CHECK(last.field("Cookie").empty());
    CHECK(last.field("If-None-Match").empty());
    CHECK(last.field("Authorization").empty());
    CHECK(server.most_connections() == 1);
}

TEST_CASE("client: validators are sent as they came, and a 304 is an answer", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        const bool same = asked.field("If-None-Match") == "W/\"a, b\"" &&
                          asked.field("If-Modified-Since") == "yesterday";
        out.send(same ? "HTTP/1.1 304 Not Modified\r\nETag: \"next\"\r\n\r\n"
                      : test::answer("200 OK"));
    });
    net::Request request = to(server.url("/"));
    request.etag = "W/\"a, b\"";
    request.last_modified = "yesterday";
    const auto got = fetch_one(request);
    REQUIRE(got);
    CHECK(got->status == 304);
    CHECK(got->etag == "\"next\"");
    CHECK(got->body.empty());
    CHECK_FALSE(got->cut);
    CHECK(server.asked().size() == 1);
}

TEST_CASE("client: a validator that could forge a head is neither sent nor kept", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.send(test::answer(
            "200 OK", "ETag: \"\x01\"\r\nLast-Modified: " + std::string(9000, 'x') + "\r\n"));
    });
    net::Request request = to(server.url("/"));
    request.etag = "\"a\"\r\nX-Forged: yes";
    const auto got = fetch_one(request);
    REQUIRE(got);
    CHECK(got->etag.empty());
    CHECK(got->last_modified.empty());
    CHECK_FALSE(contains(server.asked().at(0), "Forged"));
}

TEST_CASE("client: whatever the status, an answer is an answer", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        out.send(test::answer(asked.path.substr(1) + " Told", "Retry-After: 120\r\n", "words"));
    });
    for (const int status : {200, 203, 400, 403, 404, 410, 429, 500, 503}) {
        const auto got = fetch_one(server.url(text::cat("/", status)));
        REQUIRE(got);
        CHECK(got->status == status);
        CHECK(got->body == "words");
    }
    CHECK(server.asked().size() == 9);
}

TEST_CASE("client: gzip and deflate are undone", "[net]") {
    const std::string text(100'000, 'a');
    const test::Server server([&](const Asked&, Connection& out) {
        out.send(test::answer("200 OK", "Content-Encoding: gzip\r\n", test::gzipped(text)));
    });
    const auto got = fetch_one(server.url("/"));
    REQUIRE(got);
    CHECK(got->body == text);
    CHECK_FALSE(got->cut);
}

TEST_CASE("client: redirects are followed and told", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        if (asked.path == "/a")
            out.send(test::answer("301 Moved", "Location: b/c?d\r\n", "no"));
        else if (asked.path == "/b/c?d")
            out.send(test::answer(
                "308 Moved",
                "Location: //127.0.0.1:" + asked.field("Host").substr(10) + "/\xc3\xa4 e\r\n"));
        else
            out.send(test::answer("200 OK", {}, asked.path));
    });
    const auto got = fetch_one(server.url("/a"));
    REQUIRE(got);
    CHECK(got->body == "/%C3%A4%20e");
    CHECK(got->url == server.url("/%C3%A4%20e"));
    CHECK(got->redirects == std::vector{server.url("/a"), server.url("/b/c?d")});
    CHECK(got->moved_for_good);
}

TEST_CASE("client: one passing redirect and it has not moved for good", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        if (asked.path == "/a")
            out.send(test::answer("301 Moved", "Location: /b\r\n"));
        else if (asked.path == "/b")
            out.send(test::answer("307 Elsewhere", "Location: /c\r\n"));
        else
            out.send(test::answer("200 OK"));
    });
    const auto got = fetch_one(server.url("/a"));
    REQUIRE(got);
    CHECK(got->redirects.size() == 2);
    CHECK_FALSE(got->moved_for_good);
}

TEST_CASE("client: a redirect that names no place is an answer", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.send(test::answer("302 Found", {}, "where to?"));
    });
    const auto got = fetch_one(server.url("/"));
    REQUIRE(got);
    CHECK(got->status == 302);
    CHECK(got->body == "where to?");
}

TEST_CASE("client: redirects lead only to http and https", "[net]") {
    for (const std::string target :
         {"file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "data:text/html,x",
          "dict://127.0.0.1/", "javascript:1", "http:///"}) {
        const test::Server server(redirecting(target));
        const auto got = fetch_one(server.url("/"));
        REQUIRE_FALSE(got);
        CHECK(got.error().kind == Error::Kind::network);
        CHECK(contains(got.error().message, "neither http nor https"));
        CHECK(server.asked().size() == 1);
    }
}

TEST_CASE("client: a loop of redirects ends after ten", "[net]") {
    const test::Server server(redirecting("/loop"));
    const auto got = fetch_one(server.url("/"));
    REQUIRE_FALSE(got);
    CHECK(got.error().message == "more than 10 redirects");
    CHECK(server.asked().size() == 11);
}

TEST_CASE("client: credentials of an address go to its host and are nowhere told", "[net]") {
    const test::Server other(
        [](const Asked&, Connection& out) { out.send(test::answer("200 OK", {}, "end")); });
    const test::Server server(redirecting(other.url("/end", "localhost")));
    const std::string url = server.url("/x");
    const auto got = fetch_one("http://me:s3cret@" + url.substr(7));
    REQUIRE(got);
    CHECK(Asked{server.asked().at(0), {}}.field("Authorization") == "Basic bWU6czNjcmV0");
    CHECK(Asked{other.asked().at(0), {}}.field("Authorization").empty());
    CHECK(got->redirects == std::vector{url});
    CHECK_FALSE(contains(got->request_head + got->response_head + got->url, "s3cret"));
}

TEST_CASE("client: credentials come back with their origin, and not for another port", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        if (asked.path.starts_with("/?"))
            out.send(test::answer("302 Found", "Location: " + asked.path.substr(2) + "\r\n"));
        else
            out.send(test::answer("200 OK"));
    });
    const test::Server other(redirecting(server.url("/end")));
    net::Request request = to(server.url("/?" + other.url("/")));
    request.user = "me";
    request.password = "s3cret";
    const auto got = fetch_one(request);
    REQUIRE(got);
    REQUIRE(server.asked().size() == 2);
    CHECK_FALSE(Asked{server.asked()[1], {}}.field("Authorization").empty());
    CHECK(Asked{other.asked().at(0), {}}.field("Authorization").empty());
    CHECK(contains(got->request_head, "Authorization: (blanked)\r\n"));
}

TEST_CASE("client: ~/.netrc is not read", "[net]") {
    const auto home = std::filesystem::temp_directory_path() / "stet-netrc-test";
    std::filesystem::create_directories(home);
    std::ofstream(home / ".netrc") << "machine 127.0.0.1 login me password s3cret\n";
    ::setenv("HOME", home.c_str(), 1);
    const test::Server server(
        [](const Asked&, Connection& out) { out.send(test::answer("200 OK")); });
    REQUIRE(fetch_one(server.url("/")));
    CHECK(Asked{server.asked().at(0), {}}.field("Authorization").empty());
    std::filesystem::remove_all(home);
}

TEST_CASE("client: many are fetched at once, two connections to a host", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        out.pause(20ms);
        out.send(test::answer("200 OK", {}, asked.path));
    });
    std::vector<net::Request> requests;
    for (int i = 0; i < 40; ++i)
        requests.push_back(to(server.url(text::cat("/", i))));
    std::map<std::size_t, std::string> bodies;
    net::Client client(impatient());
    client.fetch(requests, [&](std::size_t index, Result<net::Response>&& got) {
        REQUIRE(got);
        CHECK(bodies.emplace(index, got->body).second);
    });
    REQUIRE(bodies.size() == 40);
    for (const auto& [index, body] : bodies)
        CHECK(body == text::cat("/", index));
    CHECK(server.most_connections() == 2);
}

TEST_CASE("client: a host that does not answer holds up no other", "[net]") {
    const test::Server stalled([](const Asked&, Connection& out) { out.pause(60s); });
    const test::Server good(
        [](const Asked&, Connection& out) { out.send(test::answer("200 OK", {}, "x")); });
    net::Settings settings = impatient();
    settings.limits.total = 1s;
    std::vector<net::Request> requests;
    for (int i = 0; i < 6; ++i)
        requests.push_back(to(i % 2 ? stalled.url("/") : good.url("/", "localhost")));
    std::vector<std::size_t> order;
    net::Client client(settings);
    client.fetch(requests, [&](std::size_t index, Result<net::Response>&& got) {
        CHECK(got.has_value() == (index % 2 == 0));
        order.push_back(index % 2);
    });
    CHECK(order == std::vector<std::size_t>{0, 0, 0, 1, 1, 1});
}

TEST_CASE("client: a run that is stopped ends at once", "[net]") {
    const test::Server server([](const Asked&, Connection& out) { out.pause(60s); });
    const auto begun = std::chrono::steady_clock::now();
    net::Client client(impatient());
    int told = 0;
    client.fetch(
        {to(server.url("/")), to("http://no-such-host.invalid/")},
        [&](std::size_t, Result<net::Response>&& got) { told += got.has_value(); },
        [&] { return std::chrono::steady_clock::now() - begun > 300ms; });
    CHECK(told == 0);
    CHECK(std::chrono::steady_clock::now() - begun < 3s);
}

TEST_CASE("client: what `done` throws ends the run and harms nothing", "[net]") {
    const test::Server server(
        [](const Asked&, Connection& out) { out.send(test::answer("200 OK", {}, "x")); });
    net::Client client(impatient());
    const std::vector<net::Request> requests(8, to(server.url("/")));
    CHECK_THROWS_AS(client.fetch(requests,
                                 [](std::size_t, Result<net::Response>&&) -> void {
                                     throw Fatal("the disk is full");
                                 }),
                    Fatal);
    int told = 0;
    client.fetch(requests, [&](std::size_t, Result<net::Response>&&) { ++told; });
    CHECK(told == 8);
}
