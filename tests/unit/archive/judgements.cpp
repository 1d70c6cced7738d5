#include "archive/judgements.h"

#include <array>

#include "series.h"
#include "support/catch.h"

namespace stet::archive {

using namespace series;
using Verdict = Judgement::Verdict;

namespace {

Rereading::Found judge(Archive& archive, Verdict verdict, const std::string& a,
                       const std::string& b) {
    Result<Rereading> rereading = archive.judge({verdict, a, b}, at(1'000'000));
    REQUIRE(rereading);
    read_on(*rereading, {});
    return rereading->finish(diff::mark_edit).value();
}

std::string error_of(Archive& archive, Verdict verdict, const std::string& a,
                     const std::string& b) {
    const Result<Rereading> rereading = archive.judge({verdict, a, b}, at(1'000'000));
    return rereading ? "" : rereading.error().message;
}

/// Updates with their revisions: `K1: eins, zwei; K2: drei`, without heads.
std::string lives(Archive& archive) {
    std::string lines, last;
    for (const Item& item : select(archive, {.kinds = {Kind::update}}, Scope::history)) {
        lines += item.key == last ? ", " : text::cat(lines.empty() ? "" : "; ", item.key, ": ");
        lines += item.content_text.substr(0, item.content_text.find(' '));
        last = item.key;
    }
    return lines;
}

std::string standing(Archive& archive) {
    std::string lines;
    for (const Item& item : select(archive, {}, Scope::latest))
        lines += text::cat(item.key, ' ', item.title, ' ', item.content_text, ' ',
                           time_of(item.observed), ' ', time_of(item.last_observed), '\n');
    return lines;
}

std::string key_of(Archive& archive, const std::string& id) {
    return select(archive, {.ids = {id}}, Scope::latest).back().key;
}

const std::string below = "z|0|Z|ganz unten steht immer dasselbe|\n";

}  // namespace

TEST_CASE("judgements: two that are one have one life, and its key", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    look(archive, capture(0, "a|5|Lage am Deich|eins und die Wiese steht|\n" + below), {}, at(99));
    look(archive, capture(10, "b|9|Neues vom Fluss|zwei doch ohne Regen|\n" + below), {}, at(99));
    look(archive, capture(20, "b|9|Neues vom Fluss|drei doch ohne Regen|\n" + below), {}, at(99));
    const std::string a = key_of(archive, "a"), b = key_of(archive, "b"), z = key_of(archive, "z");
    REQUIRE(lives(archive) == a + ": eins; " + z + ": ganz; " + b + ": zwei, drei");

    judge(archive, Verdict::same, b, a);
    CHECK(lives(archive) == a + ": eins, zwei, drei; " + z + ": ganz");
    CHECK(archive.check().faults.empty());
    CHECK(reread(archive).found == 0);
    // The next look knows it too.
    look(archive, capture(30, "b|9|Neues vom Fluss|vier doch ohne Regen|\n" + below), {}, at(99));
    CHECK(lives(archive) == a + ": eins, zwei, drei, vier; " + z + ": ganz");

    // A later judgement overrides the earlier one; the old key comes back.
    judge(archive, Verdict::distinct, a, b);
    CHECK(lives(archive) == a + ": eins; " + z + ": ganz; " + b + ": zwei, drei, vier");
    CHECK(archive.check().faults.empty());
    CHECK(reread(archive).found == 0);
}

TEST_CASE("judgements: one that is two is taken apart at a revision", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    look(archive, capture(0, "a|5|Lage|eins und die Wiese steht|\n" + below), {}, at(99));
    look(archive, capture(10, "a|5|Lage|zwei doch ohne Regen|\n" + below), {}, at(99));
    look(archive, capture(20, "a|5|Lage|drei doch ohne Regen|\n" + below), {}, at(99));
    const std::string a = key_of(archive, "a"), z = key_of(archive, "z");
    REQUIRE(lives(archive) == a + ": eins, zwei, drei; " + z + ": ganz");
    judge(archive, Verdict::distinct, a + "/1", a + "/2");
    const auto items = select(archive, {.kinds = {Kind::update}}, Scope::latest);
    const auto other = std::ranges::find_if(
        items, [&](const Item& item) { return item.key != a && item.key != z; });
    REQUIRE(other != items.end());
    CHECK(lives(archive) == a + ": eins; " + z + ": ganz; " + other->key + ": zwei, drei");
    CHECK(archive.check().faults.empty());
    judge(archive, Verdict::same, a, other->key);
    CHECK(lives(archive) == a + ": eins, zwei, drei; " + z + ": ganz");
    CHECK(archive.check().faults.empty());
}

TEST_CASE("judgements: unknown keys and contradictions are errors", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    look(archive,
         capture(0,
                 "c|9|C|sieben kleine Boote am Kai|\nb|7|B|acht Wagen der Feuerwehr|\n"
                 "a|5|A|neun Zelte auf der Wiese|\n"),
         {}, at(99));
    const std::string a = key_of(archive, "a"), b = key_of(archive, "b"), c = key_of(archive, "c");
    CHECK(error_of(archive, Verdict::same, a, "ukraine/nono1") == "no update 'ukraine/nono1'");
    CHECK(error_of(archive, Verdict::same, a, a).find("one and the same") != std::string::npos);
    CHECK(error_of(archive, Verdict::same, a, key_of(archive, ticker)).find("head") !=
          std::string::npos);
    judge(archive, Verdict::same, a, b);
    judge(archive, Verdict::same, b, c);
    CHECK(error_of(archive, Verdict::distinct, a, c).find("by way of others") != std::string::npos);
    CHECK(archive.check().faults.empty());
}

TEST_CASE("judgements: a chain of three is taken apart by the keys that it took", "[archive]") {
    // Shown at once, so that of two of them no state is left; or one after the other.
    const bool at_once = GENERATE(true, false);
    const bool first_link = GENERATE(true, false);
    const unsigned turn = GENERATE(0U, 1U, 2U);
    CAPTURE(at_once, first_link, turn);
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const std::string one = "a|5|A|neun Zelte auf der Wiese|\n";
    const std::string two = "b|7|B|acht Wagen der Feuerwehr|\n";
    const std::string three = "c|9|C|sieben kleine Boote am Kai|\n";
    std::vector<std::string> bodies{one + below, two + below, three + below};
    if (at_once)
        bodies = {three + two + one + below,
                  "d|11|D|und noch etwas|\n" + three + two + one + below};
    for (int minutes = 10; const std::string& body : bodies)
        look(archive, capture(minutes += 10, body), {}, at(99));
    std::array<std::string, 3> keys{key_of(archive, "a"), key_of(archive, "b"),
                                    key_of(archive, "c")};
    std::rotate(keys.begin(), keys.begin() + turn, keys.end());
    const std::string apart = history(archive);
    const auto is_sound = [&] {
        CHECK(archive.check().faults.empty());
        CHECK(reread(archive).found == 0);
    };

    judge(archive, Verdict::same, keys[0], keys[1]);
    judge(archive, Verdict::same, keys[1], keys[2]);
    is_sound();
    const auto stands = archive.present_key(keys[0]);
    REQUIRE(stands);
    for (const std::string& key : keys)
        CHECK(archive.present_key(key) == stands);
    look(archive, capture(60, "e|13|E|das kam danach|\n" + bodies.back()), {}, at(99));
    is_sound();

    if (first_link) {
        judge(archive, Verdict::distinct, keys[0], keys[1]);
        is_sound();
        CHECK(archive.present_key(keys[0]) == keys[0]);
        CHECK(archive.present_key(keys[1]) != keys[0]);
        CHECK(archive.present_key(keys[1]) == archive.present_key(keys[2]));
        judge(archive, Verdict::distinct, keys[1], keys[2]);
    } else {
        judge(archive, Verdict::distinct, keys[1], keys[2]);
        is_sound();
        CHECK(archive.present_key(keys[2]) == keys[2]);
        CHECK(archive.present_key(keys[0]) == archive.present_key(keys[1]));
        CHECK(archive.present_key(keys[0]) != keys[2]);
        judge(archive, Verdict::distinct, keys[0], keys[1]);
    }
    is_sound();
    for (const std::string& key : keys)
        CHECK(archive.present_key(key) == key);
    look(archive, capture(70, bodies.back()), {}, at(99));

    Archive never = Archive::open(folder.file("never.db"), Archive::Access::write);
    for (int minutes = 10; const std::string& body : bodies)
        look(never, capture(minutes += 10, body), {}, at(99));
    REQUIRE(history(never) == apart);
    look(never, capture(60, "e|13|E|das kam danach|\n" + bodies.back()), {}, at(99));
    look(never, capture(70, bodies.back()), {}, at(99));
    // What was said of them while they were one stays, as technical edits.
    if (at_once)
        CHECK(standing(archive) == standing(never));
    else
        CHECK(history(archive) == history(never));
    CHECK_FALSE(archive.present_key("ukraine/nono1"));
}

}  // namespace stet::archive
