#include "json/value.h"

#include <array>
#include <string>

#include "support/catch.h"

using namespace stet;

namespace {

std::string round_trip(std::string_view text) {
    const auto tree = json::parse(text);
    return tree ? tree->root().text() : "error: " + tree.error().message;
}

bool fails(std::string_view text) {
    return !json::parse(text).has_value();
}

std::string nested(std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
}

}  // namespace

TEST_CASE("json: every type is read and written back on one line", "[json]") {
    const std::string text =
        R"({"a":[1,-2.50,1e3,{}],"b":{"c":null,"d":true,"e":false},"f":"x","":[]})";
    CHECK(round_trip(text) == text);
    CHECK(round_trip(" [ 1 ,\n 2 ] \n") == "[1,2]");
}

TEST_CASE("json: roots may be of any type", "[json]") {
    CHECK(round_trip("12") == "12");
    CHECK(round_trip(" \"a\" ") == "\"a\"");
    CHECK(round_trip("null") == "null");
    CHECK(round_trip("\xEF\xBB\xBF{}") == "{}");
}

TEST_CASE("json: numbers keep the way they were written", "[json]") {
    CHECK(round_trip("[1.10,1E+2,12345678901234567890,-0]") ==
          "[1.10,1E+2,12345678901234567890,-0]");
    const auto tree = json::parse("[12,12.0,1e3,12.5,1e300,9223372036854775807]");
    REQUIRE(tree);
    std::string integers;
    for (const json::Member element : tree->root()) {
        const auto integer = element.value.integer();
        integers += integer ? std::to_string(*integer) + " " : "- ";
    }
    CHECK(integers == "12 12 1000 - - 9223372036854775807 ");
}

TEST_CASE("json: what is no JSON is refused", "[json]") {
    for (const std::string_view text : {"",
                                        "  ",
                                        "{",
                                        "}",
                                        "[1,]",
                                        "[1 2]",
                                        "{\"a\"}",
                                        "{\"a\":}",
                                        "{a:1}",
                                        "01",
                                        "1.",
                                        "+1",
                                        "nul",
                                        "\"a",
                                        "\"a\nb\"",
                                        "\"\\x\"",
                                        "\"\\u12\"",
                                        "[] []",
                                        "1,2",
                                        "1],[2",
                                        "1] [2",
                                        "{}x",
                                        "'a'",
                                        "[\"\xFF\"]",
                                        "[\"\xC0\x80\"]",
                                        "{\"a\" \"b\"}",
                                        "{1:2}",
                                        "tru",
                                        "[truee]"}) {
        INFO(text);
        CHECK(fails(text));
    }
}

TEST_CASE("json: escapes are undone in values and names", "[json]") {
    const auto tree = json::parse(R"({"n\u00e4me\"":"a\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00z"})");
    REQUIRE(tree);
    CHECK(tree->root()["näme\""].string() == "a\"\\/\b\f\n\r\tä😀z");
}

TEST_CASE("json: half a surrogate pair becomes a replacement character", "[json]") {
    const auto tree = json::parse(R"(["\ud83d","\ude00x","\ud83d\u0041"])");
    REQUIRE(tree);
    std::string all;
    for (const json::Member element : tree->root())
        all += element.value.string();
    CHECK(all == "\uFFFD\uFFFDx\uFFFD\u0041");
}

TEST_CASE("json: a path that leads nowhere gives nothing", "[json]") {
    const auto tree = json::parse(R"({"a":{"b":"c"}})");
    REQUIRE(tree);
    CHECK(tree->root()["a"]["b"].string() == "c");
    CHECK_FALSE(tree->root()["x"]["y"]["z"].exists());
    CHECK(tree->root()["a"]["b"]["c"].string().empty());
    CHECK_FALSE(tree->root()["a"].number());
    CHECK(json::Value().size() == 0);
    CHECK(json::Tree().root().text().empty());
}

TEST_CASE("json: of a name that comes twice the last value counts", "[json]") {
    const auto tree = json::parse(R"({"a":1,"b":2,"a":3})");
    REQUIRE(tree);
    CHECK(tree->root()["a"].integer() == 3);
    CHECK(tree->root().size() == 3);
}

TEST_CASE("json: 256 levels are read and no more", "[json]") {
    CHECK_FALSE(fails(nested(256)));
    CHECK(fails(nested(257)));
    CHECK(fails(nested(1'000'000)));
}

TEST_CASE("json: a tree is used again, also after a failure", "[json]") {
    json::Parser parser;
    json::Tree tree;
    CHECK_FALSE(
        parser.parse_into(R"({"long":"a long text that will not fit anywhere else"})", tree));
    CHECK(parser.parse_into("{", tree));
    CHECK_FALSE(tree.root().exists());
    CHECK_FALSE(parser.parse_into("[7]", tree));
    CHECK(tree.root().text() == "[7]");
}

TEST_CASE("json: a hundred thousand members are walked over in one pass", "[json]") {
    std::string text = "{";
    for (int i = 0; i < 100'000; ++i)
        text += "\"m" + std::to_string(i) + "\":1,";
    text.back() = '}';
    const auto tree = json::parse(text);
    REQUIRE(tree);
    CHECK(tree->root().size() == 100'000);
    CHECK(tree->root()["m99999"].integer() == 1);
}
