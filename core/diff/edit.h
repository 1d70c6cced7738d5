#pragma once

#include "model/item.h"

namespace stet::diff {

/// Which data of an update say something of it alone. What moves on most updates of a look at once
/// is the doing of the publisher's system.
struct Reliable {
    bool modified = true;   ///< its modification time
    bool published = true;  ///< its publication time
    bool id = true;         ///< its id, so that an address that names it is its own too
};

/// Fills `changed`, `previous`, `edit_class` and `notice` of `now` against its earlier state and
/// says whether anything that counts as a change differs. If nothing does they stay empty.
bool find_edit(const Item& before, Item& now, const Reliable& reliable);

}  // namespace stet::diff
