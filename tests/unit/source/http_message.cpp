#include "source/http_message.h"

#include "support/catch.h"
#include "support/server.h"
#include "text/cat.h"

using namespace stet;

namespace {

source::Message chunked(std::string_view body) {
    return source::read_message(
        text::cat("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", body), 1000);
}

source::Message packed(std::string_view encoding, std::string_view body) {
    return source::read_message(
        text::cat("HTTP/1.1 200 OK\r\nContent-Encoding: ", encoding, "\r\n\r\n", body), 1000);
}

}  // namespace

TEST_CASE("http message: head and body are taken apart", "[source]") {
    const auto message = source::read_message("HTTP/1.1 404 No\r\nA: b\r\n\r\nbody\r\n\r\n", 1000);
    CHECK(message.status == 404);
    CHECK(message.head == "HTTP/1.1 404 No\r\nA: b\r\n\r\n");
    CHECK(message.body == "body\r\n\r\n");
    CHECK_FALSE(message.cut);
    CHECK(source::read_message("HTTP/1.0 200 OK\nA: b\n\nbody", 1000).body == "body");
}

TEST_CASE("http message: chunks are put together", "[source]") {
    const auto whole = chunked("4;x=y\r\nfour\r\n5\r\n and \r\n0\r\n\r\n");
    CHECK(whole.body == "four and ");
    CHECK_FALSE(whole.cut);
}

TEST_CASE("http message: chunks that end too soon are cut", "[source]") {
    for (const char* body :
         {"4\r\nfour\r\n", "4\r\nfour", "4\r\nfour\r\n5\r\n an", "4\r\nfour\r\nzz"}) {
        const auto message = chunked(body);
        CHECK(message.cut);
        CHECK(message.body.starts_with("four"));
    }
    CHECK(chunked("ffffffffffffffff\r\nx").cut);
}

TEST_CASE("http message: a body that was recorded without its chunks stays", "[source]") {
    CHECK(chunked("<html>four").body == "<html>four");
    CHECK_FALSE(chunked("<html>four").cut);
}

TEST_CASE("http message: a body shorter than its length is cut", "[source]") {
    CHECK(source::read_message("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", 1000).cut);
    CHECK(source::read_message("HTTP/1.1 200 OK\r\nContent-Le", 1000).cut);
}

TEST_CASE("http message: packing is undone, also where it was already", "[source]") {
    CHECK(packed("gzip", test::gzipped("words")).body == "words");
    CHECK(packed("gzip", "<p>words").body == "<p>words");
    CHECK(packed("identity", "words").body == "words");
    CHECK_FALSE(packed("br", "words").readable);
    CHECK_FALSE(packed("gzip", "\x1f\x8bwords").readable);
    CHECK(packed("gzip", test::gzipped(std::string(1001, 'a'))).too_large);
}
