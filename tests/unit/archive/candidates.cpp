#include "series.h"
#include "support/catch.h"

namespace stet::archive {

using namespace series;

namespace {

constexpr int in_first_look = 1300;

std::string many(int count) {
    std::string body;
    for (int n = count; n > 0; --n)
        body += text::cat('u', n, "|0|Meldung ", n, "|Pegel Nummer ", n, "|\n");
    return body;
}

std::vector<Item> candidates(Archive& archive, const std::string& match,
                             std::size_t limit = 100'000) {
    std::vector<Item> found;
    archive.candidates(match, {.kinds = {Kind::update}}, [&](Item&& item, bool indexed) {
        if (match.empty() || indexed || item.content_text.find("Pegel") != std::string::npos)
            found.push_back(std::move(item));
        return found.size() < limit;
    });
    return found;
}

bool is_newest_first(const std::vector<Item>& items) {
    return std::ranges::is_sorted(
        items, [](const Item& a, const Item& b) { return *a.observed > *b.observed; });
}

}  // namespace

TEST_CASE("candidates: what a reread brings in stands at the time of its observation",
          "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const Reader old{.captions = false};
    for (const int minutes : {0, 100, 200})
        look(archive,
             capture(minutes, text::cat("a|0|A|Pegel um ", minutes, " und mehr|Bild ", minutes,
                                        "\n", minutes > 100 ? "b|1|B|neu, ohne das Wort|\n" : "")),
             old, at(9999));
    look(archive, capture(50, "a|0|A|Pegel um 50 und mehr|Bild 50\n"), old, at(9999));
    reread(archive);
    const auto found = candidates(archive, "");
    REQUIRE(found.size() == 6);
    CHECK(is_newest_first(found));
    CHECK(found.front().observed == at(200));
    for (std::size_t i = 1; i < found.size(); ++i)
        if (found[i].id == found[i - 1].id && found[i].observed == found[i - 1].observed)
            CHECK(found[i].revision < found[i - 1].revision);
}

TEST_CASE("candidates: a source that is brought in late does not stand before the others",
          "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    look(archive, capture(5000, many(in_first_look)), {}, at(9999));
    Document late = capture(10, many(700));
    late.source = late.address = "https://news.example/another";
    look(archive, late, {}, at(9999));
    look(archive, capture(6000, many(in_first_look + 3)), {}, at(9999));
    archive.index();
    Document later = capture(20, many(701));
    later.source = later.address = late.source;
    look(archive, later, {}, at(9999));
    for (const std::string match : {"", "\"pegel\""}) {
        INFO("match " << match);
        const auto found = candidates(archive, match);
        REQUIRE(found.size() == in_first_look + 3 + 701);
        CHECK(is_newest_first(found));
        const auto first = candidates(archive, match, 5);
        REQUIRE(first.size() == 5);
        for (std::size_t i = 0; i < first.size(); ++i)
            CHECK(first[i].key == found[i].key);
    }
}

}  // namespace stet::archive
