#include "support/catch.h"
#include "text/words.h"

using namespace stet::text;

namespace {

std::string forms(std::string_view text) {
    std::string out;
    for (const SearchWord& word : search_words(text))
        out += (out.empty() ? "" : " ") + word.form;
    return out;
}

}  // namespace

// What unicode61 with remove_diacritics 2 was seen to do.
TEST_CASE("search_form: folds as FTS5 does", "[text]") {
    const std::pair<const char*, const char*> pairs[] = {{"Élysée", "elysee"},
                                                         {"ELYSEE", "elysee"},
                                                         {"Straße", "straße"},
                                                         {"GROẞ", "groß"},
                                                         {"İstanbul", "istanbul"},
                                                         {"ılık", "ılık"},
                                                         {"Łódź", "łodz"},
                                                         {"Øre", "øre"},
                                                         {"Ёлка", "ёлка"},
                                                         {"Йод", "йод"},
                                                         {"Київ", "київ"},
                                                         {"ΟΔΟΣ", "οδοσ"},
                                                         {"οδός", "οδόσ"},
                                                         {"Tiếng Việt", "tieng viet"},
                                                         {"ſ", "s"},
                                                         {"ﬁn", "ﬁn"},
                                                         {"ǅ", "ǆ"},
                                                         {"日本", "日本"}};
    for (const auto& [word, form] : pairs)
        CHECK(forms(word) == form);
}

TEST_CASE("search_form: loose marks of Latin come off", "[text]") {
    CHECK(search_form("e\u0301te\u0301") == "ete");
    CHECK(search_form("u\u0308ber") == search_form("über"));
}

TEST_CASE("search_words: runs of letters and digits, with their places", "[text]") {
    const std::string text = "Don't: l’été 5G, 1.200 – 👍 x\u0301!";
    CHECK(forms(text) == "don t l ete 5g 1 200 x");
    const auto words = search_words(text);
    REQUIRE(words.size() == 8);
    CHECK(words[3].place == "été");
    CHECK(words[3].place.data() == text.data() + text.find("été"));
    CHECK(words[7].place == "x\u0301");
    CHECK(search_words(" – ").empty());
}

TEST_CASE("nfc: letters and their marks are composed", "[text]") {
    CHECK(nfc("u\u0308ber Ha\u030Aus") == "über Håus");
    CHECK(nfc("über \uAC00") == "über 가");
    CHECK(nfc("\u1112\u1161\u11AB") == "한");
    CHECK(nfc("„\u212Bngstr\u00F6m“ – 5\u2001\u20AC") == "„Ångström“ – 5\u2003€");
    CHECK(nfc("\u2026a\u20D7") == "\u2026a\u20D7");
    CHECK(nfc("Киї\u0432 \u0438\u0306") == "Київ й");
}

TEST_CASE("fold_case: case goes, marks stay", "[text]") {
    CHECK(fold_case("STRASSE") == fold_case("Straße"));
    CHECK(fold_case("ÉTÉ") == "été");
    CHECK(fold_case("ΟΔΟΣ") == fold_case("οδος"));
}

TEST_CASE("nfc: broken UTF-8 is left as it is", "[text]") {
    CHECK(nfc("a\xFF") == "a\xFF");
}

TEST_CASE("nfc: a megabyte of marks in the wrong order takes no hour", "[text]") {
    std::string text = "a";
    while (text.size() < 1'000'000)
        text += "\u0301\u0316";
    CHECK(nfc(text).size() <= text.size());
    CHECK(nfc("a\u0301\u0316") == "\u00E1\u0316");
}
