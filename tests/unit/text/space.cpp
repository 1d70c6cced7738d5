#include "text/space.h"

#include "support/catch.h"

using namespace stet::text;

TEST_CASE("space: blanks of all kinds fold to one", "[text]") {
    CHECK(fold_space(" a\t\r\n b\u00A0\u2009\u3000c\u2028d\u0085 ") == "a b c d");
    CHECK(fold_space("\u00A0 \n").empty());
    CHECK(fold_space("").empty());
}

TEST_CASE("space: what only steers line breaks is dropped", "[text]") {
    CHECK(fold_space("Donau\u00ADdampf\u200Bschiff\uFEFF") == "Donaudampfschiff");
    CHECK(fold_space("a \u200B b") == "a b");
}

TEST_CASE("space: letters near the blanks in the code table stay", "[text]") {
    const std::string text = "© ― ‐ ‘ \u200D 、 一 ﺍ ￼ é 😀";
    CHECK(fold_space(text) == text);
    CHECK(fold_space("می\u200Cخواهم") == "می\u200Cخواهم");
    CHECK(fold_space("a\xFF b\xC2") == "a\xFF b\xC2");
}

TEST_CASE("tidy: paragraphs stand one empty line apart, lines stay", "[text]") {
    CHECK(tidy("\r\n a  b \r\n\r\n \t\r\n c\r\nd\ne \u2029") == "a b\n\nc\nd\ne");
    CHECK(tidy("a\r\rb\rc") == "a\n\nb\nc");
    CHECK(tidy("a \u00A0 b") == "a b");
    CHECK(tidy(" \n \n ").empty());
}

TEST_CASE("tidy: is content with its own work", "[text]") {
    const std::string once = tidy(" a\n\n\n b  c\n d ");
    CHECK(tidy(once) == once);
}
