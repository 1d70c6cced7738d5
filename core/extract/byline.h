#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::page {

/// The names in a byline, whole or in parts of it: "By Ann Lee and Bo Ek" has two, "From" none.
std::vector<std::string> names_in_byline(std::string_view line);

/// One to five capitalised words without digits: "Ursula von der Leyen".
bool looks_like_name(std::string_view text);

}  // namespace stet::page
