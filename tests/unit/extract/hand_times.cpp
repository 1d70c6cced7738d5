#include "extract/hand_times.h"

#include "markup/html.h"
#include "support/catch.h"
#include "time/instant.h"

using namespace stet;
using namespace std::chrono_literals;

TEST_CASE("hand times: seconds, milliseconds, dates", "[extract]") {
    for (const char* words : {"1700000000", "1700000000000", "2023-11-14T22:13:20Z"}) {
        INFO(words);
        const page::When when = page::when_in(words);
        REQUIRE(when.instant.has_value());
        CHECK(time::to_rfc3339(*when.instant) == "2023-11-14T22:13:20Z");
    }
}

TEST_CASE("hand times: a clock wherever in the words it stands", "[extract]") {
    CHECK(page::when_in("12:31").clock == 12h + 31min);
    CHECK(page::when_in("Posted at 12:31").clock == 12h + 31min);
    CHECK(page::when_in("um 9.05 Uhr").clock == 9h + 5min);
    CHECK_FALSE(page::when_in("no time at all").exists());
    CHECK_FALSE(page::when_in("").exists());
}

TEST_CASE("hand times: an element's attribute before what it prints", "[extract]") {
    const auto time_in = [](std::string_view html, std::string_view attribute = "") {
        markup::Tree tree = markup::parse_html_fragment(html);
        for (markup::Node* node = &tree.root(); node; node = markup::following(*node, nullptr))
            if (node->is("i"))
                return page::when_in(*node, attribute);
        return page::When();
    };
    CHECK(time_in("<i datetime='2026-01-28T12:00:00Z'>12:01</i>").instant.has_value());
    CHECK(time_in("<i data-timestamp=1700000000>vor 3 Minuten</i>").instant.has_value());
    CHECK(time_in("<i data-timestamp=1700000000>vor 3 Minuten</i>").words.empty());
    CHECK(time_in("<i data-id=1700000000>12:01</i>").clock == 12h + 1min);
    CHECK(time_in("<i data-when='2026-01-28T12:00:00Z'>12:01</i>", "data-when").instant);
    CHECK_FALSE(time_in("<i>12:01</i>", "data-when").exists());
}
