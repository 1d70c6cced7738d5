#pragma once

#include <cstddef>
#include <vector>

#include "model/feed.h"

namespace stet::diff {

/// How the updates of a document lie in time.
struct Order {
    enum class Direction { unknown, newest_first, oldest_first };

    Direction direction = Direction::unknown;
    bool in_time = false;        ///< all but a few pinned ones are in order of time
    std::vector<bool> in_place;  ///< by item: not out of that order
};

/// `items` in document order. `by_nature`: a document of this kind is in order of time even where
/// its updates bear none, as live blogs and their text extracts are.
Order order_of(const std::vector<const Item*>& items, bool by_nature);

/// The places of a longest subsequence that never falls (or, `falling`, never rises).
std::vector<std::size_t> longest_run(const std::vector<std::int64_t>& values, bool falling);

}  // namespace stet::diff
