#include "text/charset.h"

#include "support/catch.h"
#include "text/utf8.h"

using namespace stet::text;
using namespace std::string_view_literals;
using namespace std::string_literals;

namespace {

std::string wide(std::string_view ascii, std::size_t before, std::size_t after) {
    std::string out;
    for (const char c : ascii)
        out += std::string(before, '\0') + c + std::string(after, '\0');
    return out;
}

}  // namespace

TEST_CASE("charset: UTF-8 is read as it is, without a mark and without a word", "[text]") {
    for (const std::string bytes : {"<p>Grüße 😀</p>", "\xEF\xBB\xBF<p>Grüße 😀</p>"}) {
        const Decoded read = to_utf8(bytes, {});
        CHECK(read.text() == "<p>Grüße 😀</p>");
        CHECK(read.encoding == "utf-8");
        CHECK(read.warnings.empty());
    }
    CHECK(to_utf8("", {}).text().empty());
}

TEST_CASE("charset: the mark goes before transport, and transport before declaration", "[text]") {
    CHECK(to_utf8("\xEF\xBB\xBFü", {"iso-8859-1", "koi8-r"}).text() == "ü");
    const Decoded read = to_utf8("\xCE\xCF\xD7", {"koi8-r", "windows-1251"});
    CHECK(read.text() == "нов");
    CHECK(read.encoding == "koi8-r");
    CHECK(to_utf8("\xED\xEE\xE2", {"", "windows-1251"}).text() == "нов");
}

TEST_CASE("charset: labels are read in any spelling", "[text]") {
    for (const auto* label : {"windows-1251", " 'CP1251' ", "\"Windows_1251\"", "x-cp1251"})
        CHECK(to_utf8("\xED\xEE\xE2", {label, ""}).encoding == "windows-1251");
    CHECK(to_utf8("\x93\xFA\x96\x7B", {"x-sjis", ""}).text() == "日本");
    CHECK(to_utf8("\xB3\xE2", {"KS_C_5601-1987", ""}).encoding == "euc-kr");
}

TEST_CASE("charset: Latin-1 is read as windows-1252, and named as narrowly as it fits", "[text]") {
    const Decoded quotes = to_utf8(
        "\x84Gr\xFC\xDF"
        "e\x93 \x96 5 \x80",
        {"iso-8859-1", ""});
    CHECK(quotes.text() == "„Grüße“ – 5 €");
    CHECK(quotes.encoding == "windows-1252");
    CHECK(quotes.warnings.empty());
    CHECK(to_utf8("Gr\xFC\xDF"
                  "e",
                  {"latin1", ""})
              .encoding == "iso-8859-1");
    CHECK(to_utf8("Gruss", {"us-ascii", ""}).encoding == "us-ascii");
    CHECK(to_utf8("Gr\xFC\xDF"
                  "e",
                  {"us-ascii", ""})
              .text() == "Grüße");
}

TEST_CASE("charset: backslashes survive Shift_JIS", "[text]") {
    CHECK(to_utf8("a\\b~", {"shift_jis", ""}).text() == "a\\b~");
}

TEST_CASE("charset: UTF-16 and UTF-32 are known by mark, by label and by pattern", "[text]") {
    CHECK(to_utf8("\xFF\xFE" + wide("<a>", 0, 1), {}).text() == "<a>");
    CHECK(to_utf8("\xFE\xFF" + wide("<a>", 1, 0), {}).encoding == "utf-16be");
    CHECK(to_utf8("\xFF\xFE\0\0"s + wide("<a>", 0, 3), {}).encoding == "utf-32le");
    CHECK(to_utf8("\0\0\xFE\xFF"s + wide("<a>", 3, 0), {}).text() == "<a>");
    for (const auto* label : {"", "utf-16", "utf-16be"}) {
        const Decoded read = to_utf8(wide("<?xml?>", 1, 0), {label, ""});
        CHECK(read.text() == "<?xml?>");
        CHECK(read.encoding == "utf-16be");
        CHECK(read.warnings.empty());
    }
    CHECK(to_utf8(wide("{\"a\":1}", 0, 3), {}).encoding == "utf-32le");
}

TEST_CASE("charset: half a surrogate pair becomes U+FFFD", "[text]") {
    const Decoded read = to_utf8(
        "\xFF\xFE"
        "a\0\x3D\xD8"
        "b\0"sv,
        {});
    CHECK(read.text() == "a\uFFFDb");
    CHECK(read.warnings.size() == 1);
    CHECK(to_utf8("\xFF\xFE"
                  "a\0b"sv,
                  {})
              .text() == "a\uFFFD");
}

TEST_CASE("charset: a label that cannot be right gives way, with a warning", "[text]") {
    for (const CharsetHints hints :
         {CharsetHints{"x-nonsense", ""}, CharsetHints{"utf-16", ""}, CharsetHints{"", "us-ascii"},
          CharsetHints{"iso-8859-1", ""}, CharsetHints{"windows-1252", "utf-8"}}) {
        INFO(hints.transport);
        const Decoded read = to_utf8("<p>Grüße, „Ticker“ – 5 €</p>", hints);
        CHECK(read.text() == "<p>Grüße, „Ticker“ – 5 €</p>");
        CHECK(read.encoding == "utf-8");
        CHECK(read.warnings.size() == 1);
    }
    const Decoded read = to_utf8(
        "<p>Gr\xFC\xDF"
        "e</p>",
        {"utf-8", "iso-8859-1"});
    CHECK(read.text() == "<p>Grüße</p>");
    CHECK(read.encoding == "iso-8859-1");
    CHECK(read.warnings.size() == 1);
}

TEST_CASE("charset: the same label twice is warned of once", "[text]") {
    CHECK(to_utf8("<p>ü</p>", {"bogus", "bogus"}).warnings.size() == 1);
}

TEST_CASE("charset: a broken byte does not turn UTF-8 into Latin-1", "[text]") {
    const Decoded read = to_utf8("Grüße \xFF aus Köln", {"utf-8", ""});
    CHECK(read.text() == "Grüße \uFFFD aus Köln");
    CHECK(read.encoding == "utf-8");
    CHECK(read.warnings.size() == 1);
    CHECK(to_utf8("Grüße aus Köl\xC3", {}).text() == "Grüße aus Köl\uFFFD");
}

TEST_CASE("charset: without a label the bytes themselves are asked", "[text]") {
    const Decoded latin = to_utf8(
        "Gr\xFC\xDF"
        "e \x96 \x84Ticker\x93",
        {});
    CHECK(latin.text() == "Grüße – „Ticker“");
    CHECK(latin.encoding == "windows-1252");
    CHECK(latin.warnings.size() == 1);

    // "Новости дня: пожарные работают на месте с раннего утра" in windows-1251.
    const Decoded russian = to_utf8(
        "\xCD\xEE\xE2\xEE\xF1\xF2\xE8 \xE4\xED\xFF: \xEF\xEE\xE6\xE0\xF0\xED\xFB\xE5 "
        "\xF0\xE0\xE1\xEE\xF2\xE0\xFE\xF2 \xED\xE0 \xEC\xE5\xF1\xF2\xE5 \xF1 "
        "\xF0\xE0\xED\xED\xE5\xE3\xEE \xF3\xF2\xF0\xE0",
        {});
    CHECK(russian.encoding == "windows-1251");
    CHECK(russian.text() == "Новости дня: пожарные работают на месте с раннего утра");
}

TEST_CASE("charset: whatever the bytes and labels, valid UTF-8 comes out", "[text]") {
    std::string bytes;
    unsigned seed = 1;
    for (int i = 0; i < 4000; ++i)
        bytes += static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
    for (const auto* label : {"", "utf-8", "utf-16", "utf-32", "big5", "gb18030", "euc-jp",
                              "euc-kr", "shift_jis", "iso-2022-jp", "iso-2022-kr", "euc-tw",
                              "windows-1253", "tis-620", "ibm866", "//IGNORE", "utf-7"}) {
        INFO(label);
        const Decoded read = to_utf8(bytes, {label, ""});
        CHECK(is_valid_utf8(read.text()));
        CHECK_FALSE(read.encoding.empty());
    }
}

TEST_CASE("declared_charset: the XML declaration", "[text]") {
    CHECK(declared_charset("<?xml version='1.0' encoding='ISO-8859-2'?><rss/>") == "ISO-8859-2");
    CHECK(declared_charset("\xEF\xBB\xBF\n <?xml encoding = \"utf-8\" ?>") == "utf-8");
    CHECK(declared_charset("<?xml version='1.0'?><rss encoding='x'/>") == "");
    CHECK(declared_charset("<?xml version='1.0'?><rss><![CDATA[<meta charset=x>]]></rss>") == "");
    CHECK(declared_charset("") == "");
}

TEST_CASE("declared_charset: HTML's meta element", "[text]") {
    CHECK(declared_charset("<!doctype html><html><head><META CharSet=\"koi8-r\">") == "koi8-r");
    CHECK(declared_charset("<meta charset=utf-8/>") == "utf-8");
    CHECK(declared_charset("<meta http-equiv=Content-Type content='text/html; charset=big5'>") ==
          "big5");
    CHECK(declared_charset("<meta content='text/html; charset=big5' http-equiv=Content-Type>") ==
          "big5");
    CHECK(declared_charset("<!-- <meta charset=a> --><meta charset=b>") == "b");
    CHECK(declared_charset("<meta name=description content='what a charset=x is'>") == "");
    CHECK(declared_charset("{\"content_html\": \"<meta charset=x>\"}") == "");
    CHECK(declared_charset("<p>" + std::string(10'000, ' ') + "<meta charset=late>") == "");
    CHECK(declared_charset("<meta charset") == "");
    CHECK(declared_charset("<meta charset='") == "");
}
