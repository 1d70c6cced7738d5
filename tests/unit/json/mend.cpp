#include "json/mend.h"

#include <chrono>
#include <string>

#include "json/value.h"
#include "support/catch.h"

using namespace stet;

namespace {

std::string mended(std::string_view text) {
    const auto tree = json::parse(json::mend(text));
    return tree ? tree->root().text() : "broken";
}

}  // namespace

TEST_CASE("mend: sound JSON keeps its values", "[json]") {
    const std::string text =
        R"({"a":[1,-2.5e3,"x\n\"\u00e4 // no comment"],"b":{},"c":null,"d":""})";
    CHECK(mended(text) ==
          mended(R"( {"a" : [1, -2.5e3, "x\n\"ä // no comment"], "b":{}, "c":null, "d":""} )"));
    CHECK(mended(text) != "broken");
    CHECK(json::mend(text) == text);
}

TEST_CASE("mend: raw line breaks and controls in strings are escaped", "[json]") {
    CHECK(mended("{\"a\":\"x\ny\tz\x01\r\n\"}") == R"({"a":"x\ny\tz\u0001\n"})");
}

TEST_CASE("mend: commas too many are dropped and missing ones put in", "[json]") {
    CHECK(mended(R"({"a":1,,"b":2,})") == R"({"a":1,"b":2})");
    CHECK(mended(R"([,1,2,,])") == "[1,2]");
    CHECK(mended("{\"a\":1\n\"b\":[1 2 {}{}]\n\"c\":\"x\"\"d\":3}") ==
          R"({"a":1,"b":[1,2,{},{}],"c":"x","d":3})");
}

TEST_CASE("mend: comments, CDATA marks and the end of a statement are left out", "[json]") {
    CHECK(mended("//<![CDATA[\n{\"a\": /* one */ 1, // two\n \"b\":\"http://x\"};\n//]]>") ==
          R"({"a":1,"b":"http://x"})");
    CHECK(mended("<!-- {\"a\":1} -->") == R"({"a":1})");
}

TEST_CASE("mend: a text that ends too soon is closed", "[json]") {
    CHECK(mended(R"({"a":[{"b":"te)") == R"({"a":[{"b":"te"}]})");
    CHECK(mended(R"({"a":1,"b)") == R"({"a":1,"b":null})");
    CHECK(mended(R"({"a":)") == R"({"a":null})");
    CHECK(mended(R"({"a":"x\u00)") == R"({"a":"x"})");
    CHECK(mended(R"({"a":tr)") == R"({"a":null})");
    CHECK(mended(R"([1.)") == "[null]");
}

TEST_CASE("mend: a text that ends anywhere inside is known to be cut", "[json]") {
    const std::string text = R"({"a":[{"b":"te]xt}","c":{"d":[1,2]}},{"b":"x"}],"e":12.5})";
    const auto is_cut = [](std::string_view part) {
        bool cut = false;
        json::mend(part, &cut);
        return cut;
    };
    for (std::size_t size = 1; size < text.size(); ++size) {
        CAPTURE(size);
        CHECK(is_cut(std::string_view(text).substr(0, size)));
    }
    CHECK_FALSE(is_cut(text));
    CHECK_FALSE(is_cut(R"({"a":"he said "no" and left",,"b":1};)"));
    CHECK_FALSE(is_cut(R"({"a":[1,2})"));
}

TEST_CASE("mend: a quote inside a text is told from one that ends it", "[json]") {
    CHECK(mended(R"({"a":"he said "no" and left","b":1})") ==
          R"({"a":"he said \"no\" and left","b":1})");
}

TEST_CASE("mend: brackets that do not match are put right", "[json]") {
    CHECK(mended(R"({"x":{"a":[1,2},"b":3})") == R"({"x":{"a":[1,2]},"b":3})");
    CHECK(mended(R"([1,2]])") == "[1,2]");
}

TEST_CASE("mend: what is no JSON stays broken", "[json]") {
    CHECK(mended("<html>") == "broken");
    CHECK(mended("") == "broken");
    CHECK(mended("[[.BlogMetadata]]") == "broken");
}

TEST_CASE("mend: hostile texts take no longer than others", "[json]") {
    using namespace std::chrono;
    std::string quotes, brackets;
    for (int i = 0; i < 200'000; ++i) {
        quotes += "\"   x";
        brackets += i % 2 ? "[" : "{";
    }
    brackets += std::string(200'000, '}');
    const auto begin = steady_clock::now();
    CHECK_FALSE(json::mend(quotes).empty());
    CHECK_FALSE(json::mend(brackets).empty());
    CHECK_FALSE(json::mend(std::string(1'000'000, '"')).empty());
    CHECK(steady_clock::now() - begin < seconds(5));
}
