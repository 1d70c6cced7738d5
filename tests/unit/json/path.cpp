#include "json/path.h"

#include "support/catch.h"

using namespace stet;

namespace {

constexpr std::string_view sample = R"({
    "data": {"posts": [{"id": 1, "odd name": "x"}, {"id": 2}, {"id": 3}]},
    "by": {"a": {"n": "Anna"}, "b": {"n": "Bert"}},
    "@type": "Blog"})";

std::string led_to(std::string_view text) {
    const auto path = json::Path::compile(text);
    REQUIRE(path.has_value());
    const auto tree = json::parse(sample);
    std::string all;
    for (const json::Member& one : path->all(tree->root(), 100))
        all += one.value.text() + ' ';
    return all;
}

}  // namespace

TEST_CASE("path: members, places and all of them", "[json]") {
    CHECK(led_to(".data.posts[].id") == "1 2 3 ");
    CHECK(led_to(".data.posts[1].id") == "2 ");
    CHECK(led_to(".data.posts[-1].id") == "3 ");
    CHECK(led_to(".data.posts[0].\"odd name\"") == "\"x\" ");
    CHECK(led_to(".data.posts[0][\"odd name\"]") == "\"x\" ");
    CHECK(led_to(".by[].n") == "\"Anna\" \"Bert\" ");
    CHECK(led_to(".@type") == "\"Blog\" ");
}

TEST_CASE("path: JSONPath and bare names say the same", "[json]") {
    for (const char* path :
         {"$.data.posts[*].id", "data.posts[*].id", "$['data'].posts[].id", "@.data.posts.*.id"})
        CHECK(led_to(path) == "1 2 3 ");
    CHECK(led_to(".data.posts.[0].id") == "1 ");
    CHECK(led_to(".").starts_with("{"));
    CHECK(led_to("$").starts_with("{"));
}

TEST_CASE("path: what is not there is nothing", "[json]") {
    CHECK(led_to(".data.posts[7].id").empty());
    CHECK(led_to(".data.posts[-4]").empty());
    CHECK(led_to(".data.id").empty());
    CHECK(led_to(".by[0]").empty());
    CHECK(led_to(".data.posts[].id[]").empty());
}

TEST_CASE("path: members keep their names, and there is an end to them", "[json]") {
    const auto tree = json::parse(sample);
    const auto all = json::Path::compile(".by[]")->all(tree->root(), 100);
    REQUIRE(all.size() == 2);
    CHECK(all[1].name == "b");
    CHECK(json::Path::compile(".data.posts[]")->all(tree->root(), 2).size() == 2);
}

TEST_CASE("path: what is none is refused", "[json]") {
    for (const char* text : {"", "..", ".a..b", "a b", "a > b", "#a", ".a[", ".a[b]", ".a[\"b]",
                             "a@", "a[x=1]", "$a", ".a:b"}) {
        INFO(text);
        const auto path = json::Path::compile(text);
        REQUIRE_FALSE(path.has_value());
        CHECK(path.error().kind == Error::Kind::usage);
    }
    std::string deep;
    for (int i = 0; i < 100; ++i)
        deep += ".a";
    CHECK_FALSE(json::Path::compile(deep).has_value());
}
