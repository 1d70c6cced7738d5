#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stet {

/// A key as people type it: of an update, `ukraine/k7f3q`, or of a revision, `ukraine/k7f3q/2`.
struct Key {
    std::string update;
    std::uint32_t revision = 0;  ///< 0: none is named
};

/// A third part that is no number names no revision, and the whole is the key of no update.
Key parse_key(std::string_view typed);

}  // namespace stet
