#include "extract/opening_words.h"

#include "reading.h"

using namespace stet;

namespace {

/// The first of three updates, whose paragraphs are written so.
Item update_of(const std::string& before, const std::string& after) {
    std::string page =
        "<html lang=de><head><meta property='article:modified_time' "
        "content='2024-11-16T18:50:00+01:00'></head><body><h1>Sturm-Liveticker</h1>";
    for (const char* clock : {"18:42", "18:05", "17:31"})
        page += before + clock + after;
    const Feed feed = read_of(page);
    REQUIRE(feed.items.size() == 3);
    return feed.items[0];
}

}  // namespace

TEST_CASE("opening words: a line that is no sentence is the title of the text below", "[extract]") {
    const std::string text = words("Etwas");
    for (const std::string& after :
         {" Uhr - Feuerwehr löscht im Hafen</p><p>" + text,
          " Uhr | Feuerwehr löscht im Hafen</p><p>" + text,
          " Uhr: Feuerwehr löscht im Hafen<br>" + text, "] Feuerwehr löscht im Hafen<br>" + text,
          " Uhr: Feuerwehr löscht im Hafen +++ " + text,
          " Uhr: <b>Feuerwehr löscht im Hafen</b> " + text}) {
        INFO(after);
        const Item update = update_of(after[0] == ']' ? "<p>[" : "<p>", after + "</p>");
        CHECK(update.title == "Feuerwehr löscht im Hafen");
        CHECK(update.content_text == text);
    }
}

TEST_CASE("opening words: sentences and broken lines are no titles", "[extract]") {
    const std::string text = words("Etwas");
    CHECK(update_of("<p>", " Es brennt noch immer.</p><p>" + text + "</p>").title.empty());
    CHECK(update_of("<p>", " Wir melden uns wieder<br></p><blockquote>" + text + "</blockquote>")
              .title.empty());
    CHECK(update_of("<p>", " Es brennt im Hafen, wo<br>noch immer " + text + "</p>").title.empty());
}

TEST_CASE("opening words: a name behind the stamp is who wrote", "[extract]") {
    const Item update = update_of("<p>", " Uhr | Lena Ott</p><p>" + words("Etwas") + "</p>");
    CHECK(update.title.empty());
    REQUIRE(update.authors.size() == 1);
    CHECK(update.authors[0].name == "Lena Ott");
}
