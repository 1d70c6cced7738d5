#include "archive/pace.h"

#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using namespace std::chrono_literals;
using std::chrono::seconds;
using enum Finding::Outcome;

namespace {

/// A source looked at in minute 0, whose last news is so old, and which speaks so often.
Pace source(seconds silence, seconds gap) {
    Pace pace;
    pace.looked = at(0);
    pace.changed = at(0) - silence;
    pace.gap = gap;
    return pace;
}

Plan plan_of(const Pace& pace, seconds every = 0s) {
    return plan(pace, every, *pace.looked, 0);
}

Pace failed_times(Pace pace, int times, Finding::Outcome outcome = failed) {
    for (int i = 0; i < times; ++i) {
        const Plan next = plan_of(pace);
        pace = learned(pace, {.at = next.next.value_or(*pace.looked), .outcome = outcome});
    }
    return pace;
}

}  // namespace

TEST_CASE("pace: a live blog in full run is looked at each minute", "[pace]") {
    CHECK(plan_of(source(3min, 10min)).interval == 1min);
    CHECK(plan_of(source(0s, 5s)).interval == 1min);
    CHECK(plan_of(source(3min, 10min)).basis == Basis::learned);
    CHECK(plan_of(source(3min, 10min)).next == at(1));
}

TEST_CASE("pace: a night's silence slows it down, a sleeping source is looked at each day",
          "[pace]") {
    CHECK(plan_of(source(8h, 10min)).interval == 30min);
    CHECK(plan_of(source(24h * 20, 10min)).interval == 24h);
    CHECK(plan_of(source(24h * 80, 10min)).interval == 24h);
}

TEST_CASE("pace: what ended is looked at seldom", "[pace]") {
    Pace pace = source(26h, 10min);
    CHECK(plan_of(pace).interval < 2h);
    pace.wishes.ends = at(-60);
    CHECK(plan_of(pace).interval == 24h);
    CHECK(plan_of(pace).basis == Basis::ended);
    pace.changed = at(-5);  // it goes on all the same
    CHECK(plan_of(pace).interval == 1min);
    pace.wishes.ends = at(60);
    pace.changed = at(0) - 26h;
    CHECK(plan_of(pace).basis == Basis::learned);
    CHECK(plan_of(source(24h * 120, 1h)).interval == 24h * 7);
}

TEST_CASE("pace: a new source is looked at by what its updates show", "[pace]") {
    std::vector<Item> items;
    for (int i = 0; i < 30; ++i) {
        items.push_back(update(text::cat("u", i), "x"));
        items.back().date_published = at(-5 - 32 * i);
    }
    items.push_back(update("from the future", "x"));
    items.back().date_published = at(99);
    const Pace habits = first_habits(feed(items), at(0));
    CHECK(habits.changed == at(-5));
    CHECK(habits.gap == 32min);
    CHECK(plan_of(learned(habits, {.at = at(0)})).interval == 2min);

    const Pace undated = learned(first_habits(feed({update("a", "x")}), at(0)), {.at = at(0)});
    CHECK(undated.changed == at(0));
    CHECK(plan_of(undated).interval == 3min);
}

TEST_CASE("pace: an article is looked at more and more seldom, and at last no more", "[pace]") {
    const auto article = [](seconds age) {
        Pace pace = source(age, 0s);
        pace.article = true;
        return pace;
    };
    CHECK(plan_of(article(0s)).interval == 5min);
    CHECK(plan_of(article(8h)).interval == 1h);
    CHECK(plan_of(article(24h * 7)).interval == 21h);
    CHECK(plan_of(article(24h * 29)).interval == 24h);
    CHECK(plan_of(article(24h * 29)).basis == Basis::learned);
    CHECK(plan_of(article(24h * 30)).next == std::nullopt);
    CHECK(plan_of(article(24h * 30)).basis == Basis::ended);
    CHECK(plan_of(article(24h * 30), 1h).next);

    Pace pace = article(0s);
    int looks = 0;
    for (Plan next = plan_of(pace); next.next; next = plan_of(pace), ++looks)
        pace = learned(pace, {.at = *next.next});
    CHECK(looks > 50);
    CHECK(looks < 90);
    pace = learned(article(24h * 3), {.at = at(60), .changes = 1});
    CHECK(plan_of(pace).interval == 5min);
}

TEST_CASE("pace: an article that is edited at each look ages, too", "[pace]") {
    Pace pace = source(0s, 0s);
    pace.article = true;
    pace.taken_up = at(0);
    int looks = 0;
    Instant last{};
    for (Plan next = plan_of(pace); next.next && looks < 5000; next = plan_of(pace), ++looks) {
        last = *next.next;
        pace = learned(pace, {.at = last, .changes = 1});
    }
    CHECK(looks > 200);
    CHECK(looks < 600);
    CHECK(last - at(0) >= 24h * 180);
    CHECK(last - at(0) < 24h * 182);

    pace.article = false;
    CHECK(plan_of(pace).next);
}

TEST_CASE("pace: an article that is not there three times running is gone", "[pace]") {
    Pace pace = source(1h, 0s);
    CHECK(plan_of(failed_times(pace, 9, missing)).next);
    pace.article = true;
    CHECK(plan_of(failed_times(pace, 2, missing)).basis == Basis::failing);
    CHECK(plan_of(failed_times(pace, 3, missing)).basis == Basis::gone);
    CHECK_FALSE(plan_of(failed_times(pace, 3, missing)).next);
    CHECK(plan_of(failed_times(pace, 3)).next);
    CHECK_FALSE(plan_of(failed_times(pace, 40)).next);
    CHECK(plan_of(failed_times(pace, 1, gone)).basis == Basis::gone);
}

TEST_CASE("pace: a page without updates is as old as it says itself", "[pace]") {
    Feed page = feed({});
    page.head.date_published = at(-600);
    CHECK(first_habits(page, at(0)).changed == at(-600));
    page.head.date_modified = at(-60);
    CHECK(first_habits(page, at(0)).changed == at(-60));
    page.head.date_modified = at(60);
    CHECK_FALSE(first_habits(page, at(0)).changed);
}

TEST_CASE("pace: it follows the last few changes, not one long night", "[pace]") {
    Pace pace = source(0s, 10min);
    pace = learned(pace, {.at = at(480), .changes = 1});
    CHECK(pace.gap < 30min);
    for (int i = 1; i <= 8; ++i)
        pace = learned(pace, {.at = at(480 + 10 * i), .changes = 1});
    CHECK(pace.gap < 12min);
    for (int i = 1; i <= 12; ++i)
        pace = learned(pace, {.at = at(560 + 240 * i), .changes = 1});
    CHECK(pace.gap > 3h);
    // Many at once are as many gaps.
    pace = learned(source(0s, 4h), {.at = at(60), .changes = 12});
    CHECK(pace.gap < 10min);
}

TEST_CASE("pace: a clock that was set back teaches nothing", "[pace]") {
    const Pace pace = learned(source(0s, 10min), {.at = at(-1000), .changes = 1});
    CHECK(pace.gap == 10min);
    CHECK(plan_of(pace).interval == 1min);
    CHECK(plan_of(pace).next == at(-999));
}

TEST_CASE("pace: what is set by hand goes before habits and soft wishes", "[pace]") {
    Pace pace = source(24h * 20, 1h);
    pace.wishes.every = 1h;
    pace.wishes.skip_hours = ~0U;
    pace.fresh_until = at(600);
    CHECK(plan_of(pace, 5min).next == at(5));
    CHECK(plan_of(pace, 5min).basis == Basis::set);
}

TEST_CASE("pace: a publisher's wishes slow a pace down, at most to a day, and never speed it up",
          "[pace]") {
    Pace pace = source(0s, 10min);
    pace.wishes.every = 15min;
    CHECK(plan_of(pace).interval == 15min);
    CHECK(plan_of(pace).basis == Basis::asked);
    pace.wishes.every = 24h * 365;
    CHECK(plan_of(pace).interval == 24h);
    CHECK(plan_of(source(8h, 10min)).interval == 30min);
    pace = source(0s, 10min);
    pace.fresh_until = at(12);
    CHECK(plan_of(pace).next == at(12));
    CHECK(plan_of(pace).basis == Basis::asked);
    pace.fresh_until = at(-12);
    CHECK(plan_of(pace).next == at(1));
}

TEST_CASE("pace: hours and days in which the publisher sleeps are passed over", "[pace]") {
    Pace pace = source(0s, 10min);
    pace.looked = Instant(std::chrono::sys_days(std::chrono::January / 30 / 2026)) + 22h + 59min +
                  30s;  // a Friday
    pace.changed = pace.looked;
    pace.wishes.skip_hours = 1U << 23U;
    pace.wishes.skip_days = 1U << 6U | 1U;
    CHECK(time::to_rfc3339(*plan_of(pace).next) == "2026-02-02T00:00:00Z");
    pace.wishes.skip_hours = (1U << 24U) - 1;  // nobody never works
    CHECK(*plan_of(pace).next == *pace.looked + 1min);
}

TEST_CASE("pace: who fails is waited for, longer each time, at most an hour on the first day",
          "[pace]") {
    Pace pace = failed_times(source(0s, 10min), 1);
    CHECK(pace.failures == 1);
    CHECK(plan_of(pace).interval == 1min);
    CHECK(plan_of(pace).basis == Basis::failing);
    pace = failed_times(pace, 3);
    CHECK(plan_of(pace).interval == 8min);
    pace = failed_times(pace, 8);
    CHECK(plan_of(pace).interval == 1h);
    while (*pace.looked - *pace.failing_since < 24h * 10)
        pace = failed_times(pace, 1);
    CHECK(plan_of(pace).interval > 6h);
    CHECK(plan_of(pace).interval <= 24h);
    const Plan spread = plan(pace, 0s, *pace.looked, 1);
    CHECK(spread.interval > plan_of(pace).interval);
    CHECK(spread.interval <= plan_of(pace).interval * 5 / 4);
    pace = learned(pace, {.at = *pace.looked + 1h});
    CHECK(pace.failures == 0);
    CHECK_FALSE(pace.failing_since);
}

TEST_CASE("pace: a server that has too much to do is given more time", "[pace]") {
    CHECK(plan_of(failed_times(source(0s, 10min), 1, busy)).interval == 10min);
    Pace pace = source(0s, 10min);
    pace = learned(pace, {.at = at(0), .outcome = busy, .retry_after = at(90)});
    CHECK(plan_of(pace).next == at(90));
    CHECK(plan_of(pace, 5min).next == at(90));
    pace.retry_after = at(100000);
    CHECK(plan_of(pace).next == at(24 * 60));
}

TEST_CASE("pace: what is gone for good is never looked at by itself, until it is there again",
          "[pace]") {
    Pace pace = failed_times(source(0s, 10min), 1, gone);
    CHECK_FALSE(plan_of(pace).next);
    CHECK_FALSE(plan_of(pace, 5min).next);
    CHECK(plan_of(pace).basis == Basis::gone);
    pace = learned(pace, {.at = at(60)});
    CHECK(plan_of(pace).next);
}

TEST_CASE("pace: is counted from when the run began, so that runs by the clock meet it", "[pace]") {
    Pace pace = source(0s, 10min);
    pace.looked = at(10) + 20s;
    pace.changed = pace.looked;
    CHECK(plan(pace, 5min, at(10), 0).next == at(15));
    CHECK(plan(pace, 1min, at(10), 0).next == at(11) + 14s);
    CHECK(plan(pace, 5min, at(500), 0).next == at(15) + 20s);
}

TEST_CASE("pace: every basis has a name", "[pace]") {
    for (const Basis basis :
         {Basis::learned, Basis::set, Basis::asked, Basis::failing, Basis::ended, Basis::gone})
        CHECK(basis_of(name_of(basis)) == basis);
    CHECK(basis_of("") == Basis::learned);
}

TEST_CASE("pace: a part of a series is over when it said so, or is silent longer than ever",
          "[pace]") {
    Pace pace = source(0s, 10min);
    CHECK_FALSE(seems_over(pace, at(23 * 60)));
    CHECK(seems_over(pace, at(24 * 60)));
    pace.gap = 3h;
    CHECK_FALSE(seems_over(pace, at(24 * 60)));
    CHECK(seems_over(pace, at(48 * 60)));
    pace.wishes.ends = at(30);
    CHECK_FALSE(seems_over(pace, at(59)));
    CHECK(seems_over(pace, at(60)));
    pace.wishes.ends = at(90);
    CHECK_FALSE(seems_over(pace, at(60)));
    CHECK_FALSE(seems_over(pace, at(-60)));  // a clock that was set back
    CHECK_FALSE(seems_over({}, at(0)));
    pace.gone = true;
    CHECK(seems_over(pace, at(1)));
}

TEST_CASE("pace: what goes on elsewhere is looked at each day, by hand or not", "[pace]") {
    Pace pace = source(3min, 10min);
    pace.continued = true;
    CHECK(plan_of(pace).interval == 24h);
    CHECK(plan_of(pace).basis == Basis::continued);
    CHECK(plan_of(pace, 5min).interval == 24h);
    pace = source(24h * 200, 10min);
    pace.continued = true;
    CHECK(plan_of(pace).interval == 24h * 7);
    CHECK(plan_of(pace).basis == Basis::ended);
}

}  // namespace stet::archive
