#include "model/feed.h"

#include <set>
#include <string>

#include "support/catch.h"

using namespace stet;

namespace {

Item update(std::string url, std::string title = {}, std::string text = {}) {
    Item item;
    item.url = std::move(url);
    item.title = std::move(title);
    item.content_text = std::move(text);
    return item;
}

Feed assigned(std::vector<Item> items) {
    Feed feed;
    feed.head.id = feed.head.url = "https://example.org/live";
    feed.items = std::move(items);
    assign_ids(feed);
    return feed;
}

}  // namespace

TEST_CASE("feed: an address of its own gives an id that outlives edits", "[model]") {
    const Feed one = assigned({update("https://example.org/a?utm_source=x", "Alt", "alt")});
    const Feed two = assigned({update("https://example.org/a", "Neu", "neu")});
    CHECK(is_made_id(one.items[0].id));
    CHECK(one.items[0].id == two.items[0].id);
    CHECK(one.items[0].id.size() == 21);
}

TEST_CASE("feed: an address that several updates share tells none apart", "[model]") {
    const Feed feed = assigned(
        {update("https://example.org/x", "", "eins"), update("https://example.org/x", "", "zwei")});
    CHECK(feed.items[0].id != feed.items[1].id);
    const Feed alone = assigned({update("https://example.org/live", "", "eins")});
    const Feed more = assigned({update("https://example.org/live", "", "zwei"),
                                update("https://example.org/live", "", "eins")});
    CHECK(alone.items[0].id == more.items[1].id);
}

TEST_CASE("feed: time and heading go before the text", "[model]") {
    Item before = update("", "Titel", "alt"), after = update("", "Titel", "neu");
    before.date_published = after.date_published = Instant(std::chrono::seconds(1769616180));
    CHECK(assigned({before}).items[0].id == assigned({after}).items[0].id);
    after.title = "Anderer Titel";
    CHECK(assigned({before}).items[0].id != assigned({after}).items[0].id);
}

TEST_CASE("feed: equals are told apart by their place", "[model]") {
    const Feed feed =
        assigned({update("", "", "gleich"), update("", "", "gleich"), update("", "", "gleich")});
    CHECK(feed.items[1].id == feed.items[0].id + "-2");
    CHECK(feed.items[2].id == feed.items[0].id + "-3");
}

TEST_CASE("feed: publishers' ids stay as they are, doubled ones too", "[model]") {
    Item first = update("", "", "eins"), second = update("", "", "zwei");
    first.id = second.id = "p1";
    const Feed feed = assigned({first, second});
    CHECK(feed.items[0].id == "p1");
    CHECK(feed.items[1].id == "p1");
}

TEST_CASE("feed: ids are unique whatever comes", "[model]") {
    std::vector<Item> items;
    for (int i = 0; i < 2'000; ++i)
        items.push_back(update("", "", i % 3 ? "gleich" : std::to_string(i)));
    const std::string made = assigned({update("", "", "gleich")}).items[0].id;
    items[7].id = made + "-2";
    const Feed feed = assigned(std::move(items));
    std::set<std::string> ids;
    for (const Item& item : feed.items)
        ids.insert(item.id);
    CHECK(ids.size() == 2'000);
    CHECK_FALSE(ids.contains(""));
}
