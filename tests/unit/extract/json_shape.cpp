#include "extract/json_shape.h"

#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

/// Objects that make up a list, the newest first.
std::string posts(const std::string& more = {}) {
    std::string list;
    for (const char* clock : {"18:42", "18:05", "17:31"})
        list += (list.empty() ? "" : ",") + std::string(R"({"uuid":"p)") + std::string(clock, 2) +
                std::string(clock + 3) + R"(","headline":"Titel um )" + clock +
                R"(","publishedAt":"2024-11-16T)" + clock + R"(:00Z","body":"<p>)" + words(clock) +
                R"(</p>","author":{"name":"Eva Maier"})" + more + "}";
    return "[" + list + "]";
}

void check(const Feed& feed) {
    CHECK(titles_of(feed) == Strings{"Titel um 18:42", "Titel um 18:05", "Titel um 17:31"});
    REQUIRE(feed.items.size() == 3);
    CHECK(time_of(feed.items[1].date_published) == "2024-11-16T18:05:00Z");
    CHECK(feed.items[0].id == "p1842");
    CHECK(feed.items[0].content_text == words("18:42"));
    CHECK(feed.items[0].authors.at(0).name == "Eva Maier");
}

bool is_unknown(const std::string& json) {
    const auto feed = extract_of(json);
    return !feed && feed.error().kind == Error::Kind::unreadable;
}

}  // namespace

TEST_CASE("json shape: a list of objects with time and text, wherever it is", "[extract]") {
    check(read_of(R"({"data":{"menu":[{"title":"A"},{"title":"B"},{"title":"C"}],"feed":)" +
                  posts() + "}}"));
    const Feed feed = read_of(posts());
    check(feed);
    CHECK(feed.head.warnings.size() == 1);  // says that it was guessed
    CHECK(feed.items[0].content_html == "<p>" + words("18:42") + "</p>");
}

TEST_CASE("json shape: wrappers and references are followed", "[extract]") {
    std::string edges;
    for (const char* clock : {"18:42", "18:05", "17:31"})
        edges += (edges.empty() ? "" : ",") + std::string(R"({"node":{"date":"2024-11-16T)") +
                 clock + R"(:00Z","text":")" + words(clock) + R"("}})";
    CHECK(read_of(R"({"posts":{"edges":[)" + edges + "]}}").items.size() == 3);
    std::string store =
        R"({"Blog:1":{"entries":[{"__ref":"E:1"},{"__ref":"E:2"},{"__ref":"E:3"}]})";
    for (const char* id : {"1", "2", "3"})
        store += R"(,"E:)" + std::string(id) + R"(":{"id":")" + id + R"(","ts":170000000)" +
                 std::to_string(9 - (*id - '0')) + R"(,"text":")" + words(id) +
                 R"(","author":{"__ref":"P:7"}})";
    const Feed feed = read_of(store + R"(,"P:7":{"name":"Eva Maier"}})");
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[2].id == "3");
    CHECK(feed.items[2].authors.at(0).name == "Eva Maier");
}

TEST_CASE("json shape: a body in parts", "[extract]") {
    std::string list;
    for (const char* clock : {"18:42", "18:05", "17:31"})
        list += (list.empty() ? "" : ",") + std::string(R"({"time":"2024-11-16T)") + clock +
                R"(:00Z","content":[{"type":"p","text":")" + words(clock) +
                R"("},{"type":"p","text":"Mehr folgt."}]})";
    CHECK(read_of(R"({"items":[)" + list + "]}").items.at(1).content_text ==
          words("18:05") + "\n\nMehr folgt.");
}

TEST_CASE("json shape: comments, short texts and odd orders are no updates", "[extract]") {
    CHECK(is_unknown(R"({"comments":)" + posts() + "}"));
    CHECK(is_unknown(R"({"relatedStories":)" + posts() + "}"));
    CHECK(is_unknown(R"({"list":[{"date":"2024-11-16","text":"a"},{"date":"2024-11-15","text":"b"},
                         {"date":"2024-11-14","text":"c"}]})"));
    CHECK(is_unknown(R"({"list":[{"title":"A"},{"title":"B"},{"title":"C"}]})"));
}
