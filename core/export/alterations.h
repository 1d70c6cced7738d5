#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "export/marked.h"
#include "model/item.h"
#include "time/zone.h"

namespace stet::out {

/// What an edit did to one member of a record, for people.
struct Alteration {
    std::string_view member;  ///< its name on the wire; points into the record
    std::string label;        ///< what people call it; empty for the text itself
    Pieces pieces;

    /// The label, quiet, and the pieces in one.
    Pieces labelled() const;
};

/// What an edit did, member by member: texts with marked words (of unchanged stretches `context`
/// words on either side of a change), all others as old and new values. `before` is
/// before_edit(item).
std::vector<Alteration> alterations(const Item& item, const Item& before, std::size_t context,
                                    const time::Zone& zone);

}  // namespace stet::out
