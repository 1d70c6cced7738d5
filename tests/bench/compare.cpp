// Times in process how it is decided that nothing changed: 1,000 feeds of 50 items as the archive
// knows them, against the same feeds read once more. Prints CPU seconds for all of it.
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "diff/compare.h"

using namespace stet;

namespace {

constexpr std::size_t feeds = 1000, items = 50, words_an_item = 130;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

Feed made(std::size_t number, bool with_ids) {
    Feed feed;
    feed.head.kind = Kind::feed;
    feed.head.id = "https://feeds.example/" + std::to_string(number);
    feed.head.title = "Feed " + std::to_string(number);
    for (std::size_t n = 0; n < items; ++n) {
        Item item;
        const std::string name = std::to_string(number) + "-" + std::to_string(n);
        if (with_ids)
            item.id = "urn:" + name;
        item.url = "https://feeds.example/" + name;
        item.title = "Meldung " + name;
        for (std::size_t w = 0; w < words_an_item; ++w)
            item.content_text += "Wort" + std::to_string((number * 7919 + n * 131 + w * w) % 9973) +
                                 (w % 12 == 11 ? ". " : " ");
        item.content_html = "<p>" + item.content_text + "</p>";
        item.date_published =
            Instant(std::chrono::seconds(1'760'000'000 - static_cast<std::int64_t>(n) * 600));
        item.date_modified = item.date_published;
        item.time_basis = TimeBasis::stated;
        item.position = static_cast<std::uint32_t>(n + 1);
        feed.items.push_back(std::move(item));
    }
    assign_ids(feed);
    return feed;
}

// What a look asks, in its order; how many changes came of it.
std::size_t decide(const Feed& before, const Feed& now) {
    diff::Collation collation(before, now);
    if (collation.implausible())
        return 1;
    std::size_t changes = collation.undecided().size();
    const Feed marked = std::move(collation).marked();
    for (const Item& item : marked.items)
        changes += item.change != Change::none;
    return changes + (marked.head.change != Change::none);
}

}  // namespace

int main() {
    for (const bool with_ids : {true, false}) {
        double used = 0;
        std::size_t changes = 0;
        for (std::size_t n = 0; n < feeds; ++n) {
            const Feed before = made(n, with_ids), now = before;
            const double start = cpu_seconds();
            changes += decide(before, now);
            used += cpu_seconds() - start;
        }
        std::printf("%zu feeds of %zu items, %s ids: %.3f s, %zu changes\n", feeds, items,
                    with_ids ? "with" : "without", used, changes);
    }
}
