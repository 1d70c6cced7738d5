#include "diff/order.h"

#include <algorithm>
#include <cstdint>

#include "diff/identity.h"

namespace stet::diff {
namespace {

// Pinned updates stand above the others; so many are passed over when a document is asked for its
// order, where enough others stand below. Of those a few may be out of order, as printed clocks
// are; of less than ten one, and of less than six none: that few fall into an order by chance.
constexpr std::size_t most_pinned = 3;
constexpr std::size_t below_a_pinned_one = 4;

std::size_t may_be_astray(std::size_t count) {
    return count >= 10 ? count / 5 : count >= 6 ? 1 : 0;
}

}  // namespace

std::vector<std::size_t> longest_run(const std::vector<std::int64_t>& values, bool falling) {
    std::vector<std::size_t> ends;  // by length - 1: where a run of that length ends at best
    std::vector<std::size_t> previous(values.size());
    const auto value = [&](std::size_t n) { return falling ? -values[n] : values[n]; };
    for (std::size_t n = 0; n < values.size(); ++n) {
        const auto at = std::upper_bound(
            ends.begin(), ends.end(), value(n),
            [&](std::int64_t wanted, std::size_t end) { return wanted < value(end); });
        previous[n] = at == ends.begin() ? n : *(at - 1);
        if (at == ends.end())
            ends.push_back(n);
        else
            *at = n;
    }
    std::vector<std::size_t> run(ends.size());
    for (std::size_t k = run.size(), n = ends.empty() ? 0 : ends.back(); k-- > 0; n = previous[n])
        run[k] = n;
    return run;
}

Order order_of(const std::vector<const Item*>& items, bool by_nature) {
    Order order;
    order.in_place.assign(items.size(), true);
    std::vector<std::size_t> dated;
    std::vector<std::int64_t> when;
    for (std::size_t n = 0; n < items.size(); ++n) {
        const auto time = comparable_time(*items[n]);
        if (!time || items[n]->time_basis == TimeBasis::day)
            continue;
        dated.push_back(n);
        when.push_back(time->time_since_epoch().count());
    }
    if (dated.size() < 2) {
        order.in_time = by_nature;
        return order;
    }
    const std::vector<std::size_t> falling = longest_run(when, true);
    const std::vector<std::size_t> rising = longest_run(when, false);
    const std::vector<std::size_t>& run = falling.size() >= rising.size() ? falling : rising;
    if (falling.size() != rising.size())
        order.direction = falling.size() > rising.size() ? Order::Direction::newest_first
                                                         : Order::Direction::oldest_first;
    for (const std::size_t n : dated)
        order.in_place[n] = false;
    for (const std::size_t k : run)
        order.in_place[dated[k]] = true;
    std::size_t pinned = 0;
    while (pinned < most_pinned && pinned < dated.size() && !order.in_place[dated[pinned]])
        ++pinned;
    const std::size_t rest = dated.size() - pinned;
    if (rest < pinned * below_a_pinned_one)
        pinned = 0;
    order.in_time = run.size() + may_be_astray(dated.size() - pinned) >= dated.size() - pinned;
    // What stands above all that is dated, and is not, is pinned there as far as one can know.
    for (std::size_t n = 0; n < dated[run.front()]; ++n)
        order.in_place[n] = false;
    return order;
}

}  // namespace stet::diff
