#pragma once

#include <string_view>

#include "markup/bones.h"

namespace stet::markup {

/// Cuts out of a page, in linear time, what makes the parser slow and tells it nothing: scripts
/// that carry no data, styles, comments, drawings, words, and attributes that do not shape the
/// tree. Bounds depth, attributes and elements.
Bones scan_html(std::string_view html);

}  // namespace stet::markup
