#include "net/origin.h"

#include "support/catch.h"

using namespace stet;

TEST_CASE("origin: credentials are taken out of an address and decoded", "[net]") {
    const net::Address address = net::take_apart("https://us%65r:p%40ss:w@h.example:8443/a?b=c#d");
    CHECK(address.url == "https://h.example:8443/a?b=c");
    CHECK(address.user == "user");
    CHECK(address.password == "p@ss:w");
}

TEST_CASE("origin: the last @ ends the credentials", "[net]") {
    const net::Address address = net::take_apart("http://u:p@other@h/");
    CHECK(address.url == "http://h/");
    CHECK(address.password == "p@other");
}

TEST_CASE("origin: bytes that no address may have are percent-encoded", "[net]") {
    CHECK(net::take_apart("http://h/a b\xc3\xa4?c d%20").url == "http://h/a%20b%C3%A4?c%20d%20");
    CHECK(net::take_apart("http://h").url == "http://h");
    CHECK(net::take_apart("http://h/%zz%4").url == "http://h/%zz%4");
}

TEST_CASE("origin: scheme, host and port make it, in any case", "[net]") {
    CHECK(net::origin_of("http://H.example/a") == net::origin_of("HTTP://h.example/b?c"));
    CHECK(net::origin_of("http://h/") != net::origin_of("https://h/"));
    CHECK(net::origin_of("http://h/") != net::origin_of("http://h:8080/"));
    CHECK(net::origin_of("http://h/") != net::origin_of("http://h.example/"));
}
