#include "model/selection.h"

#include "support/catch.h"

using namespace stet;

namespace {

Instant at(std::int64_t seconds) {
    return Instant(std::chrono::seconds(seconds));
}

Item edited() {
    Item item;
    item.id = "p1";
    item.source = "https://example.org/live";
    item.key = "ukraine/k7f3q";
    item.revision = 2;
    item.change = Change::edited;
    item.edit_class = Class::text;
    item.notice = Notice::unstated;
    item.observed = at(100);
    item.date_published = at(50);
    item.authors = {{"Änne Muster", "", ""}};
    item.tags = {"Krieg"};
    item.language = "de-AT";
    return item;
}

template <class Narrow>
bool selects(Narrow narrow, const Item& item = edited()) {
    Selection selection;
    narrow(selection);
    return matches(selection, item);
}

}  // namespace

TEST_CASE("selection: nothing asked selects everything", "[model]") {
    CHECK(Selection().is_everything());
    CHECK(matches(Selection(), Item()));
    Selection limited;
    limited.limit = 3;
    CHECK_FALSE(limited.is_everything());
}

TEST_CASE("selection: a name with * stands for all that fit it", "[model]") {
    Item item = edited();
    item.key = "news.17/abcde";
    const auto takes = [&](const char* word) {
        return selects([&](Selection& s) { s.sources = {"other", word}; }, item);
    };
    CHECK(takes("news.17"));
    CHECK(takes("news.*"));
    CHECK(takes("*"));
    CHECK(takes("n*1?"));
    CHECK_FALSE(takes("news"));
    CHECK_FALSE(takes("*news"));
    CHECK_FALSE(takes("https://news.example/*"));
}

TEST_CASE("selection: times are half open and go by when stet observed", "[model]") {
    CHECK(selects([](Selection& s) { s.since = at(100); }));
    CHECK_FALSE(selects([](Selection& s) { s.since = at(101); }));
    CHECK_FALSE(selects([](Selection& s) { s.until = at(100); }));
    CHECK(selects([](Selection& s) { s.until = at(101); }));
    CHECK(selects([](Selection& s) { s.published_since = at(50); }));
    CHECK_FALSE(selects([](Selection& s) { s.published_until = at(50); }));
}

TEST_CASE("selection: a record that stet never observed goes by its own time, one without by none",
          "[model]") {
    Item item = edited();
    item.observed.reset();
    item.date_modified = at(70);
    CHECK(selects([](Selection& s) { s.since = at(70); }, item));
    CHECK_FALSE(selects([](Selection& s) { s.since = at(71); }, item));
    CHECK_FALSE(selects([](Selection& s) { s.until = at(71); }, Item()));
}

TEST_CASE("selection: sources by address and by name", "[model]") {
    CHECK(selects([](Selection& s) { s.sources = {"x", "ukraine"}; }));
    CHECK(selects([](Selection& s) { s.sources = {"https://example.org/live"}; }));
    CHECK_FALSE(selects([](Selection& s) { s.sources = {"ukrain"}; }));
    CHECK_FALSE(selects([](Selection& s) { s.sources = {""}; }, Item()));
}

TEST_CASE("selection: keys of updates and of revisions", "[model]") {
    CHECK(selects([](Selection& s) { s.keys = {"ukraine/k7f3q"}; }));
    CHECK(selects([](Selection& s) { s.keys = {"ukraine/k7f3q/2"}; }));
    CHECK_FALSE(selects([](Selection& s) { s.keys = {"ukraine/k7f3q/1"}; }));
    CHECK_FALSE(selects([](Selection& s) { s.keys = {"ukraine/k7"}; }));
}

TEST_CASE("selection: silent are edits of words that the publisher did not own up to", "[model]") {
    const auto silent = [](Selection& s) { s.silent = true; };
    CHECK(selects(silent));
    Item item = edited();
    item.notice = Notice::note;
    CHECK_FALSE(selects(silent, item));
    item.notice = Notice::none;
    CHECK(selects(silent, item));
    item.change = Change::added;
    CHECK_FALSE(selects(silent, item));
}

TEST_CASE("selection: authors, tags and languages whatever their case", "[model]") {
    CHECK(selects([](Selection& s) { s.authors = {"änne muster"}; }));
    CHECK_FALSE(selects([](Selection& s) { s.authors = {"muster"}; }));
    CHECK(selects([](Selection& s) { s.tags = {"KRIEG"}; }));
    CHECK(selects([](Selection& s) { s.languages = {"de"}; }));
    CHECK(selects([](Selection& s) { s.languages = {"DE-at"}; }));
    CHECK_FALSE(selects([](Selection& s) { s.languages = {"d"}; }));
}

TEST_CASE("selection: kinds, changes, classes and ids", "[model]") {
    CHECK_FALSE(selects([](Selection& s) { s.kinds = {Kind::page}; }));
    CHECK(selects([](Selection& s) { s.changes = {Change::added, Change::edited}; }));
    CHECK_FALSE(selects([](Selection& s) { s.classes = {Class::media}; }));
    CHECK(selects([](Selection& s) { s.ids = {"p1"}; }));
}

TEST_CASE("selection: a source or a time alone narrows nothing", "[model]") {
    Selection selection;
    selection.sources = {"ukraine"};
    selection.at = Instant{};
    CHECK_FALSE(selection.is_narrow());
    selection.authors = {"Brückner"};
    CHECK(selection.is_narrow());
}

TEST_CASE("selection: a withdrawal was seen when the update stood no longer", "[model]") {
    Item item;
    item.change = Change::withdrawn;
    item.observed = Instant(std::chrono::seconds(100));
    item.until = Instant(std::chrono::seconds(200));
    Selection selection;
    selection.since = Instant(std::chrono::seconds(150));
    CHECK(matches(selection, item));
    item.until.reset();
    CHECK_FALSE(matches(selection, item));
}
