#include "formats/fields.h"

#include "reading.h"
#include "support/catch.h"

using namespace stet;
using namespace stet::formats;

TEST_CASE("fields: a person with a mail address is called by the name", "[formats]") {
    CHECK(author_of("ann@example.org (Ann  Arbor)").name == "Ann Arbor");
    CHECK(author_of("Ann Arbor (ann@example.org)").name == "Ann Arbor");
    CHECK(author_of("Ann Arbor <mailto:ann@example.org>").name == "Ann Arbor");
    CHECK(author_of("ann@example.org").name == "ann@example.org");
    CHECK(author_of("Ann (dpa)").name == "Ann (dpa)");
    CHECK(author_of("").name.empty());
}

TEST_CASE("fields: of two authors of one name one stays, and a mail address gives way to a name",
          "[formats]") {
    std::vector<Author> authors;
    add_author(authors, {.name = "desk@example.org", .url = {}, .avatar = {}});
    add_author(authors, {.name = "Ann", .url = {}, .avatar = {}});
    add_author(authors, {.name = "ANN", .url = "http://ann.example/", .avatar = {}});
    add_author(authors, {.name = "Bob", .url = {}, .avatar = {}});
    add_author(authors, {.name = "desk@example.org", .url = {}, .avatar = {}});
    REQUIRE(authors.size() == 2);
    CHECK(authors[0].name == "Ann");
    CHECK(authors[0].url == "http://ann.example/");
    CHECK(authors[1].name == "Bob");
}

TEST_CASE("fields: people come by rank, the weak only alone", "[formats]") {
    People people;
    people.add(20, author_of("Radio"));
    people.add(45, author_of("Bob"));
    people.add(50, author_of("Ann"));
    const std::vector<Author> authors = people.finish();
    REQUIRE(authors.size() == 2);
    CHECK(authors[0].name == "Ann");
    CHECK(authors[1].name == "Bob");
}

TEST_CASE("fields: tags come once, tidied", "[formats]") {
    std::vector<std::string> tags;
    add_tag(tags, " Kiew ");
    add_keywords(tags, "Kiew, Lage am\n Abend,,");
    CHECK(tags == std::vector<std::string>{"Kiew", "Lage am Abend"});
}

TEST_CASE("fields: attachments of one address are one", "[formats]") {
    std::vector<Attachment> attachments;
    Attachment one{.url = "http://example.org/a.mp3",
                   .mime_type = {},
                   .title = {},
                   .size_in_bytes = {},
                   .duration_in_seconds = {}};
    add_attachment(attachments, one);
    one.mime_type = "audio/mpeg";
    one.size_in_bytes = 5;
    add_attachment(attachments, one);
    REQUIRE(attachments.size() == 1);
    CHECK(attachments[0].mime_type == "audio/mpeg");
    CHECK(attachments[0].size_in_bytes == 5);
}

TEST_CASE("fields: durations are seconds or clocks", "[formats]") {
    CHECK(seconds_of("3723") == 3723.0);
    CHECK(seconds_of("62:03") == 3723.0);
    CHECK(seconds_of(" 1:02:03 ") == 3723.0);
    CHECK_FALSE(seconds_of("0:1:2:3"));
    CHECK_FALSE(seconds_of("long"));
    CHECK_FALSE(seconds_of("-5"));
    CHECK_FALSE(seconds_of(""));
    CHECK_FALSE(seconds_of("inf"));
}

TEST_CASE("fields: an instant without a zone is UTC", "[formats]") {
    const auto instant = instant_of("2026-01-28 17:03:00", time::Zone::utc());
    REQUIRE(instant);
    CHECK(time::to_rfc3339(*instant) == "2026-01-28T17:03:00Z");
    CHECK_FALSE(instant_of("soon", time::Zone::utc()));
}
