#include "extract/chronicle.h"

#include <array>
#include <ctime>

#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

/// A page of texts between two pieces of markup.
std::string page_of(const std::string& headline, const Strings& texts, const std::string& before,
                    const std::string& after) {
    std::string page =
        "<html lang=de><head><meta property='article:modified_time' "
        "content='2024-11-16T18:50:00+01:00'></head><body><main><h1>" +
        headline + "</h1><p>Ein Sturm zieht über das Land, und wir berichten.</p><div>";
    for (const std::string& text : texts)
        page += before + text + after;
    return page + "</div></main><footer>Impressum</footer></body></html>";
}

/// The same texts as items of a list, as boxes, and as lines of one paragraph.
std::array<std::string, 4> pages_of(const std::string& headline, const Strings& texts) {
    std::string list = "<ul><li>", lines;
    for (const std::string& text : texts) {
        list += &text == texts.data() ? text : "</li><li>" + text;
        lines += &text == texts.data() ? text : "<br><br>\n" + text;
    }
    return {page_of(headline, {list + "</li></ul>"}, "", ""),
            page_of(headline, texts, "<div>", "</div>"), page_of(headline, {lines}, "<p>", "</p>"),
            page_of(headline, {lines}, "<div>", "</div>")};
}

const Strings texts{
    "18:42 Uhr: Die Feuerwehr ist mit zwölf Wagen im Einsatz.",
    "18:05 Uhr: Der Bürgermeister bittet alle, zu Hause zu bleiben.",
    "17:31 Uhr: Die Bahn stellt den Verkehr im ganzen Land ein.",
    "17:02 Uhr: An der Küste steht das Wasser an den Deichen.",
};

void check_none(const std::string& headline, const Strings& listed) {
    for (const std::string& page : pages_of(headline, listed)) {
        INFO(page);
        CHECK(read_of(page).items.empty());
    }
}

}  // namespace

TEST_CASE("chronicle: items, boxes and lines that open with a clock", "[extract]") {
    for (const std::string& page : pages_of("Sturm – Liveticker", texts)) {
        INFO(page);
        const Feed feed = read_of(page);
        CHECK(times_of(feed) == Strings{"2024-11-16T17:42:00Z", "2024-11-16T17:05:00Z",
                                        "2024-11-16T16:31:00Z", "2024-11-16T16:02:00Z"});
        REQUIRE(feed.items.size() == 4);
        CHECK(feed.items[0].content_text == "Die Feuerwehr ist mit zwölf Wagen im Einsatz.");
        CHECK(feed.items[3].content_text == "An der Küste steht das Wasser an den Deichen.");
        CHECK(feed.items[0].content_html.find("18:42") == std::string::npos);
    }
}

TEST_CASE("chronicle: other languages and signs around the clock", "[extract]") {
    const auto read = [](const std::string& headline, const std::string& before,
                         const std::string& after, const std::string& text) {
        Strings listed;
        for (const char* clock : {"18:42", "18:05", "17:31"})
            listed.push_back(before + clock + after + text);
        for (const std::string& page : pages_of(headline, listed)) {
            INFO(page);
            const Feed feed = read_of(page);
            REQUIRE(feed.items.size() == 3);
            CHECK(feed.items[1].content_text == text);
        }
    };
    read("Storm – live updates", "(", ") ", "Trains have stopped in the whole of the north.");
    read("Tempête en direct", "<strong>", "</strong> – ", "Les trains sont arrêtés dans le nord.");
    read("Temporal en directo", "", "h. ", "Los trenes están parados en todo el norte del país.");
    read("폭풍 실시간 중계", "", " ", "소방당국은 항구에서 발생한 화재를 진압하고 있다고 밝혔다.");
    read("嵐 ライブ更新", "【", "】", "港の倉庫で火事があり、消防が消火に当たっている。");
}

TEST_CASE("chronicle: what stands between clocks belongs to the update above", "[extract]") {
    const std::string more = "Mehr dazu weiß bisher niemand.";
    Strings longer = texts;
    for (std::string& text : longer)
        text += "<br><br>" + more;
    Feed feed = read_of(pages_of("Sturm – Liveticker", longer)[2]);
    REQUIRE(feed.items.size() == 4);
    CHECK(feed.items[0].content_text == "Die Feuerwehr ist mit zwölf Wagen im Einsatz.\n\n" + more);
    // Boxes as editors of text make them: one for each paragraph.
    longer = texts;
    for (std::string& text : longer)
        text += "</div><div>" + more;
    feed = read_of(pages_of("Sturm – Liveticker", longer)[1]);
    REQUIRE(feed.items.size() == 4);
    CHECK(feed.items[0].content_text == "Die Feuerwehr ist mit zwölf Wagen im Einsatz.\n\n" + more);
}

TEST_CASE("chronicle: an item whose clock was forgotten is one of its own", "[extract]") {
    Strings listed = texts;
    listed[1] = "Der Bürgermeister bittet alle, zu Hause zu bleiben.";
    const Feed feed = read_of(pages_of("Sturm – Liveticker", listed)[0]);
    REQUIRE(feed.items.size() == 4);
    CHECK(feed.items[1].content_text == listed[1]);
    CHECK(!feed.items[1].date_published);
}

TEST_CASE("chronicle: days stand as lines of their own", "[extract]") {
    const Feed feed = read_of(pages_of(
        "Sturm – Liveticker", {"<b>Samstag, 16. November 2024</b>", texts[0], texts[1],
                               "<b>Freitag, 15. November 2024</b>", texts[2], texts[3]})[2]);
    CHECK(times_of(feed) == Strings{"2024-11-16T17:42:00Z", "2024-11-16T17:05:00Z",
                                    "2024-11-15T16:31:00Z", "2024-11-15T16:02:00Z"});
}

TEST_CASE("chronicle: oldest first only where the page is called a ticker", "[extract]") {
    const Strings rising(texts.rbegin(), texts.rend());
    for (const std::string& page : pages_of("Sturm – Liveticker zum Nachlesen", rising))
        CHECK(read_of(page).items.size() == 4);
    check_none("Sturm live im Radio", rising);
}

TEST_CASE("chronicle: nothing of a page that names no live blog", "[extract]") {
    check_none("Ein Sturm zieht über das Land", texts);
}

TEST_CASE("chronicle: two paragraphs with clocks make no live blog of a page", "[extract]") {
    check_none("Sturm – live",
               {"Am Abend kam der Sturm, und keiner war vorbereitet darauf.", texts[0], texts[1],
                "So endete der Tag, und niemand kam zu Schaden."});
}

TEST_CASE("chronicle: programmes, fixtures and hours are no updates", "[extract]") {
    const Strings programme{"20:15 Uhr: Tatort: Der Fall im Hafen. Krimi mit zwei Kommissaren.",
                            "21:45 Uhr: Das Gespräch. Gäste reden über den Sturm der Woche.",
                            "22:45 Uhr: Nachrichten. Das Neueste von heute und das Wetter."};
    check_none("Heute live im Fernsehen", programme);
    check_none("Das Programm von heute", programme);
    const Strings fixtures{"15:30 Uhr: VfL Wolfsburg – Bayer Leverkusen (live bei Sender eins)",
                           "15:30 Uhr: Werder Bremen – Union Berlin und andere in Konferenz",
                           "18:30 Uhr: Bayern München – Borussia Dortmund bei Sender zwei",
                           "20:30 Uhr: Hamburger SV – FC St. Pauli und die zweite Liga"};
    check_none("Bundesliga live im Fernsehen", fixtures);
    check_none("Bundesliga im Liveticker", fixtures);
    check_none("Bahnhof live", {"18:42 Hamburg", "18:31 Bremen", "18:05 Kiel", "17:50 Lübeck"});
    check_none("Museum live erleben",
               {"Mo 9:00-17:00", "Di 9:00-17:00", "Mi 9:00-12:00", "Do 9:00-17:00"});
    check_none("Museum live erleben",
               {"09:00-17:00 Uhr am Montag und am Dienstag im großen Haus am Markt",
                "09:00-12:00 Uhr am Mittwoch im großen Haus am Markt und im Garten",
                "10:00-16:00 Uhr am Samstag im großen Haus am Markt und im Garten"});
}

TEST_CASE("chronicle: a transcript with the clocks of its recording is none", "[extract]") {
    check_none("Pressekonferenz live",
               {"00:15 Sprecherin: Guten Tag, wir beginnen mit dem Wetter von morgen.",
                "01:42 Reporter: Wie hoch wird das Wasser an der Küste denn steigen?",
                "02:10 Sprecherin: Das wissen wir erst, wenn der Wind gedreht hat."});
}

TEST_CASE("chronicle: a transcript with its clocks in brackets is none", "[extract]") {
    const Strings spoken{"[00:15] Sprecherin: Guten Tag, wir beginnen mit dem Wetter von morgen.",
                         "[01:42] Reporter: Wie hoch wird das Wasser an der Küste denn steigen?",
                         "[02:10] Sprecherin: Das wissen wir erst, wenn der Wind gedreht hat."};
    check_none("Pressekonferenz live", spoken);
    CHECK(read_of(page_of("Pressekonferenz live", spoken, "<p>", "</p>")).items.empty());
}

TEST_CASE("chronicle: stories of a list are no updates, with a clock before each", "[extract]") {
    Strings stories;
    for (const char* clock : {"18:42", "18:31", "18:05", "17:50"})
        stories.push_back(std::string(clock) +
                          " <a href=/story>Ganz andere Geschichte, die es auch noch gibt</a>");
    check_none("Sturm live", stories);
    check_none("Newsticker", stories);
    CHECK(read_of(page_of("Sturm – Liveticker", texts, "<aside class=sidebar><ul><li>",
                          "</li></ul></aside>"))
              .items.empty());
}

TEST_CASE("chronicle: what readers write is none", "[extract]") {
    CHECK(read_of(page_of("Sturm – Liveticker", texts, "<div class=comment><div>", "</div></div>"))
              .items.empty());
}

TEST_CASE("chronicle: key points are not taken for the updates below them", "[extract]") {
    std::string points = "<ul>";
    for (const char* clock : {"18:42", "18:31", "18:05", "17:50", "17:31", "17:02"})
        points += "<li>" + std::string(clock) + " Uhr: Was um diese Zeit geschehen ist</li>";
    Strings updates;
    for (const char* clock : {"18:42", "18:05", "17:31"})
        updates.push_back("<h3>" + std::string(clock) + " Uhr: Titel</h3><p>" + words(clock) +
                          words(clock) + words(clock) + "</p>");
    updates.front().insert(0, points + "</ul>");
    const Feed feed = read_of(page_of("Sturm – Liveticker", updates, "", ""));
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].title == "Titel");
}

TEST_CASE("chronicle: each text is cut at its lines once, however many there are", "[extract]") {
    Strings lines;
    for (int i = 0; i < 8'000; ++i)
        lines.emplace_back("18:42 Uhr: Der Pegel ist so hoch, wie er war.<br><p>Damm<br>Deich</p>");
    const std::string page = page_of("Sturm – Liveticker", lines, "", "");
    const std::clock_t start = std::clock();
    read_of(page);
    CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 20);
}
