#include <string>

#include "diff/compare.h"
#include "support/catch.h"

using namespace stet;

namespace {

Item update() {
    Item item;
    item.id = "u1";
    item.title = "Angriff auf Kiew";
    item.content_text = "Mindestens 12 Menschen wurden verletzt. Der Strom fiel aus.";
    item.content_html = "<p>Mindestens 12 Menschen wurden verletzt. Der Strom fiel aus.</p>";
    item.date_published = Instant(std::chrono::seconds(1769616000));
    item.date_modified = item.date_published;
    item.time_basis = TimeBasis::stated;
    return item;
}

template <class Do>
Item edited(Do change, const Item& before = update()) {
    Item now = before;
    change(now);
    diff::mark_edit(before, now);
    return now;
}

std::string class_of_text(const std::string& text) {
    return std::string(
        name_of(edited([&text](Item& item) { item.content_text = text; }).edit_class));
}

}  // namespace

TEST_CASE("edit: words and figures are text, the setting is typography", "[diff]") {
    CHECK(class_of_text("Mindestens 13 Menschen wurden verletzt. Der Strom fiel aus.") == "text");
    CHECK(class_of_text("Mindestens 1.2 Menschen wurden verletzt. Der Strom fiel aus.") == "text");
    CHECK(class_of_text("Mindestens 12 Menschen wurden verletzt! Der Strom fiel aus.") ==
          "typography");
    CHECK(class_of_text("Mindestens 12 menschen wurden verletzt. Der „Strom“ fiel aus.") ==
          "typography");
    CHECK(class_of_text("Mindestens 12 % Menschen wurden verletzt. Der Strom fiel aus.") == "text");
}

TEST_CASE("edit: white space and composed letters are no change", "[diff]") {
    Item before = update();
    before.title = "Pra\u0308sident\u00A0spricht";
    const Item now = edited([](Item& item) { item.title = "Präsident  spricht"; }, before);
    CHECK(now.change == Change::none);
    CHECK(now.changed.empty());
}

TEST_CASE("edit: tracking parameters, position and reading time are no change", "[diff]") {
    Item before = update();
    before.url = "https://news.example/a?utm_source=rss";
    CHECK(edited(
              [](Item& item) {
                  item.url = "https://news.example/a?utm_source=mail";
                  item.position = 9;
                  item.reading_minutes = 3;
                  item.warnings = {"mended"};
              },
              before)
              .change == Change::none);
}

TEST_CASE(
    "edit: a language that is recognised or not is no change, and tells of an edit what it was",
    "[diff]") {
    const auto in_german = [](Item& item) { item.language = "de"; };
    CHECK(edited(in_german).change == Change::none);
    const Item now = edited([&](Item& item) {
        in_german(item);
        item.title = "Angriff auf Odessa";
    });
    CHECK(now.changed == std::vector<std::string>{"title", "language"});
}

TEST_CASE("edit: the old value stands in previous", "[diff]") {
    const Item now = edited([](Item& item) { item.title = "Angriff auf Odessa"; });
    REQUIRE(now.previous.size() == 1);
    CHECK(now.previous[0].name == "title");
    CHECK(now.previous[0].json == "\"Angriff auf Kiew\"");
    CHECK(now.changed == std::vector<std::string>{"title"});
}

TEST_CASE("edit: the class is the first that applies", "[diff]") {
    CHECK(edited([](Item& item) { item.image_caption = "Ein Haus"; }).edit_class == Class::media);
    CHECK(edited([](Item& item) {
              item.content_html =
                  "<p>Mindestens <b>12</b> Menschen wurden verletzt. Der Strom fiel aus.</p>";
          }).edit_class == Class::markup);
    CHECK(edited([](Item& item) {
              item.content_html += "<img src=\"https://news.example/1.jpg\" alt=\"\">";
          }).edit_class == Class::media);
    CHECK(edited([](Item& item) { item.tags = {"Ukraine"}; }).edit_class == Class::metadata);
    CHECK(edited([](Item& item) {
              item.tags = {"Ukraine"};
              item.title = "Neu";
          }).edit_class == Class::text);
}

TEST_CASE("edit: an edit of words without notice says so", "[diff]") {
    const auto reword = [](Item& item) { item.title = "Angriff auf Odessa"; };
    CHECK(edited(reword).notice == Notice::none);
    CHECK(edited([&](Item& item) {
              reword(item);
              *item.date_modified += std::chrono::minutes(5);
          }).notice == Notice::time);
    CHECK(edited([&](Item& item) {
              reword(item);
              item.content_text += "\n\nKorrektur: In einer früheren Version hieß es Kiew.";
          }).notice == Notice::note);
    Item before = update();
    before.date_modified.reset();
    CHECK(edited(reword, before).notice == Notice::unstated);
    // Published anew is a notice where no modification time is stated.
    const auto redated = [&](std::chrono::minutes by) {
        return [&reword, by](Item& item) {
            reword(item);
            *item.date_published += by;
        };
    };
    CHECK(edited(redated(std::chrono::minutes(8)), before).notice == Notice::time);
    CHECK(edited(redated(std::chrono::minutes(-8)), before).notice == Notice::unstated);
    CHECK(edited(redated(std::chrono::minutes(8))).notice == Notice::none);
    CHECK(edited([](Item& item) { item.tags = {"a"}; }).notice == Notice::none_given);
}

TEST_CASE("edit: notes are known in several languages, words in a sentence are not", "[diff]") {
    const auto notice = [](const std::string& more) {
        return edited([&more](Item& item) { item.content_text += more; }).notice;
    };
    CHECK(notice("\n\nAktualisierung (9.30 Uhr): Es sind mehr.") == Notice::note);
    CHECK(notice(" This post was amended on 3 May.") == Notice::note);
    CHECK(notice(" [Update] Es sind mehr.") == Notice::note);
    CHECK(notice("\n\nMise à jour : le bilan monte.") == Notice::note);
    CHECK(notice(" Die Börse erlebte eine Korrektur.") == Notice::none);
    CHECK(notice(" Das Update kam spät.") == Notice::none);
}

TEST_CASE("edit: an age is never compared, nor the same clock on another day", "[diff]") {
    const auto later = [](Item& item) { *item.date_published += std::chrono::hours(24); };
    CHECK(edited(later).change == Change::edited);
    Item before = update();
    before.time_basis = TimeBasis::age;
    CHECK(edited(later, before).change == Change::none);
    before.time_basis = TimeBasis::clock;
    before.stamp = "12.31 Uhr";
    CHECK(edited(later, before).change == Change::none);
}

TEST_CASE("edit: figures of a counter that moved are no text", "[diff]") {
    const auto class_of = [](const std::string& old, const std::string& fresh) {
        Item before = update();
        before.content_text = "Zehn Alben des Jahres. " + old;
        return edited([&](Item& item) { item.content_text = "Zehn Alben des Jahres. " + fresh; },
                      before)
            .edit_class;
    };
    CHECK(class_of("(Visited 899 times, 1 visits today)", "(Visited 902 times, 2 visits today)") ==
          Class::counter);
    CHECK(class_of("1.204 Aufrufe", "1.311 Aufrufe") == Class::counter);
    CHECK(class_of("127 shares · 1 comments", "162 shares · 6 comments") == Class::counter);
    CHECK(class_of("Lu 12 fois", "Lu 15 fois") == Class::counter);
    CHECK(class_of("3 comentarios", "8 comentarios") == Class::counter);
    CHECK(class_of("12 Tote", "14 Tote") == Class::text);
    CHECK(class_of("Das Tor fiel in Minute 12", "Das Tor fiel in Minute 21") == Class::text);
    CHECK(class_of("899 visits", "902 visits of the minister") == Class::text);
    CHECK(class_of("12 dead, 30 views", "14 dead, 31 views") == Class::text);
    CHECK(class_of("He was shot at", "He was shot 3 times") == Class::text);
}
