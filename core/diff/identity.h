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

/// The updates of a document, recognised among those known.
struct Recognised {
    std::vector<Identity> identities;  ///< one for each item of the document
    bool ids_hold = true;              ///< ids were believed
    bool ids_kept = false;             ///< the document shows known updates under their ids
    bool ids_changed = false;          ///< it shows several of them under other ids
};

/// Recognises the updates of a document among those known, one to one over the whole document: by
/// what a person judged, by the publisher's ids, by addresses, by words.
///
/// Ids are believed: one id is one update, whatever it says, and two ids are two updates. They are
/// not believed where the document shows several known updates, in the same words, under other ids,
/// or where earlier looks did so again and again (Feed::profile); but always where a person said
/// where they stand. Addresses count the same where there are no ids. An update may change its id
/// or address only with evidence: the same words at its own time of publication, or in its own
/// place between two neighbours. Without ids, or where they are not believed, likeness of text
/// decides; and where neither time nor place are evidence, what differs in a number or a name is
/// another.
///
/// Records of withdrawals are not recognised.
Recognised recognise(const Feed& before, const Feed& now, const Judged& judged = {});

/// The id under which the publisher shows an item at present.
inline const std::string& present_id(const Item& item) {
    return item.publisher_id.empty() ? item.id : item.publisher_id;
}

/// The publisher's time of an item, if it can be compared with others: not one made of an age.
inline std::optional<Instant> comparable_time(const Item& item) {
    return item.time_basis == TimeBasis::age ? std::nullopt : item.date_published;
}

}  // namespace stet::diff
