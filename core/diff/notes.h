#pragma once

#include "model/item.h"

namespace stet::diff {

/// Whether `now` carries a publisher's note on a correction ("Korrektur:", "This article was
/// amended") that its earlier state did not carry.
bool adds_note(const Item& before, const Item& now);

}  // namespace stet::diff
