#include "time/stamp.h"

#include <string>

#include "support/catch.h"
#include "text/cat.h"

using namespace stet;

namespace {

std::string day_text(std::chrono::year_month_day day) {
    return text::cat(static_cast<int>(day.year()), '-', static_cast<unsigned>(day.month()), '-',
                     static_cast<unsigned>(day.day()));
}

/// `2026-1-28 17:03 +60 age 5 !`: day, clock, offset, age, label; `-` for no stamp.
std::string told(const std::optional<time::Stamp>& stamp) {
    if (!stamp)
        return "-";
    std::string out;
    if (stamp->day)
        out += day_text(*stamp->day) + " ";
    if (stamp->clock)
        out += text::cat(stamp->clock->count() / 60, ':', stamp->clock->count() % 60, ' ');
    if (stamp->offset)
        out += text::cat('+', stamp->offset->count() / 60, ' ');
    if (stamp->age)
        out += text::cat("age ", stamp->age->count(), ' ');
    if (stamp->labelled)
        out += "! ";
    out.pop_back();
    return out;
}

std::string at_start(std::string_view text) {
    return told(time::stamp_at_start(text));
}
std::string on_page(std::string_view text) {
    return told(time::find_page_stamp(text));
}
std::string heading(std::string_view text) {
    const auto day = time::day_heading(text);
    return day ? day_text(*day) : "-";
}

struct Case {
    const char* text;
    const char* expected;
};

}  // namespace

TEST_CASE("stamp: clocks that begin an update", "[time]") {
    const Case cases[] = {
        {"12.31 Uhr: Titel", "12:31"},
        {"16:06 Uhr | Titel", "16:6"},
        {"15:23 | Titel", "15:23"},
        {"2.42 Uhr: text", "2:42"},
        {"9:54 Uhr", "9:54"},
        {"17.00", "17:0"},
        {"12.31 Selenskyj spricht", "12:31"},
        {"17h03 – Titre", "17:3"},
        {"godz. 17:03 Tytuł", "17:3"},
        {"9:12 PM", "21:12"},
        {"12:05 am", "0:5"},
        {"5 pm: Headline", "17:0"},
        {"+++ 12:31 Uhr Titel +++", "12:31"},
        {"12:31 Äußerung", "12:31"},
        {"18:42h. El alcalde habla", "18:42"},
        {"18h42. Le maire parle", "18:42"},
        {"[18:42] Titel", "18:42"},
        {"(18:42 Uhr) Titel", "18:42"},
    };
    for (const Case& one : cases) {
        INFO(one.text);
        CHECK(at_start(one.text) == one.expected);
    }
}

TEST_CASE("stamp: zones and days behind a clock", "[time]") {
    CHECK(at_start("12.50 BST") == "12:50 +60");
    CHECK(at_start("21:06 (IST)") == "21:6 +330");
    CHECK(at_start("19.30\u00a0GMT") == "19:30 +0");
    CHECK(at_start("19.30 GMT+1") == "19:30 +60");
    CHECK(at_start("19:02 (IST), Oct 02") == "0-10-2 19:2 +330");
    CHECK(at_start("14:46 BST Saturday, 13 May 2017") == "2017-5-13 14:46 +60");
    CHECK(at_start("4m ago 12.50 BST") == "12:50 +60 age 4");
    CHECK(at_start("27.08.2024, 12:32 Uhr") == "2024-8-27 12:32");
    CHECK(at_start("06.11.2025 | 20:15") == "2025-11-6 20:15");
    CHECK(at_start("19. Oktober 2019 16:14 Uhr") == "2019-10-19 16:14");
}

TEST_CASE("stamp: ages in many languages", "[time]") {
    for (const char* text : {"vor 5 Minuten", "5m ago", "il y a 5 minutes", "hace 5 minutos",
                             "5 minuti fa", "5 min temu", "5 минут назад"}) {
        INFO(text);
        CHECK(at_start(text) == "age 5");
    }
    CHECK(at_start("1 day ago") == "age 1440");
    CHECK(at_start("vor einer Stunde") == "age 60");
}

TEST_CASE("stamp: numbers and clocks in a sentence are none", "[time]") {
    for (const char* text : {"17.00 und dann ging es weiter",
                             "1.200 Menschen",
                             "3.5 Millionen",
                             "12.50 Euro kostet das",
                             "Gegen 14.15 Uhr kam er",
                             "um 9:30 Uhr fortgesetzt",
                             "12:31 Uhr hat er gesagt",
                             "12:31 äußert sich",
                             "17.00. Titel",
                             "12:31 Uhr. danach",
                             "2026 war ein Jahr",
                             "10 Menschen starben",
                             "1. Mai Demonstrationen",
                             "May 5 Protests",
                             "1:0 für Bayern",
                             "12-jähriger Junge",
                             "25:00 Uhr",
                             "12:60 Uhr",
                             "13:00 PM",
                             "Titel",
                             "",
                             "Stand der Dinge",
                             "vor allem",
                             "5 Minuten"}) {
        INFO(text);
        CHECK(at_start(text) == "-");
    }
}

TEST_CASE("stamp: days and clocks whose units are words", "[time]") {
    const Case cases[] = {
        {"오후 6시 42분", "18:42"},
        {"오전 9시 첫 소식", "9:0"},
        {"오후 12시 5분", "12:5"},
        {"오전 12시 5분", "0:5"},
        {"오후 6:42 제목", "18:42"},
        {"11월 26일 오후 6시 42분", "0-11-26 18:42"},
        {"2026년 11월 26일 18:42", "2026-11-26 18:42"},
        {"2026년 11월 26일 (목) 18:42", "2026-11-26 18:42"},
        {"2026년 11월 26일 목요일 18:42", "2026-11-26 18:42"},
        {"2026.11.26. 오후 6:42", "2026-11-26 18:42"},
        {"2026. 11. 26. 18:42", "2026-11-26 18:42"},
        {"5분 전", "age 5"},
        {"1시간 전", "age 60"},
        {"18時42分", "18:42"},
        {"18時42分　見出し", "18:42"},
        {"午後6時42分：見出し", "18:42"},
        {"午後0時30分", "12:30"},
        {"11月26日18時42分", "0-11-26 18:42"},
        {"11月26日(木) 18:42", "0-11-26 18:42"},
        {"2026/11/26（木）18:42", "2026-11-26 18:42"},
        {"2026年11月26日 18時42分更新", "2026-11-26 18:42 !"},
        {"【18:42】見出し", "18:42"},
        {"18:42首相が会見", "18:42"},
        {"下午6点42分", "18:42"},
        {"5分前", "age 5"},
        {"3時間前", "age 180"},
        // Sentences, and how long something took.
        {"18時42分に港で火事", "-"},
        {"18:42に港で火事", "-"},
        {"오후 6시 42분께 항구에서", "-"},
        {"18:42에 항구에서", "-"},
        {"6時間の会議", "-"},
        {"6시간 동안", "-"},
        {"13月26日18時", "-"},
        {"午後13時", "-"},
        {"11月の話", "-"},
    };
    for (const Case& one : cases) {
        INFO(one.text);
        CHECK(at_start(one.text) == one.expected);
    }
    CHECK(heading("11월 26일 (목)") == "0-11-26");
    CHECK(heading("2026年11月26日") == "2026-11-26");
    CHECK(on_page("입력 2026.11.26 18:42") == "2026-11-26 18:42");
    CHECK(on_page("최종 수정 2026.11.26 18:42") == "2026-11-26 18:42 !");
    CHECK(on_page("最終更新：2026年11月26日 18時42分") == "2026-11-26 18:42 !");
    CHECK(on_page("2026年11月26日18時42分に港で火事があった") == "-");
    CHECK(on_page("11월 26일 오후 6시 42분 부산항에서 불이 났다") == "-");
}

TEST_CASE("stamp: the words that were read point into the text", "[time]") {
    const std::string text = "  12.31 Uhr: Titel";
    const auto stamp = time::stamp_at_start(text);
    REQUIRE(stamp);
    CHECK(stamp->words == "12.31 Uhr");
    CHECK(stamp->words.data() == text.data() + 2);
}

TEST_CASE("stamp: lines that tell when a page changed", "[time]") {
    const std::string line = "Aktualisiert am 28.01.2026 – 17:03 UhrLesedauer: 15 Min.";
    CHECK(on_page(line) == "2026-1-28 17:3 !");
    CHECK(time::reading_minutes(line) == 15);
    const Case cases[] = {
        {"Aktualisiert am 01.01.2025\u00a0- 02:46 UhrLesedauer: 4 Min.", "2025-1-1 2:46 !"},
        {"Stand: 25.05.2024 20:37 Uhr", "2024-5-25 20:37 !"},
        {"Last updated on Wed 28 Jan 2026 17.03 GMT", "2026-1-28 17:3 +0 !"},
        {"Mis à jour le 28 janvier 2026 à 17h03", "2026-1-28 17:3 !"},
        {"Actualizado a las 17:03 h del 28/01/2026", "2026-1-28 17:3 !"},
        {"Aggiornato il 28 gennaio 2026 alle ore 17:03", "2026-1-28 17:3 !"},
        {"Aktualizacja: 28 stycznia 2026, godz. 17:03", "2026-1-28 17:3 !"},
        {"Обновлено 28 января 2026 г. в 17:03", "2026-1-28 17:3 !"},
        {"Veröffentlicht am 28.01.2026", "2026-1-28"},
        {"Von Erika Muster, 27.08.2024, 12:32 Uhr", "2024-8-27 12:32"},
        {"Wed, Jan 28, 2026, 5:03 PM", "2026-1-28 17:3"},
    };
    for (const Case& one : cases) {
        INFO(one.text);
        CHECK(on_page(one.text) == one.expected);
    }
}

TEST_CASE("stamp: a broadcast's time, a day or a clock alone are no page stamps", "[time]") {
    CHECK(on_page("Sendung am Do., 18.7.2024 6:00 Uhr") == "-");
    CHECK(on_page("Das Spiel beginnt um 20:45 Uhr") == "-");
    CHECK(on_page("Am 28. Januar 2026 traf er sich") == "-");
    CHECK(on_page(std::string(5'000, '1')) == "-");
}

TEST_CASE("stamp: headings that name a day and nothing else", "[time]") {
    CHECK(heading("Mittwoch, 1. Januar 2025:") == "2025-1-1");
    CHECK(heading("Dienstag, 31. Dezember 2024") == "2024-12-31");
    CHECK(heading("Donnerstag, 18.\u00a07.") == "0-7-18");
    CHECK(heading("+++ Saturday, 13 May 2017 +++") == "2017-5-13");
    CHECK(heading("Mittwoch, 1. Januar 2025 war ein Tag") == "-");
    CHECK(heading("Mittwoch, 1. Januar 2025, 12:31 Uhr") == "-");
    CHECK(heading("Mittwoch, 30. Februar 2025") == "-");
    CHECK(heading("12:30") == "-");
    CHECK(heading("") == "-");
}

TEST_CASE("stamp: minutes of reading", "[time]") {
    CHECK(time::reading_minutes("4 min read") == 4);
    CHECK(time::reading_minutes("5-minute read") == 5);
    CHECK(time::reading_minutes("Temps de lecture : 3 min") == 3);
    CHECK_FALSE(time::reading_minutes("12 min Video"));
    CHECK_FALSE(time::reading_minutes("Lesedauer"));
}
