#pragma once

#include <cstddef>
#include <vector>

#include "model/feed.h"
#include "model/judged.h"

namespace stet::diff {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Which update an item is.
struct Identity {
    /// By what it was recognised.
    enum class Reason { unknown, judgement, id, address, words, likeness };

    std::size_t before = nowhere;  ///< its place among the items known before
    Reason reason = Reason::unknown;
    double score = 1;               ///< of likeness: how well it fits, from 0 to 1
    std::size_t repeats = nowhere;  ///< the place in `now` of the item that it shows once more
};

/// Recognises the updates of a document among those known, one to
/// one over the whole document: by what a person judged, by the publisher's id, as far as it can be
/// trusted in this document, then by address, by their words, at last by time, heading and likeness
/// of text. Ids that stand at other texts than before, while those texts stand under other ids, are
/// positional and tell nothing. One Identity for each item of `now`; records of withdrawals are not
/// recognised.
std::vector<Identity> identify(const Feed& before, const Feed& now, const Judged& judged = {});

/// The id under which the publisher shows an item at present.
inline const std::string& present_id(const Item& item) {
    return item.publisher_id.empty() ? item.id : item.publisher_id;
}

/// The publisher's time of an item, if it can be compared with others: not one made of an age.
inline std::optional<Instant> comparable_time(const Item& item) {
    return item.time_basis == TimeBasis::age ? std::nullopt : item.date_published;
}

}  // namespace stet::diff
