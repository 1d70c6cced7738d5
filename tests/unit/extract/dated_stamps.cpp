#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

/// A page whose paragraphs open with stamps. No heading, class or data says where an update begins.
std::string page_of(std::string_view language, std::string_view headline, const Strings& openings) {
    std::string page = "<html lang=" + std::string(language) +
                       "><head><meta property=article:modified_time "
                       "content=2024-07-28T12:30:00+02:00></head><body><main><article><h1>" +
                       std::string(headline) + "</h1><p>" + words("Der Anfang") + "</p>";
    for (const std::string& opening : openings)
        page += "<p>" + opening + words("Der Deich") + "</p><p>" + words("Mehr") + "</p>";
    return page + "</article></main></body></html>";
}

struct Written {
    const char* language;
    Strings openings;  ///< of 12:29 and 8:07 on 28 July and of 21:38 the day before
};

}  // namespace

TEST_CASE("dated stamps: ways to write a day and a clock before an update", "[extract]") {
    const Written ways[] = {
        {"de",
         {"<strong>Update vom 28. Juli, 12.29 Uhr: </strong>",
          "<strong>Update vom 28. Juli, 8.07 Uhr: </strong>",
          "<strong>Update vom 27. Juli, 21.38 Uhr: </strong>"}},
        {"de",
         {"Update, 28.07.2024, 12:29 Uhr: ", "Update, 28.07.2024, 08:07 Uhr: ",
          "Update, 27.07.2024, 21:38 Uhr: "}},
        {"de",
         {"<b>Update (28. Juli, 12.29 Uhr):</b> ", "<b>Update (28. Juli, 8.07 Uhr):</b> ",
          "<b>Update (27. Juli, 21.38 Uhr):</b> "}},
        {"de",
         {"<strong>Sonntag, 28. Juli, 12.29 Uhr:</strong> ",
          "<strong>Sonntag, 28. Juli, 8.07 Uhr:</strong> ",
          "<strong>Samstag, 27. Juli, 21.38 Uhr:</strong> "}},
        {"de",
         {"+++ Update vom 28. Juli, 12.29 Uhr: +++ ", "+++ Update vom 28. Juli, 8.07 Uhr: +++ ",
          "+++ Update vom 27. Juli, 21.38 Uhr: +++ "}},
        {"de", {"Um 12:29 Uhr: ", "Um 8:07 Uhr: ", "Um 21:38 Uhr: "}},
        {"de", {"• 12:29 ", "• 8:07 ", "• 21:38 "}},
        {"de",
         {"<em>Am Sonntag, 28. Juli, um 12.29 Uhr:</em> ",
          "<em>Am Sonntag, 28. Juli, um 8.07 Uhr:</em> ",
          "<em>Am Samstag, 27. Juli, um 21.38 Uhr:</em> "}},
        {"fr",
         {"<strong>Mise à jour du 28 juillet à 12h29 :</strong> ",
          "<strong>Mise à jour du 28 juillet à 8h07 :</strong> ",
          "<strong>Mise à jour du 27 juillet à 21h38 :</strong> "}},
        {"fr",
         {"Dimanche 28 juillet, 12h29 : ", "Dimanche 28 juillet, 8h07 : ",
          "Samedi 27 juillet, 21h38 : "}},
        {"es",
         {"Actualización, 28 de julio, 12:29 h: ", "Actualización, 28 de julio, 8:07 h: ",
          "Actualización, 27 de julio, 21:38 h: "}},
        {"es",
         {"Actualización de las 12:29 h: ", "Actualización de las 8:07 h: ",
          "Actualización de las 21:38 h: "}},
        {"en",
         {"<b>Updated 12:29 p.m. CEST:</b> ", "<b>Updated 8:07 a.m. CEST:</b> ",
          "<b>Updated 9:38 p.m. CEST:</b> "}},
        {"pt",
         {"<b>Atualização das 12h29:</b> ", "<b>Atualização das 8h07:</b> ",
          "<b>Atualização das 21h38:</b> "}},
        {"it",
         {"Aggiornamento del 28 luglio, ore 12.29: ", "Aggiornamento del 28 luglio, ore 8.07: ",
          "Aggiornamento del 27 luglio, ore 21.38: "}},
        {"pl",
         {"Aktualizacja, 28 lipca, godz. 12.29: ", "Aktualizacja, 28 lipca, godz. 8.07: ",
          "Aktualizacja, 27 lipca, godz. 21.38: "}},
        {"nl",
         {"Zondag 28 juli, 12.29 uur: ", "Zondag 28 juli, 8.07 uur: ",
          "Zaterdag 27 juli, 21.38 uur: "}},
        {"sv",
         {"Uppdatering 28 juli, kl. 12.29: ", "Uppdatering 28 juli, kl. 8.07: ",
          "Uppdatering 27 juli, kl. 21.38: "}},
    };
    for (const Written& way : ways) {
        INFO(way.openings[0]);
        const Feed feed = read_of(page_of(way.language, "Sturm im News-Ticker", way.openings));
        CHECK(times_of(feed) ==
              Strings{"2024-07-28T10:29:00Z", "2024-07-28T06:07:00Z", "2024-07-27T19:38:00Z"});
        REQUIRE(feed.items.size() == 3);
        for (const Item& item : feed.items)
            CHECK(item.content_text == words("Der Deich") + "\n\n" + words("Mehr"));
    }
}

TEST_CASE("dated stamps: the stamp is told without the words that label it", "[extract]") {
    const Feed feed = read_of(page_of("de", "Sturm im News-Ticker",
                                      {"<strong>Update vom 28. Juli, 12.29 Uhr: </strong>",
                                       "<strong>Update vom 28. Juli: </strong>",
                                       "<strong>Update vom 27. Juli, 21.38 Uhr: </strong>"}));
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].stamp == "28. Juli, 12.29 Uhr");
    CHECK(feed.items[1].stamp == "28. Juli");
    CHECK(feed.items[1].time_basis == TimeBasis::day);
}

TEST_CASE("dated stamps: paragraphs that call themselves updates need no other name", "[extract]") {
    const Strings openings = {"Update vom 28. Juli, 12.29 Uhr: ", "Update vom 28. Juli, 8.07 Uhr: ",
                              "Update vom 27. Juli, 21.38 Uhr: "};
    CHECK(read_of(page_of("de", "Sturm an der Küste", openings)).items.size() == 3);
}

TEST_CASE("dated stamps: days and clocks of long paragraphs from the newest down", "[extract]") {
    const std::string long_text = words("Ein Deich") + " " + words("Die Flut") + " ";
    const Strings openings = {
        "Sonntag, 28. Juli, 12.29 Uhr: " + long_text, "Sonntag, 28. Juli, 8.07 Uhr: " + long_text,
        "Samstag, 27. Juli, 21.38 Uhr: " + long_text, "Samstag, 27. Juli, 20.11 Uhr: " + long_text};
    CHECK(read_of(page_of("de", "Sturm an der Küste", openings)).items.size() == 4);
}

TEST_CASE("dated stamps: in summaries of boxes that open", "[extract]") {
    std::string page =
        "<html lang=de><head><meta name=date content=2024-07-28T12:30:00+02:00></head><body>"
        "<h1>Sturm im Liveblog</h1>";
    for (const char* clock : {"12:29", "8:07", "7:38"})
        page += "<details open><summary>" + std::string(clock) + " | Titel um " + clock +
                "</summary><p>" + words(clock) + "</p></details>";
    const Feed feed = read_of(page);
    CHECK(titles_of(feed) == Strings{"Titel um 12:29", "Titel um 8:07", "Titel um 7:38"});
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].content_text == words("12:29"));
}

TEST_CASE("dated stamps: texts that look alike and are none", "[extract]") {
    const Written others[] = {
        // Two notes of changes in an article.
        {"de", {"Update vom 28. Juli, 12.29 Uhr: ", "Update vom 27. Juli, 21.38 Uhr: "}},
        // A programme, a chronicle, tour dates, a fixture list, opening hours.
        {"de",
         {"Samstag, 27. Juli, 19 Uhr: ", "Samstag, 27. Juli, 21 Uhr: ",
          "Sonntag, 28. Juli, 11 Uhr: "}},
        {"de", {"Um 21:38 Uhr: ", "Um 21:52 Uhr: ", "Um 22:10 Uhr: "}},
        {"en", {"July 27, 8 p.m.: ", "July 28, 8 p.m.: ", "July 30, 7 p.m.: "}},
        {"fr",
         {"Samedi 27 juillet, 15h00 : ", "Samedi 27 juillet, 18h30 : ",
          "Dimanche 28 juillet, 15h00 : "}},
        {"de", {"• 8:00 bis 12:00 Uhr ", "• 9:00 bis 13:00 Uhr ", "• 10:00 bis 14:00 Uhr "}},
    };
    for (const Written& other : others) {
        INFO(other.openings[0]);
        const Feed feed = read_of(page_of(other.language, "Sturm an der Küste", other.openings));
        CHECK(feed.items.empty());
        CHECK(feed.head.feed->format == "article");
        CHECK(feed.head.content_text.find(words("Der Anfang")) != std::string::npos);
    }
}
