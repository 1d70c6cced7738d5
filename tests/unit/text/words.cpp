#include "text/words.h"

#include "support/catch.h"

using namespace stet::text;
using Kind = Token::Kind;

namespace {

/// The tokens as `w[Tor] s[ ] n[1:0]`, blanks left out.
std::string cut(std::string_view text) {
    std::string out;
    std::string joined;
    for (const Token& token : tokens(text)) {
        joined += token.text;
        if (token.kind == Kind::space)
            continue;
        out += out.empty() ? "" : " ";
        out += token.kind == Kind::word ? 'w' : token.kind == Kind::number ? 'n' : 'p';
        out += "[" + std::string(token.text) + "]";
    }
    CHECK(joined == text);
    return out;
}

}  // namespace

TEST_CASE("words: apostrophes are inside, quotes are not", "[text]") {
    CHECK(cut("don't 'quoted' boys’ l’eau") ==
          "w[don't] p['] w[quoted] p['] w[boys] p[’] w[l’eau]");
    CHECK(cut("п'ять сім’я п\u02BCять") == "w[п'ять] w[сім’я] w[п\u02BCять]");
    CHECK(cut("col·lega צה״ל") == "w[col·lega] w[צה״ל]");
}

TEST_CASE("words: hyphens part compounds", "[text]") {
    CHECK(cut("Mund-zu-Mund") == "w[Mund] p[-] w[zu] p[-] w[Mund]");
    CHECK(cut("Donaudampfschifffahrtsgesellschaft") == "w[Donaudampfschifffahrtsgesellschaft]");
}

TEST_CASE("words: marks and unseen joiners belong to their word", "[text]") {
    CHECK(cut("e\u0301te\u0301 مَرْحَبًا") == "w[e\u0301te\u0301] w[مَرْحَبًا]");
    CHECK(cut("می\u200Cخواهم Donau\u00ADdampf") == "w[می\u200Cخواهم] w[Donau\u00ADdampf]");
    CHECK(cut("हिन्दी") == "w[हिन्दी]");
}

TEST_CASE("words: scripts without blanks are cut at each character", "[text]") {
    CHECK(cut("日本のニュース") == "w[日] w[本] w[の] w[ニ] w[ュ] w[ー] w[ス]");
    CHECK(cut("สวัสดี") == "w[ส] w[วั] w[ส] w[ดี]");
    CHECK(cut("한국어 뉴스") == "w[한국어] w[뉴스]");
    CHECK(cut("在2024年") == "w[在] n[2024] w[年]");
}

TEST_CASE("words: numbers keep their separators", "[text]") {
    CHECK(cut("1.200,50 325.000. 3,5 12:31 1’000") ==
          "n[1.200,50] n[325.000] p[.] n[3,5] n[12:31] n[1’000]");
    CHECK(cut("50% 5G G7 km²") == "n[50] p[%] n[5] w[G] w[G7] w[km²]");
    CHECK(cut("1, 2 3...4 ٣٫٥") == "n[1] p[,] n[2] n[3] p[.] p[.] p[.] n[4] n[٣٫٥]");
}

TEST_CASE("words: a sign belongs to the number it opens", "[text]") {
    CHECK(cut("-5 °C (−3) +49 “-1” €-2 –7") ==
          "n[-5] p[°] w[C] p[(] n[−3] p[)] n[+49] p[“] n[-1] p[”] p[€] n[-2] n[–7]");
    CHECK(cut("2-3 Covid-19 2026-11-23") ==
          "n[2] p[-] n[3] w[Covid] p[-] n[19] n[2026] p[-] n[11] p[-] n[23]");
    CHECK(cut("--5 - 5") == "p[-] p[-] n[5] p[-] n[5]");
}

TEST_CASE("words: an emoji is one sign, however it is put together", "[text]") {
    CHECK(cut("👨‍👩‍👧👍🏽🇩🇪🇫🇷❤️") ==
          "p[👨‍👩‍👧] p[👍🏽] p[🇩🇪] p[🇫🇷] p[❤️]");
    CHECK(cut("🏴󠁧󠁢󠁥󠁮󠁧󠁿!") == "p[🏴󠁧󠁢󠁥󠁮󠁧󠁿] p[!]");
}

TEST_CASE("words: white space of any kind is one token", "[text]") {
    const auto list = tokens("a \n\u00A0\u200B\u2028\tb");
    REQUIRE(list.size() == 3);
    CHECK(list[1].kind == Kind::space);
}

TEST_CASE("words: broken bytes are signs", "[text]") {
    CHECK(cut("a\xFF\xC3z") == "w[a] p[\xFF] p[\xC3] w[z]");
    CHECK(tokens("").empty());
}
