#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "time/instant.h"

namespace stet {

/// What the looks at a source have shown of its list: whether its ids name updates, and whether it
/// is a chronology, which updates leave at the oldest end. An archive keeps one for each source;
/// each whole look adds to it.
struct Profile {
    // Ids
    std::int64_t looks_with_ids = 0;  ///< looks that kept the ids of known updates
    std::int64_t looks_against_ids =
        0;  ///< looks that showed several known updates under other ids

    // The list. Counted are updates.
    bool by_nature = false;               ///< a live blog, which is a chronology by nature
    std::int64_t looks_out_of_order = 0;  ///< looks that did not show it in order of time
    std::int64_t entered_at_end = 0;      ///< new ones at the newest end
    std::int64_t entered_inside = 0;  ///< new ones, or ones that had rolled off, between known ones
    std::int64_t left_at_end = 0;     ///< known ones that left at the oldest end
    std::int64_t left_inside = 0;     ///< known ones that left from between others
    std::int64_t came_back = 0;       ///< of those that had left from between others
    std::int64_t dated_anew = 0;      ///< known ones whose publication time moved

    /// The newest modification time of a look in which most of them moved at once. Modification
    /// times up to here are the publisher's system's, not an editor's.
    std::optional<Instant> restamped;
    bool restamps = false;  ///< the last look that brought news moved most of them

    bool operator==(const Profile&) const = default;
};

/// What is known of a list.
enum class Listing : std::uint8_t {
    unproven,    ///< too little was seen of it
    chronology,  ///< updates leave it at the oldest end: a gap is a withdrawal
    selection,   ///< updates leave it anywhere: a gap proves nothing
};

Listing listing_of(const Profile& profile);
/// Its word in records of sources.
std::string_view name_of(Listing listing);

/// Whether the looks so far prove that ids do not name updates.
bool ids_are_disproved(const Profile& profile);

}  // namespace stet
