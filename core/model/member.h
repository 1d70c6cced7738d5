#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "json/value.h"
#include "json/writer.h"
#include "model/item.h"

namespace stet {

/// How one member of a record is read and written. The tables below are the only place that knows
/// which members there are.
struct MemberRule {
    std::string_view name;
    bool (*absent)(const Item&);
    void (*write)(json::Writer&, const Item&);  ///< the value
    bool (*read)(Item&, json::Value);           ///< false, and no change, if it is of another type
    void (*clear)(Item&);
};

/// The members of the item itself and of its `_stet`, in the order of the wire.
std::span<const MemberRule> item_members();
std::span<const MemberRule> stet_members();

/// The place of a member in a table, looked for from `hint` on and around, so that members that
/// come in the order of the wire are found at once; the table's size if it is not there.
std::size_t find_member(std::span<const MemberRule> table, std::string_view name,
                        std::size_t hint = 0);

}  // namespace stet
