#include "model/profile.h"

namespace stet {

namespace {

// A chronology is believed after this many regular moves, and as long as there are at most one
// irregular move to this many regular ones.
constexpr std::int64_t enough_moves = 8;
constexpr std::int64_t regular_per_irregular = 8;

// Ids that changed in one look may have been changed once, by a new publishing system. From the
// second look on it is a habit, unless ids were kept in many more looks.
constexpr std::int64_t a_habit = 2;
constexpr std::int64_t kept_per_changed = 8;

}  // namespace

Listing listing_of(const Profile& profile) {
    const std::int64_t regular = profile.entered_at_end + profile.left_at_end;
    const std::int64_t irregular = profile.entered_inside + profile.left_inside +
                                   profile.came_back + profile.dated_anew +
                                   profile.looks_out_of_order;
    if (profile.by_nature)
        return Listing::chronology;
    if (regular + irregular < enough_moves)
        return Listing::unproven;
    return irregular * regular_per_irregular <= regular ? Listing::chronology : Listing::selection;
}

std::string_view name_of(Listing listing) {
    switch (listing) {
        case Listing::chronology:
            return "chronology";
        case Listing::selection:
            return "selection";
        case Listing::unproven:
            break;
    }
    return "unproven";
}

bool ids_are_disproved(const Profile& profile) {
    return profile.looks_against_ids >= a_habit &&
           profile.looks_against_ids * kept_per_changed >= profile.looks_with_ids;
}

}  // namespace stet
