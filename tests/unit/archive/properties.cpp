// What must hold of every history that an archive keeps, tried on many that a seeded generator
// makes up.
#include <map>
#include <set>

#include "series.h"
#include "support/catch.h"

namespace stet::archive {

using namespace series;

namespace {

/// What a page says, as `window` has it, without any archive.
std::string plain(const Capture& capture, const Reader& reader) {
    std::string lines;
    const Result<Feed> feed = read(document(capture.minutes, capture.body), reader);
    for (const Item& item : feed->items)
        lines += text::cat(item.position, ' ', item.title, '|', item.content_text, '|',
                           item.image_caption, '\n');
    return lines;
}

std::string said(const Item& item) {
    return text::cat(item.title, '|', item.content_text, '|', item.image_caption);
}

std::string lines(const std::map<std::string, std::string>& said_of_keys) {
    std::string text;
    for (const auto& [key, words] : said_of_keys)
        text += text::cat(key, ' ', words, '\n');
    return text;
}

std::string standing(Archive& archive) {
    std::map<std::string, std::string> said_of_keys;
    for (const Item& item : archive.standing(archive.sources().at(0)).items)
        said_of_keys.emplace(item.key, said(item));
    return lines(said_of_keys);
}

/// What change records leave standing if they are applied one by one, beginning with nothing.
class Applied {
  public:
    void apply(const Item& record) {
        INFO(record.key << " is " << name_of(record.change));
        // The state came between the first two of its times, and went between the last two.
        CHECK((!record.not_before || record.not_before < record.observed));
        CHECK(record.observed <= record.last_observed);
        CHECK((!record.until || record.last_observed < record.until));
        const bool stands = standing_.contains(record.key);
        CHECK(stands == (record.change == Change::edited || record.change == Change::withdrawn));
        CHECK(gone_.contains(record.key) == (record.change == Change::restored));
        if (record.change == Change::withdrawn) {
            standing_.erase(record.key);
            gone_.insert(record.key);
        } else {
            standing_[record.key] = said(record);
            gone_.erase(record.key);
        }
    }

    std::string standing() const { return lines(standing_); }

  private:
    std::map<std::string, std::string> standing_;
    std::set<std::string> gone_;
};

constexpr unsigned series_tried = 12;

}  // namespace

TEST_CASE("properties: the window at any look is what its capture says", "[archive]") {
    std::size_t failed = 0;
    for (unsigned seed = 0; seed < series_tried; ++seed) {
        INFO("series " << seed);
        const Reader reader{.captions = true, .ids = seed % 3 != 0};
        const Folder folder;
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        std::vector<std::pair<int, std::string>> seen;  // when, and what a reader saw from then on
        for (const Capture& one : series::series(seed, 24)) {
            look(archive, capture(one.minutes, one.body), reader, at(1'000'000));
            const std::string outcome = archive.sources().at(0).last_outcome;
            const bool good = outcome == "ok" || outcome == "unchanged";
            failed += !good;
            if (good)
                seen.emplace_back(one.minutes, plain(one, reader));
            else if (!seen.empty())
                seen.emplace_back(one.minutes, seen.back().second);
        }
        REQUIRE(seen.size() > 12);
        for (std::size_t n = 0; n < seen.size(); ++n) {
            INFO("look " << n);
            CHECK(window(archive, at(seen[n].first)) == seen[n].second);
            if (n > 0)
                CHECK(window(archive, at(seen[n].first - 1)) == seen[n - 1].second);
        }
    }
    CHECK(failed > 10);
}

TEST_CASE("properties: all change records, applied to nothing, give what stands", "[archive]") {
    for (unsigned seed = 0; seed < series_tried; ++seed) {
        INFO("series " << seed);
        const Reader reader{.captions = true, .ids = seed % 3 != 0};
        const Folder folder;
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        Applied told, logged;
        for (const Capture& one : series::series(seed, 24)) {
            INFO("minute " << one.minutes);
            for (const Item& record :
                 look(archive, capture(one.minutes, one.body), reader, at(1'000'000)))
                if (!record.is_head())
                    told.apply(record);
            CHECK(told.standing() == standing(archive));
        }
        for (const Item& record : select(archive, {}, Scope::changes))
            if (!record.is_head())
                logged.apply(record);
        CHECK(logged.standing() == standing(archive));
    }
}

}  // namespace stet::archive
