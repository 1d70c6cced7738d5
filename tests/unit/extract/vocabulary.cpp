#include "extract/vocabulary.h"

#include "extract/byline.h"

#include "support/catch.h"

using namespace stet::page;

TEST_CASE("vocabulary: class names are read word by word", "[extract]") {
    CHECK(names("ticker__entry--share", boilerplate));
    CHECK(names("liveShareBar", boilerplate));
    CHECK_FALSE(names("shareholders", boilerplate));
    CHECK_FALSE(names("header", boilerplate));
    CHECK(names("sc-1 post_author", author_words));
}

TEST_CASE("vocabulary: a live blog is named by words, not by parts of others", "[extract]") {
    CHECK(names_live_blog("Newsblog zum Krieg in der Ukraine"));
    CHECK(names_live_blog("Nahost-Ticker: Viele Tote"));
    CHECK(names_live_blog("LIVE: Wahlen in Polen"));
    CHECK_FALSE(names_live_blog("Wie wir heute liefern und leben"));
    CHECK_FALSE(names_live_blog("Der Stickerkrieg"));
}

TEST_CASE("vocabulary: names of people are told from labels", "[extract]") {
    CHECK(looks_like_name("Ursula von der Leyen"));
    CHECK(looks_like_name("Jürgen Özdemir"));
    CHECK_FALSE(looks_like_name("Teilen"));
    CHECK_FALSE(looks_like_name("12.31 Uhr"));
    CHECK_FALSE(looks_like_name("mehr zum Thema"));
}

TEST_CASE("vocabulary: a language's name is no tag", "[extract]") {
    CHECK(language_tag("de_de") == "de-DE");
    CHECK(language_tag("English").empty());
}
