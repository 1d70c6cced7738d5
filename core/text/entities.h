#pragma once

#include <string>
#include <string_view>

namespace stet::text {

/// Character references of HTML (named and numbered, WHATWG 13.5) replaced by their characters;
/// numbers 0x80 to 0x9F are read as windows-1252; what is no reference stays as it is.
std::string decode_entities(std::string_view text);

/// The characters that a named reference stands for, the name without & and ;. Empty if unknown.
std::string_view entity(std::string_view name);

/// `& < > "` and `'` escaped, for text and attribute values of HTML and XML alike. Characters that
/// XML forbids are dropped.
std::string escape_markup(std::string_view text);

}  // namespace stet::text
