#pragma once

#include <string_view>

#include "extract/candidate.h"

namespace stet::page {

/// Drops what a list says of every update alike and therefore of none: a heading that is the
/// page's or stands on most of them, one time for most, headings that are the start of the body,
/// authors that are the page's, ids and addresses that are not unique.
void drop_degenerate(Candidates& list, std::string_view headline, std::string_view address);

/// What the ids of updates are worth within one document.
enum class Ids {
    of_places,   ///< anchors of a page: an update that is shown twice may have two
    of_updates,  ///< ids in data, or those that a person pointed at: two are two updates
};

/// An update that stands twice in a page, pinned at the top and in its place, is one: in its place.
void merge_repeated(Candidates& list, Ids ids = Ids::of_places);

/// Joins what the page's data says with what its structure shows. Pairs are found by element, id,
/// the tail of an id, heading and time, time, the start of the text; what is left stands alone.
/// Structure gives id, heading, body and author, data the times and what structure has not.
/// Document order is the structure's.
Candidates join(Candidates data, Candidates structure);

}  // namespace stet::page
