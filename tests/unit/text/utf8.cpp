#include "text/utf8.h"

#include "support/catch.h"

using namespace stet::text;
using namespace std::string_view_literals;

namespace {

std::string encoded(char32_t code) {
    std::string out;
    append_utf8(out, code);
    return out;
}

}  // namespace

TEST_CASE("utf8: every code point goes there and back", "[text]") {
    bool all = true;
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        const std::string bytes = encoded(code);
        std::string_view rest = bytes;
        all = all && is_valid_utf8(bytes) && next(rest) == code && rest.empty();
    }
    CHECK(all);
}

TEST_CASE("utf8: what is no code point is written as U+FFFD", "[text]") {
    CHECK(encoded(0xD800) == "\uFFFD");
    CHECK(encoded(0xDFFF) == "\uFFFD");
    CHECK(encoded(0x110000) == "\uFFFD");
    CHECK(encoded(0xFFFFFFFF) == "\uFFFD");
}

TEST_CASE("utf8: overlong forms, surrogates and strays are broken", "[text]") {
    for (const auto bytes :
         {"\x80"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv,
          "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv, "\xC3"sv,
          "\xE2\x82"sv, "\xF0\x9F\x98"sv, "a long piece of plain ASCII before it \xC3("sv}) {
        INFO(bytes);
        CHECK_FALSE(is_valid_utf8(bytes));
        CHECK(is_valid_utf8(make_valid_utf8(bytes)));
    }
}

TEST_CASE("utf8: a broken byte is read alone", "[text]") {
    std::string_view rest = "\xE2\x82(";
    CHECK(next(rest) == replacement);
    CHECK(rest == "\x82(");
    CHECK(next(rest) == replacement);
    CHECK(next(rest) == U'(');
    CHECK(rest.empty());
}

TEST_CASE("utf8: maximal subparts become one U+FFFD each", "[text]") {
    // The example of the Unicode Standard, table 3-8.
    CHECK(make_valid_utf8("a\xF1\x80\x80\xE1\x80\xC2"
                          "b\x80"
                          "c\x80\xBF"
                          "d") == "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
    CHECK(make_valid_utf8("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
    CHECK(make_valid_utf8("Grüße, 世界 😀") == "Grüße, 世界 😀");
}

TEST_CASE("utf8: columns are those of a terminal", "[text]") {
    CHECK(columns("Grüße") == 5);
    CHECK(columns("e\u0301") == 1);
    CHECK(columns("日本") == 4);
    CHECK(columns("a\u200Bb\n") == 2);
    CHECK(columns("") == 0);
}

TEST_CASE("utf8: clip splits no character", "[text]") {
    CHECK(clip("aé", 3) == "aé");
    CHECK(clip("aé", 2) == "a");
    CHECK(clip("a😀b", 4) == "a");
    CHECK(clip("a😀b", 5) == "a😀");
    CHECK(clip("😀", 0) == "");
    CHECK(clip("\x80\x80\x80\x80\x80\x80", 5).size() == 5);
}

TEST_CASE("utf8: bytes are as valid in pieces as they are together", "[text]") {
    for (const auto bytes :
         {""sv, "Grüße – 5 €, 😀"sv, "a\xC3"sv, "\xE2\x82"sv, "\xF0\x9F\x98"sv, "ü\x80"sv,
          "\xC3\xC3\xBC"sv, "\xF0\xC3\xBC"sv, "\xED\xA0\x80"sv, "\xFF€"sv, "€\xF8\x88\x80"sv})
        for (std::size_t first = 0; first <= bytes.size(); ++first)
            for (std::size_t second = first; second <= bytes.size(); ++second) {
                Utf8Check check;
                check.add(bytes.substr(0, first));
                check.add(bytes.substr(first, second - first));
                check.add(bytes.substr(second));
                CHECK(check.is_valid() == is_valid_utf8(bytes));
            }
}
