// What must hold of every history, tried on many that a seeded generator makes up: a live blog that
// grows, is reworded, loses updates out of its middle and gets some back, under ids of every kind.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "diff/compare.h"
#include "support/catch.h"

using namespace stet;

namespace {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed * 2654435761 + 1) {}
    std::size_t below(std::size_t bound) {
        state_ = state_ * 6364136223846793005 + 1442695040888963407;
        return static_cast<std::size_t>((state_ >> 33) % bound);
    }

  private:
    std::uint64_t state_;
};

enum class Ids { kept, none, minted, positional, slugs };
constexpr Ids all_ids[] = {Ids::kept, Ids::none, Ids::minted, Ids::positional, Ids::slugs};

struct Manner {
    Ids ids = Ids::kept;
    bool oldest_first = false;
    std::size_t window = 40;
    std::size_t pins = 0;
};

// A fact or a record: what happened to which words.
using Fact = std::pair<std::string, std::string>;

std::string said(const Item& item) {
    return item.title + "\n" + item.content_text;
}

// The newsroom: what stands, newest first, and what was taken away.
class Newsroom {
  public:
    explicit Newsroom(std::uint64_t seed) : dice_(seed) {
        for (int n = 0; n < 12; ++n)
            write();
        facts_.clear();
    }

    void work() {
        facts_.clear();
        edited_.clear();
        for (std::size_t n = dice_.below(3); n > 0; --n)
            write();
        for (std::size_t n = dice_.below(3); n > 0; --n)
            edit(3 + dice_.below(8));
        if (dice_.below(3) == 0)
            withdraw(4 + dice_.below(5));
        if (!withdrawn_.empty() && dice_.below(5) == 0)
            restore();
    }

    Feed page(const Manner& manner) {
        Feed feed;
        feed.head.kind = Kind::page;
        feed.head.id = "https://news.example/live";
        feed.head.title = "Newsblog";
        feed.head.feed = FeedData{};
        feed.head.feed->format = "liveblog";
        std::vector<Item> shown(
            stands_.begin(),
            stands_.begin() + static_cast<std::ptrdiff_t>(std::min(manner.window, stands_.size())));
        if (manner.oldest_first)
            std::reverse(shown.begin(), shown.end());
        for (std::size_t n = 0; n < manner.pins && n < stands_.size(); ++n)  // once more on top
            shown.insert(shown.begin(), shown[shown.size() - 1 - n]);
        for (std::size_t n = 0; n < shown.size(); ++n) {
            name(shown[n], manner.ids, n);
            shown[n].position = static_cast<std::uint32_t>(n + 1);
        }
        feed.items = std::move(shown);
        assign_ids(feed);
        return feed;
    }

    std::multiset<Fact> facts() const { return facts_; }
    std::multiset<std::string> standing() const {
        std::multiset<std::string> all;
        for (const Item& item : stands_)
            all.insert(said(item));
        return all;
    }

  private:
    std::string word() { return "wort" + std::to_string(dice_.below(5000)); }

    void write() {
        Item item;
        item.id = "block-" + std::to_string(++written_);
        item.title = "Meldung " + word() + " " + word() + " " + word();
        for (int n = 0; n < 30; ++n)
            item.content_text += word() + (n % 9 == 8 ? ". " : " ");
        item.content_text += "Ende.";
        item.date_published =
            Instant(std::chrono::seconds(1'769'616'000 + 300 * static_cast<int>(written_)));
        item.time_basis = TimeBasis::stated;
        facts_.emplace("added", said(item));
        stands_.insert(stands_.begin(), std::move(item));
    }

    void edit(std::size_t place) {
        if (place >= stands_.size() || !edited_.insert(stands_[place].id).second)
            return;
        Item& item = stands_[place];
        for (std::size_t n = 1 + dice_.below(4); n > 0; --n) {
            std::string& text = item.content_text;
            const std::size_t at = text.find(' ', dice_.below(text.size() - 30)) + 1;
            text.replace(at, text.find(' ', at) - at, "neu" + word());
        }
        if (dice_.below(4) == 0)
            item.title += " " + word();
        facts_.emplace("edited", said(item));
    }

    void withdraw(std::size_t place) {
        if (place + 3 >= std::min<std::size_t>(stands_.size(), 12) ||
            edited_.contains(stands_[place].id))
            return;
        facts_.emplace("withdrawn", said(stands_[place]));
        edited_.insert(stands_[place].id);
        withdrawn_.push_back(stands_[place]);
        stands_.erase(stands_.begin() + static_cast<std::ptrdiff_t>(place));
    }

    void restore() {
        const Item item = withdrawn_.back();
        if (edited_.contains(item.id))
            return;
        const auto place = std::find_if(stands_.begin(), stands_.end(), [&](const Item& other) {
            return other.date_published < item.date_published;
        });
        if (place - stands_.begin() > 9)  // no window may reach so far
            return;
        withdrawn_.pop_back();
        edited_.insert(item.id);
        facts_.emplace("restored", said(item));
        stands_.insert(place, item);
    }

    void name(Item& item, Ids ids, std::size_t place) {
        if (ids == Ids::none)
            item.id.clear();
        else if (ids == Ids::minted)
            item.id = "minted-" + std::to_string(++minted_);
        else if (ids == Ids::positional)
            item.id = "post" + std::to_string(place + 1);
        else if (ids == Ids::slugs)
            item.id = item.title;
    }

    Dice dice_;
    std::vector<Item> stands_, withdrawn_;
    std::multiset<Fact> facts_;
    std::set<std::string> edited_;
    std::size_t written_ = 0, minted_ = 0;
};

// What an archive keeps of a source, as far as compare() needs it.
class Known {
  public:
    // The records of a look, folded into what was known.
    std::multiset<Fact> look(const Feed& now) {
        const Feed before = state();
        CHECK_FALSE(diff::Collation(before, now).implausible());
        const Feed marked = diff::compare(before, now);
        std::multiset<Fact> said_of_it;
        window_.clear();
        for (const Item& item : marked.items) {
            if (item.change != Change::none) {
                said_of_it.emplace(name_of(item.change), said(item));
                apply(item);
            }
            if (item.change == Change::withdrawn)
                stands_.erase(item.id);
            else
                stands_[item.id] = item;
            if (item.change == Change::withdrawn)
                gone_[item.id] = item;
            else
                gone_.erase(item.id), window_.push_back(item.id);
        }
        return said_of_it;
    }

    // All change records so far, applied to nothing.
    std::multiset<std::string> applied() const {
        std::multiset<std::string> all;
        for (const auto& [id, words] : applied_)
            all.insert(words);
        return all;
    }

  private:
    void apply(const Item& record) {
        const bool known = applied_.contains(record.id);
        CHECK(known == (record.change == Change::edited || record.change == Change::withdrawn));
        if (record.change == Change::withdrawn)
            applied_.erase(record.id);
        else
            applied_[record.id] = said(record);
    }

    Feed state() const {
        Feed feed;
        if (stands_.empty())
            return feed;
        feed.head.kind = Kind::page;
        feed.head.id = "https://news.example/live";
        feed.head.title = "Newsblog";
        feed.head.feed = FeedData{};
        feed.head.feed->format = "liveblog";
        std::set<std::string> shown;
        for (const std::string& id : window_) {
            feed.items.push_back(stands_.at(id));
            feed.items.back().change = Change::none;
            feed.items.back().position = static_cast<std::uint32_t>(feed.items.size());
            shown.insert(id);
        }
        for (const auto& [id, item] : stands_)
            if (!shown.contains(id)) {
                feed.items.push_back(item);
                feed.items.back().change = Change::none;
                feed.items.back().position = 0;
            }
        for (const auto& [id, item] : gone_) {
            feed.items.push_back(item);
            feed.items.back().change = Change::withdrawn;
            feed.items.back().position = 0;
        }
        return feed;
    }

    std::map<std::string, Item> stands_, gone_;
    std::map<std::string, std::string> applied_;
    std::vector<std::string> window_;
};

std::vector<Manner> manners() {
    std::vector<Manner> all;
    for (const Ids ids : all_ids)
        for (const bool oldest_first : {false, true})
            all.push_back({ids, oldest_first, 40, 0});
    for (const Ids ids : {Ids::none, Ids::minted})
        all.push_back({ids, false, 16, 0});
    all.push_back({Ids::kept, false, 16, 0});
    all.push_back({Ids::kept, false, 40, 2});
    all.push_back({Ids::none, false, 40, 2});
    return all;
}

}  // namespace

TEST_CASE("properties: every record is a fact, and every fact a record", "[diff]") {
    for (const Manner& manner : manners())
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            Newsroom newsroom(seed);
            Known known;
            known.look(newsroom.page(manner));
            for (int step = 0; step < 20; ++step) {
                newsroom.work();
                INFO("ids " << static_cast<int>(manner.ids) << ", oldest first "
                            << manner.oldest_first << ", window " << manner.window << ", pins "
                            << manner.pins << ", seed " << seed << ", step " << step);
                REQUIRE(known.look(newsroom.page(manner)) == newsroom.facts());
                REQUIRE(known.applied() == newsroom.standing());
            }
        }
}

TEST_CASE("properties: a document is no different from itself, in any order", "[diff]") {
    Dice dice(7);
    for (const Ids ids : all_ids)
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            Newsroom newsroom(seed);
            const Manner manner{ids, false, 40, 0};
            const Feed page = newsroom.page(manner);
            Feed shuffled = newsroom.page(manner);
            for (std::size_t n = shuffled.items.size(); n > 1; --n)
                std::swap(shuffled.items[n - 1], shuffled.items[dice.below(n)]);
            for (std::size_t n = 0; n < shuffled.items.size(); ++n)
                shuffled.items[n].position = static_cast<std::uint32_t>(n + 1);
            for (const Feed& now : {page, shuffled}) {
                const Feed marked = diff::compare(page, now);
                CHECK(marked.head.change == Change::none);
                CHECK(marked.items.size() == page.items.size());
                for (const Item& item : marked.items)
                    CHECK(item.change == Change::none);
            }
        }
}
