#include "model/access.h"

#include "support/catch.h"
#include "text/cat.h"

using namespace stet;

namespace {

std::optional<Error> proxy_fault(std::string word) {
    return fault_of(Access{.proxy = std::move(word), .user_agent = {}});
}

std::optional<Error> name_fault(std::string name) {
    return fault_of(Access{.proxy = {}, .user_agent = std::move(name)});
}

}  // namespace

TEST_CASE("access: a proxy is an origin, or none", "[model]") {
    for (const char* word : {"", "none", "http://p:3128", "HTTPS://p", "http://p:3128/",
                             "socks4://p", "socks4a://p", "socks5://p", "socks5h://[::1]:1080"})
        CHECK_FALSE(proxy_fault(word));
    for (const char* word :
         {"p", "p:3128", "ftp://p", "file:///x", "http://", "http:p", "http://p/path", "http://p?a",
          "http://p#a", "http://p q", "http://p\n", "None"})
        CHECK(proxy_fault(word));
}

TEST_CASE("access: a proxy's credentials are refused, and not shown, however they stand there",
          "[model]") {
    for (const char* word : {"http://me:s3cret@p:3128", "me:s3cret@p:3128", "http:me:s3cret@p",
                             "http:\\\\me:s3cret@p", "ftp://me:s3cret@p", "http://me:s3cret@p@p",
                             "http://s3cret@", "http:///me:s3cret@p", "http://me@x:s3cret@p/"}) {
        const std::optional<Error> fault = proxy_fault(word);
        REQUIRE(fault);
        const std::string told = text::cat(fault->message, fault->place, fault->hint);
        CHECK(told.find("s3cret") == std::string::npos);
    }
}

TEST_CASE("access: a name is one line", "[model]") {
    CHECK_FALSE(name_fault("mine/1.0 (+https://me.example/; für mich)"));
    for (const char* name : {"a\nHost: b", "a\r\n", "a\x7f", "\ta"})
        CHECK(name_fault(name));
    CHECK(name_fault(std::string("a\0b", 3)));
    CHECK_FALSE(name_fault(std::string(1000, 'a')));
    CHECK(name_fault(std::string(1001, 'a')));
}

TEST_CASE("access: what is typed goes before what is kept", "[model]") {
    const Access kept{.proxy = "http://p", .user_agent = "a"};
    CHECK(over({}, kept) == kept);
    CHECK(over({.proxy = "none", .user_agent = {}}, kept) ==
          Access{.proxy = "none", .user_agent = "a"});
    CHECK(over({.proxy = {}, .user_agent = "b"}, kept) ==
          Access{.proxy = "http://p", .user_agent = "b"});
}
