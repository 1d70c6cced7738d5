#include "text/entities.h"

#include <algorithm>

#include "support/catch.h"
#include "text/entities_table.h"
#include "text/utf8.h"

using namespace stet::text;

TEST_CASE("entities: named, with and without semicolon", "[text]") {
    CHECK(decode_entities("&lt;b&gt; &amp; &quot;&apos;") == "<b> & \"'");
    CHECK(decode_entities("AT&ampT &auml &Auml;") == "AT&T ä Ä");
    CHECK(decode_entities("&notin; &notit; &not") == "∉ ¬it; ¬");
    CHECK(decode_entities("&NotEqualTilde;&CounterClockwiseContourIntegral;") == "≂̸∳");
}

TEST_CASE("entities: numbered, decimal and hexadecimal", "[text]") {
    CHECK(decode_entities("&#8211;&#x2013;&#X1f600;&#65 B") == "––😀A B");
    CHECK(decode_entities("&#x80;&#146;&#159;") == "€’Ÿ");
}

TEST_CASE("entities: numbers that are no characters become U+FFFD", "[text]") {
    CHECK(decode_entities("&#0;&#xD800;&#x110000;") == "\uFFFD\uFFFD\uFFFD");
    CHECK(decode_entities("&#" + std::string(10000, '9') + ";") == "\uFFFD");
}

TEST_CASE("entities: what is no reference stays as it is", "[text]") {
    for (const std::string text : {"&", "&&", "a & b", "&;", "&#;", "&#x;", "&#xg;", "&nonsense;",
                                   "?a=1&b=2", "&hellip", "R&D"})
        CHECK(decode_entities(text) == text);
}

TEST_CASE("entities: decoding is done once", "[text]") {
    CHECK(decode_entities("&amp;lt;") == "&lt;");
}

TEST_CASE("entities: the table is sorted and complete", "[text]") {
    CHECK(std::ranges::is_sorted(named_characters, {}, &NamedCharacter::name));
    CHECK(std::ranges::is_sorted(bare_names));
    CHECK(std::ranges::all_of(named_characters, [](const NamedCharacter& each) {
        return is_valid_utf8(each.characters()) && entity(each.name()) == each.characters() &&
               decode_entities("&" + std::string(each.name()) + ";") == each.characters();
    }));
    CHECK(std::ranges::all_of(bare_names, [](std::string_view name) {
        return decode_entities("&" + std::string(name) + " ") == std::string(entity(name)) + " ";
    }));
    CHECK(entity("nbsp") == "\u00A0");
    CHECK(entity("zwnj") == "\u200C");
    CHECK(entity("Nbsp").empty());
    CHECK(entity("").empty());
}

TEST_CASE("escape_markup: safe as text and as a quoted attribute", "[text]") {
    CHECK(escape_markup("<a href=\"x\">'&'</a>") ==
          "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    CHECK(escape_markup("Grüße\n\t😀") == "Grüße\n\t😀");
}

TEST_CASE("escape_markup: drops what XML cannot hold", "[text]") {
    CHECK(escape_markup(std::string("a\0b\x0B\x1B\uFFFE\uFFFF", 11)) == "ab");
    CHECK(escape_markup("\uFFFD\uFEFF") == "\uFFFD\uFEFF");
}

TEST_CASE("escape_markup: decoding gives the text back", "[text]") {
    const std::string text = "&amp; <&lt;> \"'\" &#38;";
    CHECK(decode_entities(escape_markup(text)) == text);
}
