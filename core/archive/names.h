#pragma once

#include <string>
#include <string_view>

namespace stet::archive {

/// A short name for a source, made of the words of its address: at most 20 of `a-z0-9-`.
std::string short_name(std::string_view address);

/// Whether people may give this name to a source: letters, digits, `.`, `_`, `-`, at most 64.
bool is_name(std::string_view name);

/// Letters that nobody takes for others, which stand for `text`; the same for ever.
std::string letters_for(std::string_view text, std::size_t count);

}  // namespace stet::archive
