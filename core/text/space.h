#pragma once

#include <string>
#include <string_view>

namespace stet::text {

/// White space of any kind (Unicode's, NBSP and line breaks too) folded to single blanks, none at
/// the ends; soft hyphens and zero-width characters that only steer line breaks are dropped.
std::string fold_space(std::string_view text);

/// Text of several paragraphs tidied: blanks folded within lines, line ends bare, paragraphs apart
/// by exactly one empty line, nothing at the ends. Single line breaks stay.
std::string tidy(std::string_view text);

}  // namespace stet::text
