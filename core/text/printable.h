#pragma once

#include <string>
#include <string_view>

namespace stet::text {

/// Foreign text made harmless for a terminal: C0 but line feed and tab, DEL, C1, and characters
/// that turn the direction of writing are shown as `\x1b` or `\u202e`; broken UTF-8 as U+FFFD.
std::string printable(std::string_view text);

/// The same on one line: line feeds and tabs become blanks.
std::string printable_line(std::string_view text);

}  // namespace stet::text
