#include "diff/identity.h"

#include <string>

#include "diff/compare.h"
#include "support/catch.h"

using namespace stet;

namespace {

Item update(const std::string& id, int at) {
    Item item;
    item.id = id;
    item.title = "Lage um " + std::to_string(at);
    for (int n = 0; n < 12; ++n)
        item.content_text += "wort" + std::to_string(at * 100 + n) + " ";
    item.date_published = Instant(std::chrono::seconds(1769616000 + 60 * at));
    item.time_basis = TimeBasis::stated;
    return item;
}

Feed feed(std::vector<Item> items) {
    Feed made;
    made.head.id = "https://news.example/live";
    made.head.feed = FeedData{};
    made.head.feed->format = "liveblog";
    made.items = std::move(items);
    for (std::size_t n = 0; n < made.items.size(); ++n)
        made.items[n].position = static_cast<std::uint32_t>(n + 1);
    assign_ids(made);
    return made;
}

std::string told(const Feed& before, const Feed& now) {
    std::string out;
    for (const Item& item : diff::compare(before, now).items)
        if (item.change != Change::none)
            out.append(name_of(item.change)).append(" ").append(item.title).append("; ");
    return out;
}

}  // namespace

TEST_CASE("identity: ids minted anew on the same texts are no change", "[diff]") {
    const Feed before = feed({update("a1", 3), update("a2", 2), update("a3", 1)});
    const Feed now = feed({update("b1", 3), update("b2", 2), update("b3", 1)});
    const Feed marked = diff::compare(before, now);
    CHECK(told(before, now).empty());
    CHECK(marked.items[0].id == "a1");
    CHECK(marked.items[0].publisher_id == "b1");
}

TEST_CASE("identity: an edit under a minted id is an edit", "[diff]") {
    Feed now = feed({update("b1", 3), update("b2", 2), update("b3", 1)});
    now.items[1].content_text += "Nachtrag.";
    CHECK(told(feed({update("a1", 3), update("a2", 2), update("a3", 1)}), now) ==
          "edited Lage um 2; ");
}

TEST_CASE("identity: positional ids tell nothing", "[diff]") {
    const Feed before = feed({update("p1", 3), update("p2", 2), update("p3", 1)});
    const Feed now = feed({update("p1", 4), update("p2", 3), update("p3", 2), update("p4", 1)});
    const Feed marked = diff::compare(before, now);
    CHECK(told(before, now) == "added Lage um 4; ");
    CHECK(marked.items[1].id == "p1");
    CHECK(marked.items[1].publisher_id == "p2");
    CHECK(is_made_id(marked.items[0].id));  // p1 stays the name of another
    CHECK(marked.items[0].publisher_id == "p1");
}

TEST_CASE("identity: a positional id betrays itself even if its text was edited too", "[diff]") {
    const Feed before = feed({update("p1", 3), update("p2", 2), update("p3", 1)});
    Feed now = feed({update("p1", 4), update("p2", 3), update("p3", 1)});
    now.items[1].content_text += "Nachtrag.";
    CHECK(told(before, now) == "added Lage um 4; edited Lage um 3; withdrawn Lage um 2; ");
}

TEST_CASE("identity: a slug that follows the headline is a rewritten headline", "[diff]") {
    const Feed before = feed({update("lage-um-3", 3), update("lage-um-2", 2), update("x", 1)});
    Feed now = before;
    now.items[1].title = "Neue Lage";
    now.items[1].id = "neue-lage";
    const Feed marked = diff::compare(before, now);
    CHECK(told(before, now) == "edited Neue Lage; ");
    CHECK(marked.items[1].id == "lage-um-2");
}

TEST_CASE("identity: without ids updates are told by time and likeness", "[diff]") {
    const Feed before = feed({update("", 3), update("", 2), update("", 1)});
    Feed now = feed({update("", 4), update("", 3), update("", 2), update("", 1)});
    now.items[2].title = "Anders";
    now.items[2].content_text += "Nachtrag.";
    assign_ids(now);
    CHECK(told(before, now) == "added Lage um 4; edited Anders; ");
}

TEST_CASE("identity: fifty similar tickers are not confused", "[diff]") {
    const auto ticker = [](int at, int goals) {
        Item item = update("", at);
        item.title = "Ticker";
        item.content_text = "In der " + std::to_string(at) + ". Minute steht es " +
                            std::to_string(goals) + " zu null, das Stadion ist ausverkauft.";
        return item;
    };
    std::vector<Item> before, now;
    for (int at = 50; at > 0; --at) {
        before.push_back(ticker(at, at / 10));
        now.push_back(ticker(at, at == 25 ? 9 : at / 10));
    }
    std::size_t edited = 0;
    for (const Item& item : diff::compare(feed(before), feed(now)).items) {
        edited += item.change == Change::edited;
        CHECK((item.change == Change::none || item.change == Change::edited));
    }
    CHECK(edited == 1);
}

TEST_CASE("identity: where ids are good a new id is a new update", "[diff]") {
    const Feed before = feed({update("a3", 3), update("a2", 2), update("a1", 1)});
    Item like = update("a4", 4);
    like.content_text = before.items[1].content_text + "und mehr";
    CHECK(told(before, feed({like, update("a3", 3), update("a2", 2), update("a1", 1)})) ==
          "added Lage um 4; ");
}

TEST_CASE("identity: an update pinned and in its place is one", "[diff]") {
    const Feed before = feed({update("", 3), update("", 2), update("", 1)});
    const Feed now = feed({update("", 1), update("", 3), update("", 2), update("", 1)});
    const Feed marked = diff::compare(before, now);
    CHECK(told(before, now).empty());
    REQUIRE(marked.items.size() == 3);
    CHECK(marked.items[2].position == 4);
    CHECK(diff::compare(Feed{}, now).items.size() == 3);
}

TEST_CASE("identity: ten thousand strangers are told apart in time", "[diff]") {
    std::vector<Item> before, now;
    for (int n = 0; n < 10'000; ++n) {
        before.push_back(update("", n));
        now.push_back(update("", n + 20'000));
    }
    const auto found = diff::recognise(feed(before), feed(now)).identities;
    for (const diff::Identity& identity : found)
        REQUIRE(identity.before == diff::nowhere);
}

namespace {

// A ticker's line, as like the others as such lines are.
Item ticker(int minute, const std::string& score, const std::string& name) {
    Item item;
    item.content_text = "Tor! " + score + " durch " + name;
    if (minute >= 0) {
        item.date_published = Instant(std::chrono::seconds(1769616000 + 60 * minute));
        item.time_basis = TimeBasis::clock;
    }
    return item;
}

std::vector<Item> match(bool dated) {
    std::vector<Item> items;
    for (int n = 50; n >= 1; --n)
        items.push_back(ticker(dated ? n : -1, std::to_string(n) + ":" + std::to_string(n % 7),
                               n % 2 == 0 ? "Kane" : "Musiala"));
    return items;
}

// Which texts are said to be how.
std::string told_texts(const Feed& before, const Feed& now) {
    std::string out;
    for (const Item& item : diff::compare(before, now).items)
        if (item.change != Change::none)
            out.append(name_of(item.change)).append(" ").append(item.content_text).append("; ");
    return out;
}

}  // namespace

TEST_CASE("identity: fifty similar tickers are told apart", "[diff]") {
    for (const bool dated : {true, false}) {
        const std::vector<Item> before = match(dated);
        CHECK(told_texts(feed(before), feed(before)).empty());
        std::vector<Item> now = before;
        now[20].content_text += " per Elfmeter";
        CHECK(told_texts(feed(before), feed(now)) == "edited " + now[20].content_text + "; ");
        now.insert(now.begin(), ticker(dated ? 51 : -1, "51:2", "Olise"));
        CHECK(told_texts(feed(before), feed(now)) ==
              "added Tor! 51:2 durch Olise; edited " + now[21].content_text + "; ");
    }
}

TEST_CASE("identity: of dated tickers one that is withdrawn is the one", "[diff]") {
    const std::vector<Item> before = match(true);
    std::vector<Item> now = before;
    now.erase(now.begin() + 10);
    now[30].content_text += "!";
    CHECK(told_texts(feed(before), feed(now)) ==
          "edited " + now[30].content_text + "; withdrawn " + before[10].content_text + "; ");
}

TEST_CASE("identity: an id that stands at two texts says nothing", "[diff]") {
    std::vector<Item> before{update("x", 4), update("x", 3), update("b", 2), update("a", 1)};
    for (Item& item : before)
        item.date_published.reset();
    Feed known = feed(before);
    known.head.feed = FeedData{};
    known.head.feed->format = "liveblog";
    known = diff::compare(Feed{}, known);
    CHECK(known.items[0].id != known.items[1].id);
    Feed now = known;
    for (Item& item : now.items)
        item.id = diff::present_id(item), item.publisher_id.clear();
    now.items[1].content_text += "und noch etwas mehr";
    CHECK(told(known, now) == "edited Lage um 3; ");
    std::swap(now.items[0], now.items[1]);
    CHECK(told(known, now) == "edited Lage um 3; ");
}

TEST_CASE("identity: an id given twice to one text is one update shown twice", "[diff]") {
    const Feed now = feed({update("a", 1), update("c", 3), update("b", 2), update("a", 1)});
    CHECK(diff::compare(Feed{}, now).items.size() == 3);
    const Feed before = feed({update("c", 3), update("b", 2), update("a", 1)});
    CHECK(told(before, now).empty());
    Item goal = update("g", 9);
    goal.content_text = "Tor!";
    const Feed twice = feed({goal, update("c", 3), update("b", 2), goal});
    CHECK(diff::compare(Feed{}, twice).items.size() == 3);
}

TEST_CASE("identity: a headline and a text edited at once move a slug, not the update", "[diff]") {
    const auto slugs = [](const std::string& more, const std::string& slug) {
        std::vector<Item> items{update("drei", 3), update(slug, 2), update("eins", 1)};
        items[1].content_text += more;
        for (Item& item : items)
            item.date_published.reset();
        return feed(items);
    };
    CHECK(told(slugs("", "zwei"), slugs("Nachtrag.", "zwei-tote")) == "edited Lage um 2; ");
}

namespace {

// A report made from a form: what changes is a number, a name or a date.
Item report(int number, const std::string& title, const std::string& text, int at) {
    Item item;
    item.id = "https://reports.example/" + std::to_string(number);
    item.url = item.id;
    item.title = title;
    item.content_text = text;
    item.date_published = Instant(std::chrono::seconds(1769616000 + 61 * at));
    return item;
}

Feed list(std::vector<Item> items) {
    Feed made = feed(std::move(items));
    made.head.feed->format = "rss20";
    return made;
}

constexpr const char* form = "Pothole in the road, wider than 30 cm and deeper than 4 cm.";

}  // namespace

TEST_CASE("identity: under good ids reports from one form are never one", "[diff]") {
    const char* names[] = {"Ness", "Sandhaven", "Alder", "Birch", "Cedar", "Dale", "Elm"};
    const char* months[] = {"May", "June", "July"};
    std::uint64_t dice = 7;
    const auto below = [&](std::uint64_t bound) {
        dice = dice * 6364136223846793005 + 1442695040888963407;
        return (dice >> 33) % bound;
    };
    int written = 0;
    const auto write = [&] {
        const std::string place = names[below(7)];
        const std::string day = std::to_string(1 + below(28)) + " " + months[below(3)];
        const bool same_time = below(4) == 0;
        ++written;
        return report(written, "Pothole in " + place + ", " + day,
                      below(2) == 0 ? form : std::string(form) + " Reported in " + place + ".",
                      same_time ? 0 : written);
    };
    for (const std::size_t turnover : {1U, 5U, 19U, 20U}) {
        std::vector<Item> window;
        for (int n = 0; n < 20; ++n)
            window.insert(window.begin(), write());
        Feed known = diff::compare(Feed{}, list(window));
        for (int look = 0; look < 30; ++look) {
            for (std::size_t n = 0; n < turnover; ++n) {
                window.insert(window.begin(), write());
                window.pop_back();
            }
            const Feed marked = diff::compare(known, list(window));
            std::size_t added = 0;
            for (const Item& item : marked.items) {
                REQUIRE(item.id == item.url);
                REQUIRE((item.change == Change::none || item.change == Change::added));
                added += item.change == Change::added;
            }
            REQUIRE(added == turnover);
            known = marked;
        }
    }
}

TEST_CASE("identity: an id is believed whatever it says", "[diff]") {
    Feed before = list({update("c", 3), update("b", 2), update("a", 1)});
    Feed now = list({update("c", 3), update("b", 7), update("a", 1)});
    CHECK(told(before, now) == "edited Lage um 7; ");
    // The same of an address, where there is no id.
    for (Feed* feed : {&before, &now})
        for (Item& item : feed->items) {
            item.url = "https://news.example/" + item.id;
            item.id.clear();
        }
    assign_ids(before);
    assign_ids(now);
    CHECK(told(before, now) == "edited Lage um 7; ");
}

TEST_CASE("identity: an update under a new permalink has its own time, or its own place",
          "[diff]") {
    const auto moved = [](bool dated, bool is_edited, std::size_t place) {
        std::vector<Item> old{update("d", 4), update("c", 3), update("b", 2), update("a", 1)};
        for (Item& item : old)
            if (!dated)
                item.date_published.reset();
        std::vector<Item> fresh = old;
        fresh[place].id = "moved";
        if (is_edited)
            fresh[place].content_text += " Nachtrag.";
        return told(list(old), list(fresh));
    };
    CHECK(moved(true, false, 0).empty());
    CHECK(moved(true, true, 0) == "edited Lage um 4; ");
    CHECK(moved(false, false, 1).empty());
    CHECK(moved(false, true, 1) == "edited Lage um 3; ");
    CHECK(moved(false, false, 0) == "added Lage um 4; ");  // the newest of an undated list is new
}

TEST_CASE("identity: a time that others bear is no evidence", "[diff]") {
    const auto act = [](int number) {
        Item item = report(number, "Portaria " + std::to_string(number), "", 0);
        item.content_text = "Autoriza o funcionamento do aeroporto " + std::to_string(number) + ".";
        item.date_published = Instant(std::chrono::seconds(1769558400));  // 00:00
        return item;
    };
    CHECK(told(list({act(3), act(2), act(1)}), list({act(4), act(3), act(2)})) ==
          "added Portaria 4; ");
    CHECK(told(list({act(1)}), list({act(2)})) == "added Portaria 2; ");
}

TEST_CASE("identity: ids are disproved by a habit, not by a pair", "[diff]") {
    Profile profile;
    CHECK_FALSE(ids_are_disproved(profile));
    profile.looks_against_ids = 1;  // a new publishing system
    CHECK_FALSE(ids_are_disproved(profile));
    profile.looks_against_ids = 2;
    CHECK(ids_are_disproved(profile));
    profile.looks_with_ids = 100;
    CHECK_FALSE(ids_are_disproved(profile));

    const Feed before = feed({update("a1", 3), update("a2", 2), update("a3", 1)});
    const Feed minted =
        diff::compare(before, feed({update("b1", 3), update("b2", 2), update("b3", 1)}));
    CHECK(minted.profile.looks_against_ids == 1);
    Feed one = before;
    one.items[1].id = "b2";
    CHECK(diff::compare(before, one).profile.looks_against_ids == 0);
    CHECK(diff::compare(before, before).profile.looks_with_ids == 1);
}

TEST_CASE("identity: ids that a person pointed at are always believed", "[diff]") {
    const Feed before = feed({update("a1", 3), update("a2", 2), update("a3", 1)});
    Feed now = feed({update("b1", 3), update("b2", 2), update("b3", 1)});
    for (Item& item : now.items)
        item.date_published = *item.date_published + std::chrono::seconds(7);
    now.ids_by_hand = true;
    CHECK(told(before, now) == "added Lage um 3; added Lage um 2; added Lage um 1; ");
}

TEST_CASE("identity: ids that took turns are two", "[diff]") {
    Feed before = feed({update("c", 3), update("x", 2), update("a", 1)});
    Feed now = before;
    now.items[1].id = "y";
    CHECK(told(before, now).empty());
    before.apart = {{"x", "y"}};
    CHECK(told(before, now) == "added Lage um 2; ");
}

TEST_CASE("identity: of two that came at once, one whose slug moved is the other", "[diff]") {
    const auto pair = [](const std::string& slug, const std::string& title) {
        std::vector<Item> items{update(slug, 9), update("b", 8), update("a", 1)};
        for (Item& item : items)
            item.date_published = Instant(std::chrono::seconds(1769616000 + 61));
        items[2].date_published = Instant(std::chrono::seconds(1769616000 + 7));
        items[0].title = title;
        for (int n = 0; n < 30; ++n)
            items[0].content_text += "mehr" + std::to_string(n) + " ";
        return items;
    };
    std::vector<Item> now = pair("dach-47", "Dach 47");
    CHECK(told(list(pair("dach-faellt", "Dach fällt")), list(now)) == "edited Dach 47; ");
    // At the oldest end one may have rolled off, and another of its batch come in.
    std::vector<Item> old = pair("dach-faellt", "Dach fällt");
    old.pop_back();
    now.pop_back();
    CHECK(told(list(old), list(now)) == "added Dach 47; ");
}
