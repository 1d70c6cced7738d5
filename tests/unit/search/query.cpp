#include "search/query.h"

#include <string>

#include "support/catch.h"

using namespace stet;
using search::matches;
using search::parse_query;

namespace {

Item update() {
    Item item;
    item.id = "u1";
    item.title = "Drohnen über Kiew";
    item.summary = "Die Nacht im Überblick";
    item.content_text =
        "In der Nacht drohte Moskau erneut.\n\nSelenskyj sprach heute Nacht in Paris.";
    item.image_caption = "Ein Haus in Charkiw";
    item.authors = {{.name = "Anna Berg", .url = {}, .avatar = {}},
                    {.name = "Carl Dietz", .url = {}, .avatar = {}}};
    item.tags = {"Ukraine", "Kreml"};
    return item;
}

bool finds(std::string_view query) {
    return matches(parse_query(query), update());
}

}  // namespace

TEST_CASE("query: all words must be there, in any field, in any case", "[search]") {
    CHECK(finds("moskau KIEW ukraine berg charkiw"));
    CHECK(finds("uberblick"));
    CHECK_FALSE(finds("Moskau London"));
}

TEST_CASE("query: phrases, alternatives, exclusions, starts of words", "[search]") {
    CHECK(finds("\"heute nacht\""));
    CHECK_FALSE(finds("\"nacht heute\""));
    CHECK(finds("London OR Paris"));
    CHECK_FALSE(finds("London OR Rom"));
    CHECK_FALSE(finds("Moskau -Kiew"));
    CHECK(finds("Moskau -London"));
    CHECK(finds("droh*"));
    CHECK_FALSE(finds("roh*"));
    CHECK_FALSE(finds("-\"heute nacht\""));
}

TEST_CASE("query: a field narrows a term", "[search]") {
    CHECK(finds("title:kiew"));
    CHECK_FALSE(finds("title:moskau"));
    CHECK(finds("author:berg"));
    CHECK_FALSE(finds("author:kreml"));
    CHECK(finds("tag:kreml"));
    CHECK(finds("text:moskau"));
    CHECK(finds("author:\"anna berg\""));
    CHECK_FALSE(finds("author:\"berg carl\""));  // one author does not reach into the next
}

TEST_CASE("query: any text is a safe query", "[search]") {
    CHECK(search::match_expression(parse_query("NEAR/1 * ( ) ^ : - OR")) ==
          "(\"near 1\") AND (\"or\")");
    CHECK(search::match_expression(parse_query("\"open NEAR/1 OR *")) == "(\"open near 1 or\" *)");
    CHECK(parse_query("").empty());
    CHECK(parse_query(" - * \"\" ").empty());
    CHECK(search::match_expression(parse_query("https://a.example")) == "(\"https a example\")");
    CHECK(parse_query("OR").all.size() == 1);
    CHECK(parse_query(std::string(100'000, '-')).empty());
}

TEST_CASE("query: the index is asked in its own syntax", "[search]") {
    CHECK(search::match_expression(parse_query("Moskau Kiew OR Odessa -\"heute Nacht\"")) ==
          "((\"moskau\") AND (\"kiew\" OR \"odessa\")) NOT (\"heute nacht\")");
    CHECK(search::match_expression(parse_query("title:droh* text:haus")) ==
          "(title : \"droh\" *) AND ({summary text} : \"haus\")");
    CHECK(search::match_expression(parse_query("-Kiew")).empty());
}

TEST_CASE("snippet: shows what was found, marked", "[search]") {
    const std::string shown = search::snippet(parse_query("moskau"), update());
    CHECK(shown.find("\x02Moskau\x03") != std::string::npos);
    CHECK(shown.find('\n') == std::string::npos);
    Item item = update();
    item.content_text = std::string(5000, 'x') + " vorher \x02 Moskau " + std::string(5000, 'y');
    const std::string cut = search::snippet(parse_query("moskau"), item);
    CHECK(cut.size() < 260);
    CHECK(cut.find("\x02Moskau\x03") != std::string::npos);
    CHECK(cut.find("\x02 ") == std::string::npos);
    CHECK(search::snippet(parse_query("moskau"), Item{}).empty());
}

TEST_CASE("score: a word in the title counts more", "[search]") {
    CHECK(search::score(parse_query("kiew"), update()) >
          search::score(parse_query("moskau"), update()));
    CHECK(search::score(parse_query("london"), update()) == 0);
}
