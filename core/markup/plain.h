#pragma once

#include <string>
#include <string_view>

#include "markup/node.h"

namespace stet::markup {

/// The text that a reader sees: inline elements joined without blanks, blocks as paragraphs apart
/// by an empty line, `br` as a line break, list items and table rows as lines, cells apart by a
/// tab; nothing of script, style and template. Images give nothing. Tidied.
std::string plain_text(const Node& node);

/// The same of a piece of HTML.
std::string plain_text(std::string_view html);

/// All text below a node as it stands, unfolded; what XML elements hold.
std::string inner_text(const Node& node);

}  // namespace stet::markup
