#include "extract/byline.h"
#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

std::string signed_by(std::string_view line) {
    const auto read = page::signed_stamp_of(line);
    return read ? read->author : "none";
}

std::string page_of(std::string_view language, const std::string& entry) {
    std::string page =
        "<html lang=" + std::string(language) + "><body><h1>Sturm im Liveblog</h1><div>";
    for (const char* clock : {"14:20", "14:16", "14:02"}) {
        std::string one = entry;
        one.replace(one.find("{C}"), 3, clock);
        one.replace(one.find("{W}"), 3, words(clock));
        page += one;
    }
    return page + "</div></body></html>";
}

}  // namespace

TEST_CASE("signed stamps: a name and a stamp in one line", "[extract]") {
    CHECK(signed_by("by Jens Dal on 20/9/2016 at 14.07.28") == "Jens Dal");
    CHECK(signed_by("By Ann Lee, July 28, 2024 3:00 pm") == "Ann Lee");
    CHECK(signed_by("Von Eva Maier am 28.07.2024 um 12:29 Uhr") == "Eva Maier");
    CHECK(signed_by("Par Luc Morin le 28 juillet 2024 à 12h29") == "Luc Morin");
    CHECK(signed_by("Por Ana Ruiz | 28/07/2024 12:29") == "Ana Ruiz");
    CHECK(signed_by("Af Jens Dal 28. juli 2024 kl. 12.29") == "Jens Dal");
}

TEST_CASE("signed stamps: lines that tell of something else", "[extract]") {
    CHECK(signed_by("by the end of July 28, 2024 at 3:00 pm") == "none");
    CHECK(signed_by("Von Montag, 28.07.2024, 12:29 Uhr") == "none");
    CHECK(signed_by("By Ann Lee") == "none");
    CHECK(signed_by("Jens Dal on 20/9/2016 at 14.07.28") == "none");
    CHECK(signed_by("by Jens Dal on 20/9/2016 at 14.07.28 in the harbour") == "none");
    CHECK(signed_by("Von Kiel nach Oslo am 28.07.2024 um 12:29 Uhr") == "none");
}

TEST_CASE("signed stamps: updates that end with such a line", "[extract]") {
    for (const auto& [language, line] : {std::pair{"en", "by Jens Dal on 20/9/2016 at {C}"},
                                         {"de", "Von Jens Dal am 20.9.2016 um {C} Uhr"},
                                         {"fr", "Par Jens Dal le 20 septembre 2016 à {C}"},
                                         {"da", "Af Jens Dal 20. september 2016 kl. {C}"},
                                         {"es", "Por Jens Dal, 20/09/2016 {C}"}}) {
        INFO(line);
        const Feed feed =
            read_of(page_of(language, "<div class=post><div class=x>{W}</div><div class=meta>" +
                                          std::string(line) + "</div></div>"));
        REQUIRE(feed.items.size() == 3);
        CHECK(feed.items[0].date_published.has_value());
        CHECK(feed.items[0].content_text == words("14:20"));
        REQUIRE(feed.items[0].authors.size() == 1);
        CHECK(feed.items[0].authors[0].name == "Jens Dal");
    }
}

TEST_CASE("signed stamps: the time of a change, and its label, are no text", "[extract]") {
    for (const char* label :
         {"Aktualisiert", "Updated", "Mis à jour", "Actualizado", "Aggiornato"}) {
        INFO(label);
        const Feed feed = read_of(
            page_of("de",
                    "<div class=post><time datetime=2016-09-20T{C}:00Z></time><p>{W}</p><div "
                    "class=updated><span>" +
                        std::string(label) +
                        "</span> <span class=updated-time data-ts=2016-09-20T15:00:00Z>Tuesday, "
                        "15:00</span></div></div>"));
        REQUIRE(feed.items.size() == 3);
        CHECK(time_of(feed.items[0].date_published) == "2016-09-20T14:20:00Z");
        CHECK(feed.items[0].content_text == words("14:20"));
    }
}

TEST_CASE("signed stamps: a label of the live blog before its headline is a kicker", "[extract]") {
    const auto head = [](std::string_view h1) {
        return read_of("<html lang=en><body><h1>" + std::string(h1) + "</h1><p>" + words("Es") +
                       "</p></body></html>")
            .head;
    };
    CHECK(head("<span>Live Blog</span>: Verdict in the case").title == "Verdict in the case");
    CHECK(head("<span>Live Blog</span>: Verdict in the case").kicker == "Live Blog");
    CHECK(head("<em>LIVE:</em> Verdict in the case").title == "Verdict in the case");
    CHECK(head("Live Blog: Verdict in the case").title == "Live Blog: Verdict in the case");
    CHECK(head("<span>Live</span> music in the case").title == "Live music in the case");
}
