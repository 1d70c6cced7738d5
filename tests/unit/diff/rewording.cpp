#include "diff/rewording.h"

#include "diff/compare.h"
#include "support/catch.h"

using namespace stet;
using diff::Pattern;
using diff::Rewording;

namespace {

// The record of an edit of a text, and of a headline where both are given.
Item edited(const std::string& before, const std::string& after, const std::string& title = {},
            const std::string& new_title = {}) {
    Item old, now;
    old.id = now.id = "u1";
    old.content_text = before;
    now.content_text = after;
    old.title = title;
    now.title = new_title;
    diff::mark_edit(old, now);
    return now;
}

bool replaces(const std::string& from, const std::string& to, const Item& item) {
    return matches(
        Rewording{.min_words = 0, .numbers = false, .from = Pattern(from), .to = Pattern(to)},
        item);
}
bool numbers_changed(const Item& item) {
    return matches(Rewording{.min_words = 0, .numbers = true, .from = {}, .to = {}}, item);
}
bool has_words(std::size_t least, const Item& item) {
    return matches(Rewording{.min_words = least, .numbers = false, .from = {}, .to = {}}, item);
}

}  // namespace

TEST_CASE("rewording: words are counted, one for another once", "[diff]") {
    const Item item = edited("Drei Raketen trafen Kiew.", "Vier Raketen trafen am Abend Odessa.");
    const diff::Counts counts = diff::count_words(item);
    CHECK(counts.removed == 2);
    CHECK(counts.added == 4);
    CHECK(counts.altered == 4);
    CHECK(has_words(4, item));
    CHECK_FALSE(has_words(5, item));
    CHECK_FALSE(has_words(1, edited("Er kam. Sie ging.", "Er kam; Sie ging!")));
}

TEST_CASE("rewording: headline and text count together, a summary only alone", "[diff]") {
    Item item = edited("Ein Satz.", "Kein Satz.", "Alt", "Neu");
    CHECK(diff::count_words(item).altered == 2);
    item.changed.emplace_back("summary");
    item.summary = "Ganz andere Worte stehen hier";
    CHECK(diff::count_words(item).altered == 2);
}

TEST_CASE("rewording: a number changed by value, not by its spelling", "[diff]") {
    CHECK(numbers_changed(edited("etwa 1.200 Tote", "etwa 1.250 Tote")));
    CHECK(numbers_changed(edited("mehrere Tote", "12 Tote")));
    CHECK_FALSE(numbers_changed(edited("1.000 Helfer", "1 000 Helfer")));
    CHECK_FALSE(numbers_changed(edited("zwölf Tote", "drei Tote")));
    CHECK_FALSE(numbers_changed(edited("Um 9 kamen 12.", "12 kamen um 9.")));
    CHECK(edited("1.000 Helfer", "1 000 Helfer").edit_class == Class::text);
}

TEST_CASE("rewording: the words that went and those in their place", "[diff]") {
    const Item item =
        edited("Der Täter floh am Abend.", "Der mutmaßliche Verdächtige floh am Abend.");
    CHECK(replaces("täter", "", item));
    CHECK(replaces("Täter", "verdächtig*", item));
    CHECK(replaces("der täter", "mutmaßliche *", item));
    CHECK_FALSE(replaces("floh", "", item));
    CHECK_FALSE(replaces("verdächtig*", "täter", item));
    CHECK(replaces("", "mutmaßlich*", item));
    // Each in its own place is no replacement.
    CHECK_FALSE(replaces("Kiew", "Odessa",
                         edited("Kiew meldet Ruhe. Der Zug nach Lwiw fährt.",
                                "Charkiw meldet Ruhe. Der Zug nach Odessa fährt.")));
}

TEST_CASE("rewording: signs in a pattern part words, stars stand for letters", "[diff]") {
    CHECK(Pattern("AfD-Chef").size() == 2);
    CHECK(Pattern("*mord*").size() == 1);
    CHECK(Pattern("a * b").size() == 3);
    CHECK(Pattern(" — ").empty());
    CHECK(Pattern("*mord*").matches({"massenmorde"}, 0));
    CHECK_FALSE(Pattern("mord").matches({"morde"}, 0));
    CHECK(Pattern("a*a*a*a*b").matches({"aaaaaaaaaaaab"}, 0));
}

TEST_CASE("rewording: what is no edit of words did nothing", "[diff]") {
    Item item;
    item.change = Change::added;
    item.content_text = "12 Tote";
    CHECK_FALSE(numbers_changed(item));
    CHECK_FALSE(replaces("tote", "", item));
    CHECK(matches(Rewording{}, item));
}
