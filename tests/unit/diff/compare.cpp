#include "diff/compare.h"

#include <algorithm>
#include <map>
#include <string>

#include "support/catch.h"

using namespace stet;

namespace {

Instant minute(int minutes) {
    return Instant(std::chrono::seconds(1769616000 + 60 * minutes));
}

// An update with words of its own, so that no two are alike.
Item update(const std::string& id, int at) {
    Item item;
    item.id = id;
    item.title = "Meldung " + std::to_string(at);
    for (int n = 0; n < 12; ++n)
        item.content_text += "wort" + std::to_string(at * 100 + n) + " ";
    item.content_text += "Ende.";
    item.date_published = minute(at);
    item.time_basis = TimeBasis::stated;
    return item;
}

Feed feed(std::vector<Item> items) {
    Feed made;
    made.head.kind = Kind::page;
    made.head.id = "https://news.example/live";
    made.head.title = "Newsblog";
    made.head.feed = FeedData{};
    made.head.feed->format = "liveblog";
    made.items = std::move(items);
    for (std::size_t n = 0; n < made.items.size(); ++n)
        made.items[n].position = static_cast<std::uint32_t>(n + 1);
    assign_ids(made);
    return made;
}

// Newest first: updates at the given minutes, under ids made of them.
Feed live(const std::vector<int>& minutes) {
    std::vector<Item> items;
    for (const int at : minutes)
        items.push_back(update("u" + std::to_string(at), at));
    return feed(std::move(items));
}

using Changes = std::map<std::string, std::string>;

// Titles with what happened to them.
Changes changes(const Feed& before, const Feed& now) {
    Changes found;
    for (const Item& item : diff::compare(before, now).items)
        if (item.change != Change::none)
            found[item.title] += name_of(item.change);
    return found;
}

}  // namespace

TEST_CASE("compare: what is not known is added, what is the same is no change", "[diff]") {
    CHECK(changes(live({2, 1}), live({3, 2, 1})) == Changes{{"Meldung 3", "added"}});
    CHECK(changes(live({2, 1}), live({2, 1})).empty());
    CHECK(changes(Feed{}, live({1})) == Changes{{"Meldung 1", "added"}});
}

TEST_CASE("compare: a first look also adds the head", "[diff]") {
    CHECK(diff::compare(Feed{}, live({1})).head.change == Change::added);
    CHECK(diff::compare(live({1}), live({1})).head.change == Change::none);
}

TEST_CASE("compare: a head whose headline changed is edited", "[diff]") {
    Feed now = live({1});
    now.head.title = "Newsblog: Waffenruhe";
    now.head.date_modified = minute(9);
    const Item head = diff::compare(live({1}), now).head;
    CHECK(head.change == Change::edited);
    CHECK(head.changed == std::vector<std::string>{"title"});
}

TEST_CASE("compare: the document's own stamps and reading time are no change", "[diff]") {
    Feed now = live({2, 1});
    now.head.date_modified = minute(30);
    now.head.reading_minutes = 15;
    now.head.warnings = {"mended"};
    CHECK(diff::compare(live({2, 1}), now).head.change == Change::none);
}

TEST_CASE("compare: a gap between neighbours that stayed is a withdrawal", "[diff]") {
    const Feed marked = diff::compare(live({4, 3, 2, 1}), live({4, 3, 1}));
    REQUIRE(marked.items.size() == 4);
    CHECK(marked.items[3].title == "Meldung 2");
    CHECK(marked.items[3].change == Change::withdrawn);
    CHECK(marked.items[3].evidence == Evidence::gap);
    CHECK(marked.items[3].position == 0);
}

TEST_CASE("compare: what leaves at the oldest end rolled off", "[diff]") {
    CHECK(changes(live({3, 2, 1}), live({4, 3, 2})) == Changes{{"Meldung 4", "added"}});
    CHECK(changes(live({1, 2, 3}), live({2, 3, 4})) == Changes{{"Meldung 4", "added"}});
}

TEST_CASE("compare: a mended document never withdraws", "[diff]") {
    Feed now = live({4, 3, 1});
    now.extent = Feed::Extent::mended;
    CHECK(changes(live({4, 3, 2, 1}), now).empty());
}

TEST_CASE("compare: at the newest end nothing is said until something newer comes", "[diff]") {
    const Feed before = live({4, 3, 2, 1});
    const Feed now = live({3, 2, 1});
    CHECK(changes(before, now).empty());
    CHECK(diff::Collation(before, now).undecided() == std::vector<std::string>{"u4"});
    CHECK(diff::Collation(before, diff::compare(before, now)).undecided() ==
          std::vector<std::string>{"u4"});

    Feed known = before;
    known.items[0].until = minute(10);
    CHECK(changes(known, live({3, 2, 1})).empty());
    CHECK(changes(known, live({5, 3, 2, 1})) ==
          Changes{{"Meldung 4", "withdrawn"}, {"Meldung 5", "added"}});
    CHECK(changes(known, live({5, 4, 3, 2, 1})) == Changes{{"Meldung 5", "added"}});
}

TEST_CASE("compare: the newest end of a page that begins with the oldest is its bottom", "[diff]") {
    const Feed before = live({1, 2, 3, 4});
    CHECK(diff::Collation(before, live({1, 2, 3})).undecided() == std::vector<std::string>{"u4"});
    CHECK(diff::Collation(before, live({2, 3, 4})).undecided().empty());
}

TEST_CASE("compare: updates out of the order of time are no neighbours", "[diff]") {
    // Pinned on top; when it is unpinned it lies far below the window.
    CHECK(changes(live({1, 9, 8, 7, 6, 5}), live({9, 8, 7, 6, 5})).empty());
    // Nothing is known of documents without order.
    CHECK(changes(live({5, 9, 1, 8, 2, 7}), live({5, 9, 8, 2, 7})).empty());
}

TEST_CASE("compare: a pinned update that goes on top leaves no gap", "[diff]") {
    CHECK(changes(live({5, 4, 3, 2, 1}), live({2, 5, 4, 3, 1})).empty());
}

TEST_CASE("compare: what was withdrawn and is back is restored", "[diff]") {
    Feed before = live({3, 2, 1});
    before.items[1].change = Change::withdrawn;
    before.items[1].position = 0;
    CHECK(changes(before, live({3, 2, 1})) == Changes{{"Meldung 2", "restored"}});
}

TEST_CASE("compare: what rolled off and is back is no change", "[diff]") {
    Feed before = live({3, 2, 1});
    before.items[2].position = 0;
    CHECK(changes(before, live({3, 2, 1})).empty());
}

TEST_CASE("compare: a tombstone withdraws, unless the update is there", "[diff]") {
    Feed now = live({3, 2});
    now.tombstones = {"u1", "u2"};
    const Feed marked = diff::compare(live({3, 2, 1}), now);
    REQUIRE(marked.items.size() == 3);
    CHECK(marked.items[2].title == "Meldung 1");
    CHECK(marked.items[2].evidence == Evidence::tombstone);
}

TEST_CASE("compare: a selection proves no absence", "[diff]") {
    Feed now = live({4, 1});
    now.extent = Feed::Extent::selection;
    CHECK(changes(live({4, 3, 2, 1}), now).empty());
    CHECK(changes(now, live({4, 3, 2, 1})).empty());
}

TEST_CASE("compare: a modification time that moved on most updates is no change", "[diff]") {
    Feed before = live({4, 3, 2, 1});
    for (Item& item : before.items)
        item.date_modified = minute(10);
    Feed now = before;
    for (Item& item : now.items)
        item.date_modified = minute(20);
    CHECK(changes(before, now).empty());
    now = before;
    now.items[0].date_modified = minute(20);
    CHECK(changes(before, now) == Changes{{"Meldung 4", "edited"}});
}

TEST_CASE("implausible: all gone, shrunk, and older copies", "[diff]") {
    const Feed before = live({6, 5, 4, 3, 2, 1});
    const auto kind = [&](const Feed& now) {
        const auto error = diff::Collation(before, now).implausible();
        return error ? std::string(name_of(error->kind)) : std::string();
    };
    CHECK(kind(feed({})) == "empty");
    CHECK(kind(live({6, 5})) == "shrunk");
    CHECK(kind(live({7, 6, 5})).empty());
    CHECK(kind(live({6, 5, 4})).empty());
    CHECK_FALSE(diff::Collation(Feed{}, feed({})).implausible());

    Feed stamped = before;
    stamped.head.date_modified = minute(60);
    Feed older = live({5, 4, 3, 2, 1});
    older.head.date_modified = minute(50);
    const auto stale = diff::Collation(stamped, older).implausible();
    REQUIRE(stale);
    CHECK(stale->kind == Error::Kind::stale);
    older = live({7, 6, 5, 4, 3, 2, 1});
    older.head.date_modified = minute(50);
    CHECK_FALSE(diff::Collation(stamped, older).implausible());  // stamps lag, but this is new
    Feed same = before;
    same.head.date_modified = minute(50);
    CHECK_FALSE(diff::Collation(stamped, same).implausible());
}

TEST_CASE("implausible: a copy cannot be older than what it shows", "[diff]") {
    Feed before = live({6, 5, 4, 3, 2, 1});
    before.head.date_modified = minute(60);
    for (Item& item : before.items)
        item.observed = minute(10);
    before.items[3].observed = minute(20);  // edited since
    before.items[3].revision = 2;
    Feed now = live({5, 4, 3, 2, 1});
    now.head.date_modified = minute(50);
    CHECK_FALSE(diff::Collation(before, now).implausible());
    now.items[2].content_text += "Noch ohne die letzte Fassung.";
    CHECK(diff::Collation(before, now).implausible());
}

TEST_CASE("implausible: a page stamped before what it showed is an older copy", "[diff]") {
    Feed before = live({6, 5, 4, 3, 2, 1});
    before.head.date_modified = minute(1);  // as the head was when it last changed
    Feed now = live({5, 4, 3, 2, 1});
    now.head.date_modified = minute(5);
    CHECK(diff::Collation(before, now).implausible());
    now.head.date_modified = minute(7);
    CHECK_FALSE(diff::Collation(before, now).implausible());
    now = before;  // stamps lag: an edit is believed
    now.head.date_modified = minute(5);
    now.items[2].title = "Neu";
    CHECK_FALSE(diff::Collation(before, now).implausible());
}

TEST_CASE("implausible: a copy is of one past look, or it is none", "[diff]") {
    Feed before = live({6, 5, 4, 3, 2, 1});
    before.head.date_modified = minute(60);
    before.head.seq = 4;
    for (Item& item : before.items) {
        item.seq = 1;
        item.revision = 1;
    }
    before.items[0].seq = 4;  // 6 came in last
    before.items[1].seq = 3;
    before.items[2].seq = 4;  // 4 was edited when 6 came in
    before.items[2].revision = 2;
    Feed now = live({5, 4, 3, 2, 1});
    now.head.date_modified = minute(50);
    now.items[1].content_text += "Noch ohne die letzte Fassung.";
    CHECK(diff::Collation(before, now).implausible());
    Feed gap = now;
    gap.items.erase(gap.items.begin() + 3);
    CHECK_FALSE(diff::Collation(before, gap).implausible());  // 2 stood there all the time
    before.items[4].seq = 0;                                  // or not
    CHECK(diff::Collation(before, gap).implausible());
    before.items[2].seq = 2;  // 4 was so already when 5 came in
    CHECK_FALSE(diff::Collation(before, now).implausible());
}

TEST_CASE("compare: what a page's head says is edited as silently as its updates", "[diff]") {
    const auto page = [] {
        Feed feed = live({2, 1});
        feed.head.kicker = "Hochwasser";
        feed.head.summary = "Der Deich hält.";
        feed.head.image = "https://news.example/deich.jpg";
        feed.head.image_alt = "Ein Deich";
        feed.head.image_caption = "Helfer am Deich";
        feed.head.image_credit = "Foto: A. Berg";
        return feed;
    };
    const struct {
        const char* name;
        std::string Item::*member;
        Class edit_class;
    } members[] = {{"title", &Item::title, Class::text},
                   {"_stet.kicker", &Item::kicker, Class::text},
                   {"summary", &Item::summary, Class::text},
                   {"image", &Item::image, Class::media},
                   {"_stet.image_alt", &Item::image_alt, Class::media},
                   {"_stet.image_caption", &Item::image_caption, Class::media},
                   {"_stet.image_credit", &Item::image_credit, Class::media}};
    for (const auto& [name, member, edit_class] : members) {
        Feed now = page();
        now.head.*member += " und mehr";
        const Feed marked = diff::compare(page(), now);
        CHECK(marked.head.change == Change::edited);
        CHECK(marked.head.changed == std::vector<std::string>{name});
        CHECK(marked.head.edit_class == edit_class);
        CHECK(changes(page(), now).empty());
    }
    CHECK(diff::compare(page(), page()).head.change == Change::none);
}

TEST_CASE("compare: few updates that fall into an order by chance prove no gap", "[diff]") {
    // The most read, not the newest: one of five stands out of order.
    CHECK(changes(live({9, 8, 3, 7, 6}), live({9, 8, 3, 6})).empty());
    CHECK(changes(live({5, 2, 9, 8, 7}), live({5, 2, 9, 7})).empty());
}

TEST_CASE("compare: an undated update on top may be pinned, and proves nothing", "[diff]") {
    Feed before = live({9, 8, 7, 6, 5});
    Item pinned = update("p", 1);
    pinned.date_published.reset();
    before.items.insert(before.items.begin(), pinned);
    before = feed(before.items);
    CHECK(changes(before, live({9, 8, 7, 6, 5})).empty());
    CHECK(diff::Collation(before, live({9, 8, 7, 6, 5})).undecided().empty());
    CHECK(changes(before, live({10, 9, 8, 7, 6, 5})) == Changes{{"Meldung 10", "added"}});
}

TEST_CASE("compare: an undecided update that the window has left rolled off", "[diff]") {
    Feed known = live({5, 4, 3, 2, 1});
    known.items[0].until = minute(10);
    // A mended look brought 6 to 9; the next one does not reach down to 4 any more.
    Feed mended = live({9, 8, 7, 6, 4, 3});
    mended.extent = Feed::Extent::mended;
    CHECK(diff::Collation(known, mended).undecided() == std::vector<std::string>{"u5"});
    Feed later = live({9, 8, 7, 6, 5, 4, 3});
    later.items[4].until = minute(10);
    CHECK(changes(later, live({11, 10, 9, 8, 7, 6})) ==
          Changes{{"Meldung 11", "added"}, {"Meldung 10", "added"}});
    CHECK(changes(later, live({10, 9, 8, 7, 6, 4})) ==
          Changes{{"Meldung 10", "added"}, {"Meldung 5", "withdrawn"}});
}

TEST_CASE("compare: what a mended document lacks a whole one decides", "[diff]") {
    const Feed before = live({4, 3, 2, 1});
    Feed mended = live({4, 3, 1});
    mended.extent = Feed::Extent::mended;
    CHECK(changes(before, mended).empty());
    CHECK(diff::Collation(before, mended).undecided() == std::vector<std::string>{"u2"});
    Feed known = before;
    known.items[2].until = minute(10);
    CHECK(changes(known, live({4, 3, 1})) == Changes{{"Meldung 2", "withdrawn"}});
    CHECK(changes(known, live({4, 3, 2, 1})).empty());
}

TEST_CASE("compare: a window may drop from both ends", "[diff]") {
    CHECK(changes(live({6, 5, 4, 3, 2, 1}), live({5, 4, 3, 2})).empty());
    CHECK(changes(live({6, 5, 4, 3, 2, 1}), live({8, 7, 6, 5, 4})) ==
          Changes{{"Meldung 7", "added"}, {"Meldung 8", "added"}});
}

TEST_CASE("compare: a page turned round loses nothing", "[diff]") {
    CHECK(changes(live({1, 2, 3, 4, 5}), live({5, 4, 3, 2, 1})).empty());
    CHECK(changes(live({1, 2, 3, 4, 5}), live({6, 5, 4, 3, 2, 1})) ==
          Changes{{"Meldung 6", "added"}});
    CHECK(changes(live({6, 5, 4, 3, 2, 1}), live({1, 2, 3, 5, 6})).empty());
}

TEST_CASE("compare: undated updates of a live blog leave gaps, those of a feed do not", "[diff]") {
    const auto undated = [](const std::vector<int>& at, const char* format) {
        Feed made = live(at);
        for (Item& item : made.items)
            item.date_published.reset();
        made.head.feed = FeedData{};
        made.head.feed->format = format;
        return made;
    };
    CHECK(changes(undated({4, 3, 2, 1}, "liveblog"), undated({4, 3, 1}, "liveblog")) ==
          Changes{{"Meldung 2", "withdrawn"}});
    CHECK(changes(undated({4, 3, 2, 1}, "rss20"), undated({4, 3, 1}, "rss20")).empty());
}

TEST_CASE("compare: between two pages of one look nothing is withdrawn at once", "[diff]") {
    const Feed before = live({9, 8, 7, 6, 5, 4, 3});
    const auto undecided = [&](const Feed& known, const Feed& now) {
        return diff::Collation(known, now).undecided();
    };
    Feed now = live({9, 8, 7, 5, 4, 3});
    now.seams = {3};
    CHECK(changes(before, now).empty());
    CHECK(undecided(before, now) == std::vector<std::string>{"u6"});
    now.seams = {2};
    CHECK(changes(before, now) == Changes{{"Meldung 6", "withdrawn"}});
    now.seams = {0, 6, 6};
    CHECK(changes(before, now) == Changes{{"Meldung 6", "withdrawn"}});

    // The next look tells, unless it may have lost the same one again.
    Feed waiting = before;
    waiting.items[3].until = minute(100);
    Feed next = live({10, 9, 8, 7, 5, 4, 3});
    next.seams = {4};
    CHECK(changes(waiting, next) == Changes{{"Meldung 10", "added"}});
    CHECK(undecided(waiting, next) == std::vector<std::string>{"u6"});
    next.seams = {3};
    CHECK(changes(waiting, next) == Changes{{"Meldung 10", "added"}, {"Meldung 6", "withdrawn"}});
}

TEST_CASE("compare: what stands further down than was looked before is no news", "[diff]") {
    Feed now = live({10, 9, 8, 7, 6});
    const auto baseline = [&](const Feed& before) {
        std::vector<std::string> ids;
        for (const Item& item : diff::compare(before, now).items)
            if (item.baseline && item.change == Change::added)
                ids.push_back(item.id);
        return ids;
    };
    CHECK(baseline(live({9, 8})).empty());  // one page, which grew
    now.of_pages = true;
    CHECK(baseline(live({9, 8})) == std::vector<std::string>{"u7", "u6"});
    CHECK(baseline(live({9, 7})) == std::vector<std::string>{"u6"});
    CHECK(baseline(live({9, 6})).empty());
    CHECK(baseline(Feed{}).empty());  // a first look, of which all is

    for (Item& item : now.items)
        item.date_published.reset();
    now.seams = {2};
    CHECK(baseline(live({9, 7})) == std::vector<std::string>{"u6"});  // without times by places
    now.seams = {4};
    CHECK(baseline(live({9, 8})) == std::vector<std::string>{"u6"});  // u7 is on the first page
    now.of_pages = false;
    CHECK(baseline(live({9, 8})).empty());
}

TEST_CASE("compare: of several pages as many as came are compared", "[diff]") {
    const auto implausible = [](const Feed& before, const Feed& now) {
        return diff::Collation(before, now).implausible().has_value();
    };
    const Feed before = live({9, 8, 7, 6, 5, 4, 3, 2, 1});
    Feed now = live({9, 8});
    CHECK(implausible(before, now));
    now.of_pages = true;
    CHECK_FALSE(implausible(before, now));
    Feed long_before = before;
    long_before.of_pages = true;
    CHECK_FALSE(implausible(long_before, live({9, 8})));
    CHECK(implausible(long_before, live({9, 2})));  // so much was not taken out
    CHECK(implausible(long_before, feed({})));
}

namespace {

// A feed, which is a chronology only if its looks have shown so.
Feed list(const std::vector<int>& minutes) {
    Feed made = live(minutes);
    made.head.feed->format = "rss20";
    return made;
}

Profile chronology() {
    Profile profile;
    profile.entered_at_end = 20;
    profile.left_at_end = 10;
    return profile;
}

}  // namespace

TEST_CASE("compare: a gap of a feed counts where it has shown itself a chronology", "[diff]") {
    Feed before = list({8, 7, 6, 5, 4, 3, 2, 1});
    const Feed now = list({9, 8, 7, 5, 4, 3, 2, 1});
    CHECK(changes(before, now) == Changes{{"Meldung 9", "added"}});
    CHECK(diff::Collation(before, now).undecided() == std::vector<std::string>{"u6"});
    before.profile = chronology();
    CHECK(changes(before, now) == Changes{{"Meldung 9", "added"}, {"Meldung 6", "withdrawn"}});
    before.profile.left_inside = 10;  // a selection
    CHECK(changes(before, now) == Changes{{"Meldung 9", "added"}});
    CHECK(diff::Collation(before, now).undecided().empty());
}

TEST_CASE("compare: how a list moves is counted", "[diff]") {
    const Profile moved =
        diff::compare(list({8, 7, 6, 5, 4, 3, 2}), list({9, 8, 7, 5, 4, 3})).profile;
    CHECK(moved.entered_at_end == 1);
    CHECK(moved.left_inside == 1);
    CHECK(moved.left_at_end == 1);
    CHECK(moved.entered_inside == 0);
    const Profile inside = diff::compare(list({9, 7, 5, 3, 1}), list({9, 7, 6, 5, 3, 1})).profile;
    CHECK(inside.entered_inside == 1);
    CHECK(inside.entered_at_end == 0);
    Feed mended = list({9, 8, 7, 5, 4, 3});
    mended.extent = Feed::Extent::mended;
    CHECK(diff::compare(list({8, 7, 6, 5, 4, 3, 2}), mended).profile.left_inside == 0);
}

TEST_CASE("compare: what is back at the newest end did not leave from inside", "[diff]") {
    for (const bool oldest_first : {false, true}) {
        const auto turned = [&](std::vector<int> minutes) {
            if (oldest_first)
                std::reverse(minutes.begin(), minutes.end());
            return list(minutes);
        };
        const auto came_back = [&](int missing) {
            Feed before = turned({6, 5, 4, 3, 2, 1});
            for (Item& item : before.items)
                if (item.id == "u" + std::to_string(missing))
                    item.until = minute(10);
            return diff::compare(before, turned({6, 5, 4, 3, 2, 1})).profile.came_back;
        };
        CHECK(came_back(6) == 0);
        CHECK(came_back(4) == 1);
    }
}

TEST_CASE("compare: an update dated anew is no neighbour", "[diff]") {
    Feed before = list({60, 50, 40, 30, 20, 10});
    before.profile = chronology();
    Feed again = list({60, 40, 20});
    for (std::size_t n : {0U, 1U})
        again.items[n].date_published = *again.items[n].date_published + std::chrono::hours(2);
    CHECK_FALSE(changes(before, again).contains("Meldung 50"));
    CHECK(diff::compare(before, again).profile.dated_anew == 2);
}

TEST_CASE("compare: of several of one time any may roll off first", "[diff]") {
    Feed before = list({8, 7, 6, 5, 4, 3, 3, 3});
    before.items[6].id = "v3";
    before.items[7].id = "w3";
    before.items[6].content_text += "zwei";
    before.items[7].content_text += "drei";
    before.profile = chronology();
    Feed now = list({9, 8, 7, 6, 5, 4, 3});
    now.items[6].id = "w3";
    now.items[6].content_text += "drei";
    CHECK(changes(before, now) == Changes{{"Meldung 9", "added"}});
}

TEST_CASE("compare: many gaps at once stay undecided", "[diff]") {
    Feed before = list({12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    before.profile = chronology();
    const Feed now = list({13, 12, 10, 8, 6, 5, 4, 3, 2, 1});
    CHECK(changes(before, now) == Changes{{"Meldung 13", "added"}});
    CHECK(diff::Collation(before, now).undecided() == std::vector<std::string>{"u11", "u9", "u7"});
}

TEST_CASE("compare: after one mass re-stamp each own new stamp is a notice again", "[diff]") {
    const auto stamped = [](const std::vector<int>& stamps, int edited = -1) {
        Feed feed = list({4, 3, 2, 1});
        for (std::size_t n = 0; n < stamps.size(); ++n)
            feed.items[n].date_modified = minute(stamps[n]);
        if (edited >= 0)
            feed.items[static_cast<std::size_t>(edited)].content_text += "Nachtrag.";
        return feed;
    };
    Feed known = diff::compare(Feed{}, stamped({10, 11, 12, 13}));
    Feed restamped = diff::compare(known, stamped({100, 101, 102, 103}));
    CHECK(restamped.profile.restamped == minute(103));
    for (const Item& item : restamped.items)
        CHECK(item.change == Change::none);
    known.profile = restamped.profile;  // the states keep their first stamps
    const Feed own = diff::compare(known, stamped({100, 101, 120, 103}, 2));
    CHECK(own.items[2].notice == Notice::time);
    CHECK(own.items[0].change == Change::none);
}

TEST_CASE("implausible: an update that was edited once more is no older copy", "[diff]") {
    Feed before = list({5, 4, 3, 2, 1});
    before.head.seq = 9;
    for (Item& item : before.items) {
        item.seq = 1;
        item.revision = 1;
    }
    before.items[2].seq = 9;
    before.items[2].revision = 2;
    Item first = before.items[2];
    before.items[2].content_text += " Zweite Fassung.";
    before.former = {first};
    Feed now = list({4, 3, 2, 1});  // the newest is withdrawn
    now.items[1].content_text += " Dritte Fassung.";
    CHECK_FALSE(diff::Collation(before, now).implausible());
    now.items[1].content_text = first.content_text;
    CHECK(diff::Collation(before, now).implausible()->kind == Error::Kind::stale);
}
