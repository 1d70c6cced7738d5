#include "text/printable.h"

#include "support/catch.h"
#include "text/utf8.h"

using namespace stet::text;
using namespace std::string_view_literals;

TEST_CASE("printable: nothing can move the cursor or set a title", "[text]") {
    CHECK(printable("\x1B[2J\x1B]0;title\x07") == "\\x1b[2J\\x1b]0;title\\x07");
    CHECK(printable("a\rb\x08\x7F") == "a\\x0db\\x08\\x7f");
    CHECK(printable("\u009B2J") == "\\x9b2J");
    CHECK(printable("a\0b"sv) == "a\\x00b");
}

TEST_CASE("printable: nothing can turn the direction of writing", "[text]") {
    CHECK(printable("\u202Efdp.exe\u202C") == "\\u202efdp.exe\\u202c");
    CHECK(printable("\u2066\u2069\u200E\u200F\u061C") == "\\u2066\\u2069\\u200e\\u200f\\u061c");
    CHECK(printable("\u2028\U000E0041") == "\\u2028\\U000e0041");
}

TEST_CASE("printable: text stays text", "[text]") {
    const std::string text = "Grüße,\n\t世界 – می\u200Cخواهم 👨\u200D👩\u200D👧 \u00A0";
    CHECK(printable(text) == text);
}

TEST_CASE("printable: raw C1 and broken UTF-8 become U+FFFD", "[text]") {
    CHECK(printable("\x9B"
                    "2J\xFF\xE2\x82") == "\uFFFD2J\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("printable: one line is one line", "[text]") {
    CHECK(printable_line("a\nb\tc\r\u2028") == "a b c\\x0d\\u2028");
}
