#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "diff/identity.h"
#include "model/feed.h"

namespace stet::diff {

/// Updates that the window before showed and that a document lacks; places in `before.items`.
struct Missing {
    std::vector<std::size_t> withdrawn;  ///< out of a gap between neighbours that stayed
    /// Of which a later look may say more: at the newest end, between two pages of a look, in a
    /// list that has not yet shown that it is a chronology, or many at once.
    std::vector<std::size_t> undecided;
    Profile profile;  ///< that of `before`, with how the list moved in this look
};

/// What is missing by a gap; what is in neither list rolled off.
///
/// A gap is a withdrawal only in a chronology: a live blog is one, and a feed that has shown itself
/// to be one (Feed::profile). Its neighbours must have stayed with their publication times, the
/// older one must be older, and no more than a few may be missing at once.
///
/// `identities` are those of recognise(before, now). An older copy withdraws nothing.
Missing find_gaps(const Feed& before, const Feed& now, const std::vector<Identity>& identities,
                  bool is_older);

/// Whether `now` is a copy from before the look before: its stamps went back, and it has nothing
/// newer.
bool is_older_copy(const Feed& before, const Feed& now, const std::vector<Identity>& identities);

/// On which page of a look, counted from 0, the item at a place stands; `seams` are Feed's.
std::ptrdiff_t page_of(const std::vector<std::size_t>& seams, std::size_t place);

}  // namespace stet::diff
