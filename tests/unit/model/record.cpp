#include "model/record.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "json/value.h"
#include "support/catch.h"

using namespace stet;

namespace {

std::string written(const Item& item) {
    std::string line;
    append_record(line, item);
    return line;
}

Item read(std::string_view line) {
    auto item = RecordReader().read(line);
    REQUIRE(item);
    return *item;
}

std::string passed_on(std::string_view line) {
    return written(read(line));
}

}  // namespace

TEST_CASE("record: each sort of record comes out as it went in", "[model]") {
    std::size_t lines = 0;
    for (const auto& entry : std::filesystem::directory_iterator(STET_TEST_DATA "/records")) {
        std::ifstream file(entry.path());
        RecordReader reader;
        for (std::string line; std::getline(file, line); ++lines) {
            INFO(entry.path());
            const auto item = reader.read(line);
            REQUIRE(item);
            CHECK(written(*item) == line + "\n");
            CHECK(item->other_stet.empty());
        }
    }
    CHECK(lines >= 9);
}

TEST_CASE("record: what is absent is not written", "[model]") {
    CHECK(written(Item()) == "{\"_stet\":{\"kind\":\"update\"}}\n");
    CHECK(passed_on(R"({"title":"","tags":[],"url":null,"_stet":{"key":null}})") ==
          "{\"_stet\":{\"kind\":\"update\"}}\n");
}

TEST_CASE("record: an item of any JSON Feed is an update", "[model]") {
    const Item item = read(R"({"id":7,"title":"T","author":{"name":"A"},"_other":[1,2.50]})");
    CHECK(item.kind == Kind::update);
    CHECK(item.id == "7");
    CHECK(written(item) ==
          "{\"id\":\"7\",\"title\":\"T\",\"author\":{\"name\":\"A\"},\"_other\":[1,2.50],"
          "\"_stet\":{\"kind\":\"update\"}}\n");
}

TEST_CASE("record: members of another type than theirs are passed on as they came", "[model]") {
    for (const char* line : {R"({"title":5,"_stet":{"kind":"update"}})",
                             R"({"tags":["a",1],"_stet":{"kind":"update"}})",
                             R"({"date_published":"yesterday","_stet":{"kind":"update"}})",
                             R"({"_stet":{"kind":"update","change":"vanished"}})",
                             R"({"_stet":{"kind":"update","position":-1}})",
                             R"({"_stet":{"kind":"update","seq":1.5}})"}) {
        CHECK(passed_on(line) == std::string(line) + "\n");
    }
}

TEST_CASE("record: unknown members inside authors, attachments and feed stay", "[model]") {
    const std::string line =
        R"({"authors":[{"name":"A","_mastodon":"@a"}],"attachments":[{"url":"u","_w":1}],)"
        R"("_stet":{"kind":"feed","feed":{"title":"T","_x":{}}}})";
    CHECK(read(line).authors.at(0).name == "A");
    CHECK(passed_on(line) == line + "\n");
}

TEST_CASE("record: a name that comes twice is written once", "[model]") {
    CHECK(passed_on(R"({"title":5,"title":"T"})") ==
          "{\"title\":\"T\",\"_stet\":{\"kind\":\"update\"}}\n");
    CHECK(passed_on(R"({"title":"T","title":5})") ==
          "{\"title\":\"T\",\"_stet\":{\"kind\":\"update\"}}\n");
    CHECK(passed_on(R"({"tags":["a"],"tags":["b"]})") ==
          "{\"tags\":[\"b\"],\"_stet\":{\"kind\":\"update\"}}\n");
}

TEST_CASE("record: what is no object is refused", "[model]") {
    for (const char* line : {"", "[]", "\"x\"", "{", "{} {}"})
        CHECK_FALSE(RecordReader().read(line));
}

TEST_CASE("record: times are written in UTC whatever their zone was", "[model]") {
    CHECK(passed_on(R"({"date_published":"2026-01-28T17:03:00.5+01:00"})") ==
          "{\"date_published\":\"2026-01-28T16:03:00Z\",\"_stet\":{\"kind\":\"update\"}}\n");
}

TEST_CASE("record: what a search found stands in double brackets", "[model]") {
    Item item;
    item.match = Match{1.5, "nach \x02Moskau\x03 kommen"};
    const std::string line = written(item);
    CHECK(line.find("nach [[Moskau]] kommen") != std::string::npos);
    CHECK(read(line).match->snippet == item.match->snippet);
}

TEST_CASE("record: a hundred thousand unknown members are passed on", "[model]") {
    std::string line = "{";
    for (int i = 0; i < 100'000; ++i)
        line += "\"m" + std::to_string(i) + "\":1,";
    line += R"("_stet":{"kind":"update"}})";
    CHECK(passed_on(line) == line + "\n");
}

TEST_CASE("record: one member by its name on the wire", "[model]") {
    const Item item =
        read(R"({"title":"T","_x":[1],"_stet":{"kicker":"K","_y":2,"reading_minutes":4}})");
    CHECK(member_json(item, "title") == "\"T\"");
    CHECK(member_json(item, "_x") == "[1]");
    CHECK(member_json(item, "_stet.kicker") == "\"K\"");
    CHECK(member_json(item, "_stet.reading_minutes") == "4");
    CHECK(member_json(item, "_stet._y") == "2");
    CHECK(member_json(item, "summary").empty());
    CHECK(member_json(item, "_stet.nothing").empty());
}

TEST_CASE("record: before an edit the old values stand, and what was added does not", "[model]") {
    const Item item = read(
        R"({"id":"1","title":"neu","summary":"dazu","_x":2,"_stet":{"kind":"update","kicker":"K2",)"
        R"("change":"edited","changed":["title","summary","_stet.kicker","_x","tags"],)"
        R"("previous":{"title":"alt","_stet.kicker":"K1","_x":1,"tags":["a"]},"class":"text"}})");
    const Item before = before_edit(item);
    CHECK(written(before) ==
          "{\"id\":\"1\",\"title\":\"alt\",\"tags\":[\"a\"],\"_x\":1,"
          "\"_stet\":{\"kind\":\"update\",\"kicker\":\"K1\"}}\n");
}
