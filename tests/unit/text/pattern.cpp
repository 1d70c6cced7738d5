#include "text/pattern.h"

#include "support/catch.h"

namespace stet::text {

TEST_CASE("pattern: is found anywhere, as grep -E finds it", "[text]") {
    const Result<Pattern> pattern = Pattern::compile("/live/[0-9]{4}-(jan|feb)");
    REQUIRE(pattern);
    CHECK(pattern->is_in("https://news.example/live/2026-feb.html"));
    CHECK_FALSE(pattern->is_in("https://news.example/live/26-feb.html"));
    CHECK_FALSE(pattern->is_in(""));
}

TEST_CASE("pattern: what is none is told", "[text]") {
    const Result<Pattern> pattern = Pattern::compile("live/(");
    REQUIRE_FALSE(pattern);
    CHECK(pattern.error().message == "no regular expression 'live/('");
}

TEST_CASE("pattern: a text of many near misses takes no longer than it is long", "[text]") {
    const Result<Pattern> pattern = Pattern::compile("(a*)*b$");
    REQUIRE(pattern);
    CHECK_FALSE(pattern->is_in(std::string(5000, 'a')));
}

}  // namespace stet::text
