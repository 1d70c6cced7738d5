#pragma once

#include "model/item.h"

/// Records for the tests of writers: as an archive gives them, with hostile texts.
namespace stet::out {

inline Item plain_item() {
    Item item;
    item.id = "u1";
    item.source = "https://news.example/live";
    item.key = "news/k7f3q";
    item.url = "https://news.example/live#u1";
    item.title = "Angriff auf <Kiew> & mehr";
    item.content_html =
        "<p>Zwei Raketen. <script>alert(1)</script><img src=\"https://b.example/1.jpg\" "
        "alt=\"Haus\"></p>";
    item.content_text = "Zwei Raketen.";
    item.date_published = Instant(std::chrono::seconds(1769616000));
    item.authors = {{.name = "Anna Berg", .url = {}, .avatar = {}}};
    return item;
}

inline Item edited_item() {
    Item item = plain_item();
    item.title = "Angriff auf Odessa";
    item.content_text = "Zwei Raketen trafen. Der Strom fiel aus.";
    item.change = Change::edited;
    item.edit_class = Class::text;
    item.notice = Notice::none;
    item.revision = 2;
    item.not_before = Instant(std::chrono::seconds(1769616300));
    item.observed = Instant(std::chrono::seconds(1769616600));
    item.changed = {"title", "content_text", "tags"};
    item.previous = {{"title", "\"Angriff auf Kiew\""},
                     {"content_text", "\"Drei Raketen trafen. Der Strom fiel aus.\""}};
    item.tags = {"Krieg"};
    return item;
}

inline Item withdrawn_item() {
    Item item = plain_item();
    item.change = Change::withdrawn;
    item.evidence = Evidence::gap;
    item.last_observed = Instant(std::chrono::seconds(1769616300));
    item.until = Instant(std::chrono::seconds(1769616600));
    return item;
}

inline Item head_item() {
    Item item;
    item.kind = Kind::page;
    item.id = item.source = "https://news.example/live";
    item.url = item.source;
    item.title = "Newsblog";
    return item;
}

}  // namespace stet::out
