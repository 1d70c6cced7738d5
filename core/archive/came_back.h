#pragma once

#include <cstdint>

#include "archive/sqlite.h"
#include "model/item.h"

namespace stet::archive {

/// Of a state that was withdrawn and came back as it was by the look `look`: sets `not_before` and
/// `observed` of `item` to when it came back last. Leaves them where it was never away.
void came_back(Connection& sql, std::int64_t state, std::int64_t look, Item& item);

}  // namespace stet::archive
