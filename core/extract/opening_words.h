#pragma once

#include <string_view>

#include "markup/node.h"

namespace stet::page {

/// The signs between which agencies set headlines: "+++ 12:31 Titel +++".
inline constexpr std::string_view frame = "+++";

/// A headline without the signs around it.
std::string_view without_frame(std::string_view title);

/// Takes words off the start of an element's text, whatever elements they stand in, and the sign
/// that joins them to the rest.
void take_start(markup::Node& top, std::string_view words);

}  // namespace stet::page
