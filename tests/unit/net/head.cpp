#include "net/head.h"

#include "support/catch.h"

using namespace stet;

TEST_CASE("head: a field is found whatever its case, and trimmed", "[net]") {
    const std::string_view head =
        "HTTP/1.1 200 OK\r\nContent-Type:  text/html; charset=UTF-8 \r\netag: \"a\"\r\n\r\n";
    CHECK(net::field(head, "content-type") == "text/html; charset=UTF-8");
    CHECK(net::field(head, "ETag") == "\"a\"");
    CHECK(net::field(head, "tag").empty());
    CHECK(net::field(head, "HTTP/1.1 200 OK").empty());
}

TEST_CASE("head: an empty field gives way to a later one", "[net]") {
    CHECK(net::field("HTTP/1.1 200 OK\r\nDate:\r\nDate: now\r\n\r\n", "date") == "now");
}

TEST_CASE("head: the status is that of the first line", "[net]") {
    CHECK(net::status_of("HTTP/1.1 304 Not Modified\r\n\r\n") == 304);
    CHECK(net::status_of("HTTP/2 200\r\n\r\n") == 200);
    CHECK(net::status_of("ICY 200 OK\r\n\r\n") == 0);
    CHECK(net::status_of("HTTP/1.1 abc\r\n\r\n") == 0);
    CHECK(net::status_of("HTTP/1.1 ") == 0);
    CHECK(net::status_of("") == 0);
}

TEST_CASE("head: credentials are blanked, all else stays", "[net]") {
    CHECK(net::blanked("GET / HTTP/1.1\r\nHost: a\r\nauthorization: Basic c2VjcmV0\r\n"
                       "Cookie: id=1\r\n\r\n") ==
          "GET / HTTP/1.1\r\nHost: a\r\nauthorization: (blanked)\r\nCookie: (blanked)\r\n\r\n");
    CHECK(net::blanked("HTTP/1.1 200 OK\r\nSet-Cookie: a=secret\r\n folded secret\r\nX: y\r\n"
                       "Proxy-Authorization: b\r\n\r\n") ==
          "HTTP/1.1 200 OK\r\nSet-Cookie: (blanked)\r\nX: y\r\n"
          "Proxy-Authorization: (blanked)\r\n\r\n");
    CHECK(net::blanked("HTTP/1.1 302 Found\r\nLocation: http://u:p@h/x\r\n\r\n") ==
          "HTTP/1.1 302 Found\r\nLocation: http://h/x\r\n\r\n");
}

TEST_CASE("head: a validator with control characters or beyond 8 kB is dropped", "[net]") {
    CHECK(net::sound_validator("W/\"\xc3\xa4 b\"") == "W/\"\xc3\xa4 b\"");
    CHECK(net::sound_validator("\"a\x01\"").empty());
    CHECK(net::sound_validator("\"a\r\nX: y\"").empty());
    CHECK(net::sound_validator("\"a\x7f\"").empty());
    CHECK(net::sound_validator(std::string(8192, 'a')).size() == 8192);
    CHECK(net::sound_validator(std::string(8193, 'a')).empty());
}
