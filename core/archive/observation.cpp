#include "archive/observation.h"

#include <algorithm>

#include "archive/rows.h"

namespace stet::archive {

namespace {

constexpr std::string_view looks_sql =
    "SELECT number, first, last, count, outcome, detail, came, status, capture,"
    " coalesce(capture, shows), window IS NOT NULL, reading, cut_by"
    " FROM looks WHERE source = ? ORDER BY number";

ObservedLook read_look(const Statement& row) {
    ObservedLook look;
    look.row = row.integer(0);
    look.first = instant(row.integer(1));
    look.last = instant(row.integer(2));
    look.count = row.integer(3);
    look.outcome = row.text(4);
    look.detail = row.text(5);
    look.came = row.text(6);
    look.status = static_cast<int>(row.integer(7));
    look.has_body = !row.is_null(8);
    look.capture = row.maybe(9);
    look.brought_news = row.integer(10) != 0;
    look.reading = row.text(11);
    look.cut_by = row.text(12);
    return look;
}

// Of the looks of a run only the first and the last have times of their own; how many were made
// before a time between them is told by their pace.
void split(std::vector<ObservedLook>& looks, Instant when) {
    const auto run = std::ranges::find_if(
        looks, [&](const ObservedLook& look) { return look.first < when && when < look.last; });
    if (run == looks.end() || run->count < 2)
        return;
    ObservedLook rest = *run;
    const auto before = run->count * (when - run->first).count() / (run->last - run->first).count();
    run->count = std::clamp<std::int64_t>(before, 1, run->count - 1);
    run->last = run->first;
    rest.count -= run->count;
    rest.first = rest.last;
    rest.is_rest = true;
    rest.brought_news = false;
    looks.insert(run + 1, std::move(rest));
}

// Where a time stands among looks whose clock may have jumped: where it contradicts the fewest.
std::ptrdiff_t place_of(const std::vector<ObservedLook>& looks, Instant when) {
    std::ptrdiff_t best = 0, balance = 0, least = 0;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        balance += looks[i].last <= when ? -1 : 1;
        if (balance < least) {
            least = balance;
            best = static_cast<std::ptrdiff_t>(i) + 1;
        }
    }
    return best;
}

}  // namespace

std::vector<ObservedLook> looks_in_order(Connection& sql, std::int64_t source) {
    std::vector<ObservedLook> own, late;
    std::optional<std::int64_t> shown;
    Statement rows = sql.query(looks_sql, source);
    while (rows.step()) {
        ObservedLook look = read_look(rows);
        if (look.is_late()) {
            late.push_back(std::move(look));
            continue;
        }
        // No body is kept of a look that showed the same records as the one before.
        if (look.was_read()) {
            if (!look.capture)
                look.capture = shown;
            shown = look.capture;
        }
        own.push_back(std::move(look));
    }
    std::ranges::stable_sort(late, {}, &ObservedLook::first);
    for (const ObservedLook& look : late)
        split(own, look.first);

    std::vector<ObservedLook> all;
    all.reserve(own.size() + late.size());
    std::ptrdiff_t done = 0;
    for (ObservedLook& look : late) {
        const std::ptrdiff_t place = std::max(done, place_of(own, look.first));
        std::move(own.begin() + done, own.begin() + place, std::back_inserter(all));
        done = place;
        all.push_back(std::move(look));
    }
    std::move(own.begin() + done, own.end(), std::back_inserter(all));
    return all;
}

}  // namespace stet::archive
