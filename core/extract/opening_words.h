#pragma once

#include <string>
#include <string_view>

#include "markup/node.h"

namespace stet::page {

/// The signs between which agencies set headlines: "+++ 12:31 Titel +++".
inline constexpr std::string_view frame = "+++";

/// A headline without the signs around it.
std::string_view without_frame(std::string_view title);

/// Takes words off the start of an element's text, whatever elements they stand in, and the signs
/// around them.
void take_start(markup::Node& top, std::string_view words);

/// A longer one is none.
inline constexpr std::size_t longest_title = 400;

/// Takes the title off a paragraph that a stamp opened: bold words, those before "+++", a first
/// line that is no sentence. `leads`: the text goes on after the paragraph. Empty if it has none.
std::string take_title(markup::Node& paragraph, bool leads);

}  // namespace stet::page
