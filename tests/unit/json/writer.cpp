#include "json/writer.h"

#include <limits>
#include <string>

#include "json/value.h"
#include "support/catch.h"

using namespace stet;

namespace {

std::string quoted(std::string_view text) {
    std::string out;
    json::append_string(out, text);
    return out;
}

}  // namespace

TEST_CASE("json: controls, quotes and line separators are escaped", "[json]") {
    CHECK(quoted("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(quoted("\b\f\n\r\t\x01\x1b\x7f") == R"("\b\f\n\r\t\u0001\u001b\u007f")");
    CHECK(quoted("\u0085\u009f\u00a0") == "\"\\u0085\\u009f\u00a0\"");
    CHECK(quoted("\u2027\u2028\u2029\u202a") == "\"\u2027\\u2028\\u2029\u202a\"");
    CHECK(quoted(std::string_view("\0", 1)) == R"("\u0000")");
}

TEST_CASE("json: every character of Unicode survives writing and reading", "[json]") {
    std::string text;
    for (const std::string_view letter :
         {"ä", "é", "Ж", "€", "한", "😀", "\u07ff", "\u0800", "\ud7ff"})
        text += std::string(letter) + "0123456" + std::string(letter);
    const std::string json = quoted(text);
    const auto tree = json::parse(json);
    REQUIRE(tree);
    CHECK(tree->root().string() == text);
    CHECK(json.size() == text.size() + 2);
}

TEST_CASE("json: broken UTF-8 is written as replacement characters", "[json]") {
    for (const std::string_view broken : {"\xFF", "a\xC3", "\xC0\x80", "\xED\xA0\x80",
                                          "\xF4\x90\x80\x80", "\xE2\x82", "\xE0\x80\x80"}) {
        const std::string json = quoted(broken);
        CHECK(json.find("\uFFFD") != std::string::npos);
        CHECK(json::parse(json).has_value());
    }
}

TEST_CASE("json: a sign to be escaped is found at every place of a word of eight", "[json]") {
    for (std::size_t place = 0; place < 20; ++place) {
        for (const char sign : {'"', '\\', '\x1f', '\x7f', '\n'}) {
            std::string text(20, 'x');
            text[place] = sign;
            const std::string json = quoted(text);
            CHECK(json.size() > 22);
            const auto tree = json::parse(json);
            REQUIRE(tree);
            CHECK(tree->root().string() == text);
        }
    }
}

TEST_CASE("json: commas and colons come by themselves", "[json]") {
    std::string out;
    json::Writer writer(out);
    writer.begin_object();
    writer.member("a", 1);
    writer.name("b");
    writer.begin_array();
    writer.value("x");
    writer.value(true);
    writer.begin_object();
    writer.end_object();
    writer.raw("[]");
    writer.end_array();
    writer.member("c", 2.5);
    writer.member("d", std::numeric_limits<double>::infinity());
    writer.end_object();
    CHECK(out == R"({"a":1,"b":["x",true,{},[]],"c":2.5,"d":null})");
}
