#pragma once

#include <string_view>

#include "markup/node.h"

namespace stet::markup {

/// Reads a page of HTML5 from valid UTF-8 as browsers do. Comments, styles and scripts are left out
/// but for scripts that carry data (type application/ld+json, application/json and the like). Depth
/// and attributes are bounded before the parser sees them. Never fails.
Tree parse_html(std::string_view text);

/// Reads a piece of HTML, such as the body of a feed's item.
Tree parse_html_fragment(std::string_view text);

}  // namespace stet::markup
