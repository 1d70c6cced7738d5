#pragma once

#include <cstddef>
#include <vector>

#include "diff/identity.h"
#include "model/feed.h"

namespace stet::diff {

/// Updates that the window before showed and that a document lacks; places in `before.items`.
struct Missing {
    std::vector<std::size_t> withdrawn;  ///< out of a gap between neighbours that stayed
    /// At the newest end, or between two pages of a look: a later one will tell.
    std::vector<std::size_t> undecided;
};

/// What is missing by a gap; what is in neither list rolled off.
/// `identities` are those of identify(before, now). An older copy withdraws nothing.
Missing find_gaps(const Feed& before, const Feed& now, const std::vector<Identity>& identities,
                  bool is_older);

/// Whether `now` is a copy from before the look before: its stamps went back, and it has nothing
/// newer.
bool is_older_copy(const Feed& before, const Feed& now, const std::vector<Identity>& identities);

/// On which page of a look, counted from 0, the item at a place stands; `seams` are Feed's.
std::ptrdiff_t page_of(const std::vector<std::size_t>& seams, std::size_t place);

}  // namespace stet::diff
