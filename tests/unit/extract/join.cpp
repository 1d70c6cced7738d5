#include "extract/join.h"

#include "support/catch.h"
#include "time/instant.h"

using namespace stet;
using namespace stet::page;

namespace {

Candidate update(std::string id, std::string title, std::string text, const char* when = "") {
    Candidate candidate;
    candidate.id = std::move(id);
    candidate.title = std::move(title);
    candidate.text = std::move(text);
    if (*when) {
        candidate.published.instant = time::from_rfc3339(when);
        candidate.published.basis = TimeBasis::stated;
    }
    return candidate;
}

std::vector<std::string> ids(const Candidates& list) {
    std::vector<std::string> out;
    for (const Candidate& candidate : list)
        out.push_back(candidate.id);
    return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("join: one number in two dresses is one update", "[extract]") {
    const Candidates all =
        join({update("livePost1288914", "A", "eins"), update("livePost1288915", "B", "zwei"),
              update("livePost1288916", "C", "drei")},
             {update("post-1288914", "", "eins lang"), update("post-1288915", "", "zwei lang")});
    CHECK(ids(all) == Strings{"post-1288914", "post-1288915", "post-1288916"});
    CHECK(all[0].title == "A");
    CHECK(all[0].text == "eins lang");
}

TEST_CASE("join: without ids heading and minute pair updates, then the text", "[extract]") {
    const Candidates all = join(
        {update("", "Titel", "gekürzt …", "2026-01-28T12:00:42Z"),
         update("", "", "Ein ganz anderer Anfang des Textes, der sich noch lange so hinzieht",
                "2026-01-28T11:00:00Z")},
        {update("", "Titel", "der ganze Text", "2026-01-28T12:00:00Z"),
         update("", "",
                "Ein ganz anderer Anfang des Textes, der sich noch lange so hinzieht, und mehr")});
    REQUIRE(all.size() == 2);
    CHECK(time::to_rfc3339(*all[0].published.instant) == "2026-01-28T12:00:42Z");
    CHECK(all[0].text == "der ganze Text");
    CHECK(time::to_rfc3339(*all[1].published.instant) == "2026-01-28T11:00:00Z");
}

TEST_CASE("join: what only one side has is kept in its place", "[extract]") {
    const Candidates all =
        join({update("a1", "A", "a"), update("b2", "B", "b"), update("c3", "C", "c")},
             {update("a1", "A", "a"), update("x9", "X", "x"), update("c3", "C", "c")});
    CHECK(ids(all) == Strings{"a1", "b2", "x9", "c3"});
}

TEST_CASE("join: data that runs the other way is turned round", "[extract]") {
    const Candidates all =
        join({update("c3", "C", "c"), update("b2", "B", "b"), update("a1", "A", "a")},
             {update("a1", "A", "a"), update("c3", "C", "c")});
    CHECK(ids(all) == Strings{"a1", "b2", "c3"});
}

TEST_CASE("join: equal texts pair nothing that is not alone on both sides", "[extract]") {
    const Candidates all = join({update("", "Tor", "kurz"), update("", "Tor", "kurz")},
                                {update("", "Tor", "kurz"), update("", "Tor", "kurz")});
    CHECK(all.size() == 4);
}

TEST_CASE("join: what all updates share says nothing of any", "[extract]") {
    Candidates list{update("p", "Seite", "Das eine ist wahr", "2026-01-28T12:00:00Z"),
                    update("p", "Seite", "Das andere auch so", "2026-01-28T12:00:00Z"),
                    update("q", "Eigenes", "Das dritte erst recht", "2026-01-28T12:00:00Z")};
    drop_degenerate(list, "Seite", "https://news.example/blog");
    CHECK(list[0].title.empty());
    CHECK(list[2].title == "Eigenes");
    CHECK_FALSE(list[2].published.instant);
    CHECK(ids(list) == Strings{"", "", "q"});
}

TEST_CASE("join: a heading that is only the start of the text is none", "[extract]") {
    Candidates list{update("1", "12 Uhr Der Kanzler kommt nach Kiew und",
                           "Der Kanzler kommt nach Kiew und bleibt dort lange"),
                    update("2", "11 Uhr Die Bahn fährt heute nicht mehr",
                           "Die Bahn fährt heute nicht mehr in den Norden")};
    drop_degenerate(list, "", "");
    CHECK(list[0].title.empty());
    CHECK(list[1].title.empty());
}

TEST_CASE("join: a pinned update is one with itself in its place", "[extract]") {
    const std::string text(60, 'x');
    Candidates list{update("a", "Oben", text), update("b", "Neu", "neu"),
                    update("a", "Oben", text)};
    list[0].pinned = true;
    merge_repeated(list);
    CHECK(ids(list) == Strings{"b", "a"});
    Candidates nameless{update("p1", "Oben", text), update("p2", "Neu", "neu"),
                        update("p3", "Oben", text)};
    merge_repeated(nameless);
    CHECK(ids(nameless) == Strings{"p2", "p3"});
}
