#include "diff/numbers.h"

#include "support/catch.h"

using stet::diff::numbers;
using Values = std::vector<std::string>;

TEST_CASE("numbers: how a number is printed makes no difference", "[diff]") {
    for (const char* printed : {"1200", "1.200", "1,200", "1'200", "1’200", "1 200", "1\u00a0200",
                                "1\u202f200", "١٢٠٠", "１２００"})
        CHECK(numbers(printed) == Values{"1200"});
    CHECK(numbers("1.200.000,5") == Values{"1200000.5"});
    CHECK(numbers("1 200 000 Menschen") == Values{"1200000"});
    CHECK(numbers("1,5") == numbers("1.5"));
    CHECK(numbers("12.30 Uhr") == numbers("12:30 Uhr"));
    CHECK(numbers("-5 Grad") == numbers("−5 Grad"));
}

TEST_CASE("numbers: what is another value is another number", "[diff]") {
    CHECK(numbers("5 Grad") != numbers("-5 Grad"));
    CHECK(numbers("1.200") != numbers("1.20"));
    CHECK(numbers("27.08.2024") == Values{"27.08.2024"});
    CHECK(numbers("10:30:15") == Values{"10.30.15"});
    CHECK(numbers("12 Tote, 30 Verletzte") == Values{"12", "30"});
    CHECK(numbers("um 12\n300 Menschen") == Values{"12", "300"});
    CHECK(numbers("2024 200") == Values{"2024", "200"});
}

TEST_CASE("numbers: words are none, nor digits inside a word", "[diff]") {
    CHECK(numbers("zwölf Tote auf der A7").empty());
    CHECK(numbers("").empty());
    CHECK(numbers("12km") == Values{"12"});
}
