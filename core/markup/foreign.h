#pragma once

#include <string_view>

#include "markup/elements.h"

namespace stet::markup {

/// The elements that may stand in a sanitized `math` or `svg`: signs and shapes. Nothing that
/// fetches, runs, moves, or holds styles. In any case; nullptr for all others.
const Element* formula_element(std::string_view name);
const Element* drawing_element(std::string_view name);

}  // namespace stet::markup
