#include "text/ascii.h"

#include <cstdint>

#include "support/catch.h"
#include "text/cat.h"

using namespace stet::text;

TEST_CASE("ascii: case is folded for ASCII alone", "[text]") {
    CHECK(lower("ABC xyz É@[`{") == "abc xyz É@[`{");
    CHECK(iequals("Content-TYPE", "content-type"));
    CHECK_FALSE(iequals("a", "ab"));
    CHECK_FALSE(iequals("@", "`"));
    CHECK(istarts_with("HTTPS://x", "https:"));
    CHECK_FALSE(istarts_with("http", "https:"));
}

TEST_CASE("ascii: ifind finds the first place at or after the start", "[text]") {
    CHECK(ifind("a Charset b charset", "charset") == 2);
    CHECK(ifind("a Charset b charset", "charset", 3) == 12);
    CHECK(ifind("abc", "abcd") == std::string_view::npos);
    CHECK(ifind("abc", "c") == 2);
    CHECK(ifind("abc", "", 3) == 3);
    CHECK(ifind("abc", "c", 9) == std::string_view::npos);
}

TEST_CASE("ascii: trim takes blanks off both ends", "[text]") {
    CHECK(trim(" \t\r\n a b \f\v") == "a b");
    CHECK(trim(" \n ").empty());
    CHECK(trim("").empty());
}

TEST_CASE("ascii: split keeps empty pieces", "[text]") {
    CHECK(split("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
    CHECK(split("", ',') == std::vector<std::string_view>{""});
}

TEST_CASE("ascii: replace_all goes on behind what it put in", "[text]") {
    CHECK(replace_all("a'b'", "'", "''") == "a''b''");
    CHECK(replace_all("aaa", "aa", "a") == "aa");
    CHECK(replace_all("", "x", "y") == "");
}

TEST_CASE("ascii: a number is the whole text and in range", "[text]") {
    CHECK(parse_number<int>("-12") == -12);
    CHECK(parse_number<std::uint8_t>("255") == 255);
    CHECK_FALSE(parse_number<std::uint8_t>("256"));
    CHECK_FALSE(parse_number<int>("12 "));
    CHECK_FALSE(parse_number<int>("+12"));
    CHECK_FALSE(parse_number<int>(""));
}

TEST_CASE("cat: strings, characters and whole numbers", "[text]") {
    CHECK(cat("page ", 12, ':', std::string("x"), std::string_view("y"), -1L) == "page 12:xy-1");
    CHECK(cat(UINT64_MAX) == "18446744073709551615");
    CHECK(cat() == "");
}
