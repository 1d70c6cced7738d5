#include "extract/plain_page.h"

#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

const std::string opening_lines =
    "Newsblog zum Sturm an der Küste\n\nDeich bricht an zwei Stellen – Helfer im Einsatz\n\n"
    "Aktualisiert am 28.07.2026 – 17:03 UhrLesedauer: 15 Min.\n\n"
    "Ein Deich an der Nordsee im Sturm. (Archivbild)Vergrößern des Bildes\n\n"
    "Ein Deich (Archivbild): Das Wasser steigt weiter. (Quelle: Ina Beck/dpa)\n\n"
    "Das Wasser steigt an der ganzen Küste. Alle Entwicklungen im Newsblog.\n\n";

}  // namespace

TEST_CASE("plain_page: the head of a page's text is told apart", "[extract]") {
    const Feed feed =
        read_of(opening_lines + words("Der erste Deich") + "\n\n" + words("Der zweite\nDeich"));
    CHECK(feed.head.kicker == "Newsblog zum Sturm an der Küste");
    CHECK(feed.head.title == "Deich bricht an zwei Stellen – Helfer im Einsatz");
    CHECK(time_of(feed.head.date_modified) == "2026-07-28T15:03:00Z");
    CHECK(feed.head.reading_minutes == 15);
    CHECK(feed.head.image_alt == "Ein Deich an der Nordsee im Sturm. (Archivbild)");
    CHECK(feed.head.image_caption == "Ein Deich (Archivbild): Das Wasser steigt weiter.");
    CHECK(feed.head.image_credit == "Ina Beck/dpa");
    CHECK(feed.head.summary ==
          "Das Wasser steigt an der ganzen Küste. Alle Entwicklungen im Newsblog.");
    CHECK(feed.head.language == "de");
    CHECK(feed.head.feed->format == "text");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].content_text == words("Der erste Deich"));
    CHECK(feed.items[1].content_text.find("bekannt geworden") != std::string::npos);
}

TEST_CASE("plain_page: text without a live blog's name is an article", "[extract]") {
    const Feed feed =
        read_of("Küste\n\nDeich bricht an zwei Stellen\n\nStand: 28.07.2026 17:03 Uhr\n\n" +
                words("Der erste Deich") + "\n\n" + words("Der zweite Deich"));
    CHECK(feed.items.empty());
    CHECK(feed.head.content_text == words("Der erste Deich") + "\n\n" + words("Der zweite Deich"));
    CHECK(feed.head.title == "Deich bricht an zwei Stellen");
}

TEST_CASE("plain_page: lines that begin with clocks are updates", "[extract]") {
    const Feed feed = read_of(
        "Newsblog zum Sturm\n\nDeich bricht\n\nAktualisiert am 01.01.2025 - 02:46 Uhr\n\n"
        "Das Wasser steigt an der ganzen Küste, und es regnet weiter.\n\nMittwoch, 1. Januar "
        "2025:\n\n"
        "Zweiter Deich bricht\n\n2.42 Uhr: " +
        words("Der zweite Deich") + "\n\n" + words("Mehr davon") +
        "\n\nDienstag, 31. Dezember 2024\n\n23:10 Uhr | Erster Deich bricht\n\n" +
        words("Der erste Deich"));
    REQUIRE(titles_of(feed) == Strings{"Zweiter Deich bricht", "Erster Deich bricht"});
    CHECK(times_of(feed) == Strings{"2025-01-01T01:42:00Z", "2024-12-31T22:10:00Z"});
    CHECK(feed.items[0].content_text == words("Der zweite Deich") + "\n\n" + words("Mehr davon"));
}
