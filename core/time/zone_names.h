#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "time/zone.h"

namespace stet::time {

/// A zone that a text begins with by a name of several words, or one that does not say whether it
/// is summer: "British Summer Time", "Eastern Time", "ET". Sets the length of the name.
std::optional<Zone> zone_at_start(std::string_view text, std::size_t& length);

}  // namespace stet::time
