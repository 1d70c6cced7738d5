#include <atomic>

#include "fetch_one.h"
#include "net/client.h"
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

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// What comes of an answer of these bytes, after which the connection is closed.
Result<net::Response> answered(const std::string& bytes,
                               const net::Settings& settings = impatient()) {
    const test::Server server([&](const Asked&, Connection& out) {
        out.send(bytes);
        out.close();
    });
    return fetch_one(server.url("/"), settings);
}

}  // namespace

TEST_CASE("faults: a body shorter than its length is cut", "[net]") {
    const auto got = answered("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    REQUIRE(got);
    CHECK(got->cut);
    CHECK(got->body == "half");
    CHECK(got->status == 200);
}

TEST_CASE("faults: a body without its last chunk is cut", "[net]") {
    const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const auto whole = answered(head + "4\r\nhalf\r\n0\r\n\r\n");
    REQUIRE(whole);
    CHECK_FALSE(whole->cut);
    for (const char* rest : {"4\r\nhalf\r\n", "4\r\nhalf\r\nzz\r\n", "8\r\nhalf"}) {
        const auto got = answered(head + rest);
        REQUIRE(got);
        CHECK(got->cut);
        CHECK(got->body == "half");
    }
}

TEST_CASE("faults: a connection reset within a body cuts it", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.send("HTTP/1.1 200 OK\r\n\r\nhalf");
        out.pause(200ms);
        out.reset();
    });
    const auto got = fetch_one(server.url("/"));
    REQUIRE(got);
    CHECK(got->cut);
    CHECK(got->body == "half");
    CHECK(server.asked().size() == 1);
}

TEST_CASE("faults: a body that stalls is cut, a head that does is no answer", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        if (asked.path == "/body")
            out.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        else
            out.send("HTTP/1.1 200 OK\r\nContent-Le");
        out.pause(60s);
    });
    net::Settings settings = impatient();
    settings.limits.stall = 1s;
    const auto body = fetch_one(server.url("/body"), settings);
    REQUIRE(body);
    CHECK(body->cut);
    const auto head = fetch_one(server.url("/head"), settings);
    REQUIRE_FALSE(head);
    CHECK(head.error().kind == Error::Kind::network);
    CHECK(contains(head.error().message, "no answer from '127.0.0.1' in time"));
    CHECK(head.error().place == server.url("/head"));
}

TEST_CASE("faults: a server that never ends its trickle is left after the time in all", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.send("HTTP/1.1 200 OK\r\n\r\n");
        for (int i = 0; i < 600; ++i) {
            out.send("drop ");
            out.pause(100ms);
        }
    });
    net::Settings settings = impatient();
    settings.limits.total = 1s;
    const auto begun = std::chrono::steady_clock::now();
    const auto got = fetch_one(server.url("/"), settings);
    CHECK(std::chrono::steady_clock::now() - begun < 3s);
    REQUIRE(got);
    CHECK(got->cut);
}

TEST_CASE("faults: redirects do not stretch the time in all", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.pause(400ms);
        out.send(test::answer("302 Found", "Location: /again\r\n"));
    });
    net::Settings settings = impatient();
    settings.limits.total = 1s;
    CHECK_FALSE(fetch_one(server.url("/"), settings));
    CHECK(server.asked().size() <= 3);
}

TEST_CASE("faults: a body beyond the limit is refused, however it is packed", "[net]") {
    net::Settings settings = impatient();
    settings.limits.body = 1'000'000;
    const std::string big(1'000'001, ' ');
    const test::Server server([&](const Asked& asked, Connection& out) {
        if (asked.path == "/length") {
            out.send(test::answer("200 OK", {}, big));
        } else if (asked.path == "/bomb") {
            out.send(test::answer("200 OK", "Content-Encoding: gzip\r\n", test::gzipped(big)));
        } else if (asked.path == "/deflate") {
            out.send(test::answer("200 OK", "Content-Encoding: deflate\r\n", test::deflated(big)));
        } else if (asked.path == "/brotli") {
            out.send(test::answer("200 OK", "Content-Encoding: br\r\n", test::brotli_bomb()));
        } else if (asked.path == "/twice") {
            out.send(test::answer("200 OK", "Content-Encoding: gzip, gzip\r\n",
                                  test::gzipped(test::gzipped(big))));
        } else {
            out.send("HTTP/1.1 200 OK\r\n\r\n");
            for (int i = 0; i < 100; ++i)
                out.send(big);
            out.close();
        }
    });
    for (const char* path : {"/length", "/bomb", "/deflate", "/brotli", "/twice", "/endless"}) {
        const auto got = fetch_one(server.url(path), settings);
        REQUIRE_FALSE(got);
        CHECK(got.error().kind == Error::Kind::too_large);
        CHECK(got.error().message == "the document has more than 1000000 bytes");
    }
    settings.limits.body = big.size();
    const auto got = fetch_one(server.url("/bomb"), settings);
    REQUIRE(got);
    CHECK(got->body == big);
}

TEST_CASE("faults: a head beyond its limit is refused", "[net]") {
    std::string head = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 20'000; ++i)
        head += text::cat("X-Filler-", i, ": of little use\r\n");
    const auto got = answered(head + "Content-Length: 1\r\n\r\nx");
    REQUIRE_FALSE(got);
    const auto line = answered("HTTP/1.1 200 OK\r\nX: " + std::string(2'000'000, 'x') + "\r\n\r\n");
    REQUIRE_FALSE(line);
    CHECK(line.error().kind == Error::Kind::too_large);
}

TEST_CASE("faults: interim answers and trailers are no part of the head", "[net]") {
    const auto got = answered(
        "HTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\n\r\n"
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"right\"\r\n\r\n"
        "2\r\nok\r\n0\r\nETag: \"late\"\r\nContent-Type: text/late\r\n\r\n");
    REQUIRE(got);
    CHECK(got->etag == "\"right\"");
    CHECK(got->content_type.empty());
    CHECK(got->response_head ==
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"right\"\r\n\r\n");
}

TEST_CASE("faults: an encoding that the body does not have is told", "[net]") {
    for (const char* encoding : {"gzip", "deflate", "br", "rot13"}) {
        const auto got =
            answered(test::answer("200 OK", text::cat("Content-Encoding: ", encoding, "\r\n"),
                                  "plain words, not packed"));
        REQUIRE_FALSE(got);
        CHECK(got.error().kind == Error::Kind::unreadable);
        CHECK(got.error().message == "the content encoding of the answer is broken");
    }
}

TEST_CASE("faults: a packed body whose end is missing is cut", "[net]") {
    const std::string packed = test::gzipped(std::string(5'000'000, 'a') + "end");
    const auto got = answered(text::cat("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n",
                                        "Content-Length: ", packed.size(), "\r\n\r\n",
                                        packed.substr(0, packed.size() / 2)));
    REQUIRE(got);
    CHECK(got->cut);
}

TEST_CASE("faults: NUL bytes pass in a body and not in a head", "[net]") {
    using namespace std::string_literals;
    const auto body = answered(test::answer("200 OK", {}, "a\0b"s));
    REQUIRE(body);
    CHECK(body->body == "a\0b"s);
    CHECK_FALSE(answered(test::answer("200 OK", "X: a\0b\r\n"s, "x")));
}

TEST_CASE("faults: what is not HTTP is no answer", "[net]") {
    for (const char* bytes : {"<html>bare words", "ICY 200 OK\r\n\r\nx", "HTTP/9.9\r\n\r\nx"}) {
        const auto got = answered(bytes);
        REQUIRE_FALSE(got);
        CHECK(got.error().kind == Error::Kind::network);
    }
}

TEST_CASE("faults: a server that is overloaded for a moment is asked once more", "[net]") {
    std::atomic<int> busy = 0;
    const test::Server server([&](const Asked&, Connection& out) {
        if (busy-- > 0)
            out.send(test::answer("503 Service Unavailable", {}, "busy"));
        else
            out.send(test::answer("200 OK", {}, "here"));
    });
    busy = 1;
    const auto second = fetch_one(server.url("/"));
    REQUIRE(second);
    CHECK(second->status == 200);
    CHECK(second->body == "here");
    CHECK(server.asked().size() == 2);
    busy = 5;
    const auto third = fetch_one(server.url("/"));
    REQUIRE(third);
    CHECK(third->status == 503);
    CHECK(third->body == "busy");
    CHECK(server.asked().size() == 4);
}

TEST_CASE("faults: a connection lost before the answer is tried once more", "[net]") {
    std::atomic<int> lost = 1;
    const test::Server server([&](const Asked&, Connection& out) {
        if (lost-- > 0)
            out.reset();
        else
            out.send(test::answer("200 OK", {}, "here"));
    });
    const auto second = fetch_one(server.url("/"));
    REQUIRE(second);
    CHECK(second->body == "here");
    lost = 9;
    const auto none = fetch_one(server.url("/"));
    REQUIRE_FALSE(none);
    CHECK(none.error().message == "'127.0.0.1' closed the connection without an answer");
    CHECK(server.asked().size() == 4);
}

TEST_CASE("faults: a refused connection and a host that is not there are told", "[net]") {
    std::string url;
    {
        const test::Server gone([](const Asked&, Connection&) {});
        url = gone.url("/a");
    }
    const auto refused = fetch_one("http://me:s3cret@" + url.substr(7));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Error::Kind::network);
    CHECK(refused.error().message == "cannot connect to '127.0.0.1'");
    const auto six = fetch_one("http://[::1]:1/");
    REQUIRE_FALSE(six);
    CHECK(six.error().message == "cannot connect to '[::1]'");
    const auto by_proxy =
        fetch_one(net::Request{.url = "http://news.example/", .proxy = "http://127.0.0.1:1/"});
    REQUIRE_FALSE(by_proxy);
    CHECK(by_proxy.error().message == "cannot connect to the proxy '127.0.0.1'");
    CHECK(refused.error().place == url);
    const auto unknown = fetch_one("http://no-such-host.invalid/");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message == "no such host 'no-such-host.invalid'");
}
