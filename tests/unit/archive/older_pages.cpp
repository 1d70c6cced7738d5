// A day of looks at several pages, which are made one after the other while the newsroom works on,
// and of which one does not come now and then, must tell what looks at one long page tell.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "model/pages.h"
#include "series.h"
#include "support/catch.h"

namespace stet::archive {

namespace {

using namespace series;

constexpr std::size_t per_page = 6, pages = 4;

/// Reads as fetch does.
struct Selectors {
    Reading reading;
    Selectors() {
        reading.item = "article";
        reading.id = "@id";
        reading.title = "h3";
        reading.body = "p";
        reading.time = "time@datetime";
    }
};

Result<Feed> read(const Document& document, const Selectors& selectors) {
    return extract(document, selectors.reading);
}

/// What stands in a live blog, the newest first.
class Newsroom {
  public:
    explicit Newsroom(std::uint64_t seed) : dice_(seed) {
        while (posts_.size() < per_page * pages + 12)
            write();
        first_ = next_;
    }

    void write() {
        const int number = next_++;
        posts_.insert(posts_.begin(), {number, text::cat("Meldung ", number, " vom Deich bei Ort ",
                                                         number * 7919, ", wo Helfer stehen.")});
    }
    // What it does to older updates is near neither end, where looks may differ, and each once.
    void work() {
        for (std::size_t count = dice_() % 3; count > 0; --count)
            write();
        if (dice_() % 2 == 0)
            if (Post& post = posts_[any()]; !std::exchange(post.touched, true))
                post.words += " Der Pegel ist nun um einen Meter gefallen.";
        withdraw();
    }
    void withdraw() {
        const std::size_t place = any();
        if (dice_() % 3 == 0 && !std::exchange(posts_[place].touched, true))
            posts_.erase(posts_.begin() + static_cast<std::ptrdiff_t>(place));
    }
    std::size_t roll(std::size_t sides) { return dice_() % sides; }

    /// So many posts from one on, as a page.
    Document page(std::size_t from, std::size_t count, int minutes) const {
        std::string body = "<h1>Hochwasser</h1>";
        for (std::size_t i = from; i < from + count && i < posts_.size(); ++i) {
            const auto& [number, words, touched] = posts_[i];
            const std::string time = time::to_rfc3339(at(number));
            body += text::cat("<article id=m", number, "><time datetime='", time, "'></time><h3>",
                              number, "</h3><p>", words, "</p></article>");
        }
        Document page = document(minutes, std::move(body));
        page.content_type = "text/html";
        page.address = text::cat(ticker, "?from=", from);
        return page;
    }
    bool is_of_first_look(const Item& item) const {
        return std::stoi(item.title) < first_ && item.change == Change::added;
    }

  private:
    struct Post {
        int number = 0;
        std::string words;
        bool touched = false;
    };
    std::size_t any() { return 4 + dice_() % (per_page * pages - 12); }

    std::mt19937_64 dice_;
    std::vector<Post> posts_;
    int next_ = 1, first_ = 0;
};

/// A look at several pages, between which the newsroom may add and take out.
Document look_at_pages(Newsroom& room, int minutes, bool is_quiet) {
    Pages all;
    const std::size_t missing = !is_quiet && room.roll(6) == 0 ? 1 + room.roll(pages - 1) : pages;
    for (std::size_t i = 0; i < pages && i < missing; ++i) {
        all.list.push_back(room.page(i * per_page, per_page, minutes));
        if (!is_quiet && room.roll(4) == 0)
            room.write();
        if (!is_quiet && room.roll(3) == 0)
            room.withdraw();
    }
    if (missing < pages)
        all.missing = "status 500";
    return packed(std::move(all));
}

using Told = std::multiset<std::string>;

void tell(Told& told, const Newsroom& room, const std::vector<Item>& changes) {
    for (const Item& item : changes)
        if (item.kind == Kind::update && !room.is_of_first_look(item))
            told.insert(text::cat(name_of(item.change), ' ', item.id, ' ', item.content_text));
}

/// The history, and what each look showed.
std::string all_of(Archive& archive, const std::vector<int>& times) {
    std::string lines = history(archive);
    for (const int minutes : times)
        lines += window(archive, at(minutes));
    return lines;
}

}  // namespace

TEST_CASE("older pages: a day of looks tells what one long page would have told", "[archive]") {
    const std::uint64_t seed = GENERATE(range<std::uint64_t>(1, 4));
    CAPTURE(seed);
    const Folder folder;
    const Selectors reader;
    Archive paged = Archive::open(folder.file("paged.db"), Archive::Access::write);
    Archive whole = Archive::open(folder.file("whole.db"), Archive::Access::write);
    Newsroom room(seed);
    Told by_pages, at_once;
    std::vector<int> times;
    constexpr int looks = 24, quiet = 3;
    for (int n = 0; n < looks; ++n) {
        const bool is_quiet = n == 0 || n >= looks - quiet;
        if (n > 0 && !is_quiet)
            room.work();
        if (n >= looks - quiet)
            for (std::size_t more = 0; more < 2; ++more)
                room.write();
        const int minutes = times.emplace_back(5000 + 10 * n);
        tell(by_pages, room,
             look(paged, look_at_pages(room, minutes, is_quiet), reader, at(minutes)));
        tell(at_once, room,
             look(whole, room.page(0, per_page * pages, minutes), reader, at(minutes)));
    }
    CHECK(by_pages == at_once);
    CHECK(at_once.size() > 20);

    const std::string before = all_of(paged, times);
    CHECK(reread(paged, reader).found == 0);
    CHECK(all_of(paged, times) == before);
    CHECK(paged.check().faults.empty());
}

}  // namespace stet::archive
