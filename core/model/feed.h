#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/item.h"
#include "model/profile.h"
#include "model/wishes.h"

namespace stet {

/// A document as it was read, or a source as the archive knows it: its head record and its updates.
struct Feed {
    /// How much of the document was there (whole, mended, cut).
    enum class Extent : std::uint8_t {
        whole,
        mended,     ///< may add and edit, never withdraw
        cut,        ///< ended inside an update: can be read, but a look at it has failed
        selection,  ///< a stream without its head record: absence proves nothing
    };

    Item head;
    /// In document order. In a state from the archive those that stand in the last whole look come
    /// first, by position; those that do not have position 0, and `change` withdrawn if they were.
    std::vector<Item> items;
    Extent extent = Extent::whole;
    bool has_head = true;
    /// Publisher's ids that the document itself declares withdrawn (RFC 6721, data-tombstone).
    std::vector<std::string> tombstones;
    Wishes wishes;
    /// Why a look at this has failed though there is something to be read: only the beginning of an
    /// article is free, selectors given by hand match nothing.
    std::optional<Error> doubt;
    /// The list that a person pointed at is there and has no elements: that it is empty is an
    /// answer, not a failure.
    bool is_empty_list = false;
    std::vector<std::string> feeds;  ///< addresses of feeds that a page names, the likeliest first
    std::string older;               ///< where a feed says that the updates before these are
    /// Of a look at several pages: how far down they reach may differ from look to look. `seams`
    /// are the places of items where a further page begins, which was made at another moment.
    bool of_pages = false;
    std::vector<std::size_t> seams;
    bool ids_by_hand = false;  ///< a person said where the ids stand: they are believed
    /// Of a source as the archive knows it: what its looks have shown. Of a document that was
    /// compared with one: the same with this look.
    Profile profile;
    /// Of a source as the archive knows it: earlier revisions, under their ids, of updates that the
    /// newest look edited.
    std::vector<Item> former;
    /// Pairs of ids that took each other's place and came back: they name two updates.
    std::vector<std::pair<std::string, std::string>> apart;
};

/// Gives every item without a publisher's id one of stet's making: `stet:` and a digest of its
/// address, else of its time and heading, else of its text, made unique within the feed by its
/// place among equals. The same document gets the same ids. Ids that the publisher gives twice stay
/// as they are: which update has it is for those to decide who know what stood before.
void assign_ids(Feed& feed);

/// Whether an id is of stet's making.
inline bool is_made_id(std::string_view id) {
    return id.substr(0, 5) == "stet:";
}

}  // namespace stet
