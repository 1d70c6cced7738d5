#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

const Strings three = {"Erster Titel", "Zweiter Titel", "Dritter Titel"};
const Strings three_times = {"2024-07-28T10:29:00Z", "2024-07-28T10:07:00Z",
                             "2024-07-28T09:38:00Z"};

/// A text with stamps and headings put into a pattern: {C} the clock, {T} the heading, {B} the
/// text.
std::string text_of(const std::string& pattern, const std::string& headline = "Sturm im Liveblog",
                    const Strings& clocks = {"12:29", "12:07", "11:38"}) {
    std::string text = headline + "\n\nStand: 28.07.2024 12:30 Uhr\n\n";
    for (std::size_t i = 0; i < clocks.size(); ++i) {
        std::string one = pattern;
        for (const auto& [sign, value] : {std::pair<std::string, std::string>{"{C}", clocks[i]},
                                          {"{T}", three[i % 3]},
                                          {"{B}", words("Der Deich")}})
            if (const auto at = one.find(sign); at != std::string::npos)
                one.replace(at, sign.size(), value);
        text += one + "\n\n";
    }
    return text;
}

}  // namespace

TEST_CASE("plain updates: a heading stands where most of the text has it", "[extract]") {
    for (const char* pattern :
         {"{C} Uhr\n\n{T}\n\n{B}", "{T}\n\n{C} Uhr\n\n{B}", "{C} Uhr | {T}\n\n{B}",
          "+++ {C} Uhr: {T} +++\n\n{B}", "+++ {C} Uhr: {T} +++ {B}", "{C} Uhr: {T}\n{B}",
          "{T}\n\n{C} Uhr: {B}", "[{C}] {T}\n\n{B}", "• {C} {T}\n\n{B}",
          "{C} Uhr – {T}\n\n{B}\n\nBildrechte: XYZ/Kim Beispiel",
          "{C} Uhr\n\n{T}\n\nFoto: Kim Beispiel/XYZ\n\n{B}", "{C} Uhr | {T}\n\n© Agentur\n\n{B}"}) {
        INFO(pattern);
        const Feed feed = read_of(text_of(pattern));
        CHECK(titles_of(feed) == three);
        CHECK(times_of(feed) == three_times);
        for (const Item& item : feed.items)
            CHECK(item.content_text == words("Der Deich"));
    }
}

TEST_CASE("plain updates: the credit of a picture is kept as one", "[extract]") {
    const Feed feed = read_of(text_of("{C} Uhr | {T}\n\n{B}\n\nBildrechte: XYZ/Kim Beispiel"));
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].image_credit == "XYZ/Kim Beispiel");
}

TEST_CASE("plain updates: other languages", "[extract]") {
    struct Case {
        const char *headline, *pattern;
    };
    const Case cases[] = {
        {"La tempête en direct", "{C}\n\n{T}\n\n{B}\n\nCrédit photo : Agence"},
        {"La tormenta, en directo", "{C} h | {T}\n\n{B}\n\nFuente: Agencia"},
        {"Il temporale in diretta", "Ore {C}: {T}\n\n{B}\n\nFoto: Agenzia"},
        {"De storm: liveblog", "{C} uur\n\n{T}\n\n{B}\n\nBron: ANP"},
        {"Burza – relacja na żywo", "Godz. {C}\n\n{T}\n\n{B}\n\nFot. Agencja"},
        {"Stormen: liveblogg", "Kl. {C}: {T}\n\n{B}\n\nFoto: TT"},
        {"Storm: live blog", "{C} BST\n\n{T}\n\n{B}\n\nPhotograph: Agency"},
    };
    for (const Case& one : cases) {
        INFO(one.headline);
        const Feed feed = read_of(text_of(one.pattern, one.headline));
        CHECK(titles_of(feed) == three);
        for (const Item& item : feed.items)
            CHECK(item.content_text.starts_with(words("Der Deich")));
    }
}

TEST_CASE("plain updates: labelled stamps, with days and in lines without gaps", "[extract]") {
    const Feed labelled =
        read_of(text_of("Update vom {C} Uhr: {B}", "Sturm: Alle Meldungen",
                        {"28. Juli, 12.29", "28. Juli, 12.07", "27. Juli, 23.38"}));
    CHECK(times_of(labelled) ==
          Strings{"2024-07-28T10:29:00Z", "2024-07-28T10:07:00Z", "2024-07-27T21:38:00Z"});
    REQUIRE(labelled.items.size() == 3);
    CHECK(labelled.items[0].stamp == "28. Juli, 12.29 Uhr");
    CHECK(labelled.items[0].content_text == words("Der Deich"));
    const Feed lines =
        read_of("Sturm im Liveblog\n\nStand: 28.07.2024 12:30 Uhr\n\n12:29 Uhr: " + words("Eins") +
                "\n12:07 Uhr: " + words("Zwei") + "\n11:38 Uhr: " + words("Drei"));
    CHECK(times_of(lines) == three_times);
}

TEST_CASE("plain updates: a note with front matter", "[extract]") {
    const std::string blog =
        "[![Bild](https://news.example/a.jpg)](https://news.example/a)\n\n# Sturm im Liveblog\n\n"
        "**12:29 Uhr** | Erster Titel\n\n" +
        words("Der Deich") + "\n\n**12:07 Uhr** | Zweiter Titel\n\n" + words("Der [Deich](/x)") +
        "\n\n**11:38 Uhr** | Dritter Titel\n\n" + words("Der Deich") + "\n";
    const Feed feed = read_of(
        "---\ntitle: \"Sturm im Liveblog: Deich bricht\"\nsource: "
        "https://news.example/sturm\nauthor:\n  - \"[[Kim Beispiel]]\"\npublished: "
        "2024-07-28T06:00:00+02:00\nmodified: 2024-07-28T12:30:00+02:00\ntags: [clippings, "
        "sturm]\n---\n" +
        blog);
    CHECK(feed.head.title == "Sturm im Liveblog: Deich bricht");
    CHECK(feed.head.url == "https://news.example/sturm");
    REQUIRE(feed.head.authors.size() == 1);
    CHECK(feed.head.authors[0].name == "Kim Beispiel");
    CHECK(feed.head.tags == Strings{"clippings", "sturm"});
    CHECK(time_of(feed.head.date_published) == "2024-07-28T04:00:00Z");
    CHECK(titles_of(feed) == three);
    CHECK(times_of(feed) == three_times);
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[1].content_text == words("Der Deich"));
    const Feed toml = read_of(
        "+++\ntitle = \"Sturm im Liveblog\"\ndate = 2024-07-28T12:30:00+02:00\n+++\n" + blog);
    CHECK(toml.head.title == "Sturm im Liveblog");
    CHECK(titles_of(toml) == three);
}

TEST_CASE("plain updates: texts that look alike and are none", "[extract]") {
    struct Case {
        const char *headline, *pattern;
        Strings clocks;
    };
    const Case cases[] = {
        {"Programm am Samstag", "{C} Uhr: {T}\n\n{B}", {"9:00", "10:30", "12:00"}},
        {"Spielplan", "{C} Uhr: FC Nord – FC Süd", {"18:30", "15:30", "13:00"}},
        {"Abflüge", "{C}  LH 123  Hafenstadt  B12", {"12:05", "12:10", "12:25"}},
        {"Chat vom Montag", "{C} Kim: {B}", {"11:38", "12:07", "12:29"}},
        {"Braten mit Zeitplan", "{C} Uhr: {B}", {"10:00", "11:15", "12:30"}},
        {"Tabelle der Quoten", "{C} 2.10 3.40 1.85", {"20.45", "18.30", "15.30"}},
        {"Brücke wird gesperrt", "{B}\n\nUpdate, {C} Uhr: {B}", {"12:29"}},
        {"Live-Konzert am Hafen", "Einlass {C} Uhr\n\n{B}\n\n{C} Uhr: {T}", {"19:00"}},
    };
    for (const Case& one : cases) {
        INFO(one.headline);
        const Feed feed = read_of(text_of(one.pattern, one.headline, one.clocks));
        CHECK(feed.items.empty());
        CHECK(!feed.head.content_text.empty());
    }
}
