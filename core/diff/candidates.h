#pragma once

#include <cstddef>
#include <vector>

#include "diff/evidence.h"
#include "diff/item_words.h"

namespace stet::diff {

/// Pairs worth weighing where there are many items without a partner: those of the same time or
/// place, or with rare words in common; a few for each of `fresh`.
std::vector<Pair> candidates(const std::vector<std::size_t>& old,
                             const std::vector<std::size_t>& fresh, ItemWords& old_words,
                             ItemWords& new_words, const Evidence& evidence);

}  // namespace stet::diff
