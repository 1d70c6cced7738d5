#pragma once

#include "model/item.h"

namespace stet::diff {

/// Whether the publisher's modification time says anything of a single update.
enum class Modified {
    telling,
    en_masse,  ///< it moved on most updates at once
};

/// Fills `changed`, `previous`, `edit_class` and `notice` of `now` against its earlier state and
/// says whether anything that counts as a change differs. If nothing does they stay empty.
bool find_edit(const Item& before, Item& now, Modified modified);

}  // namespace stet::diff
