#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "time/stamp.h"

namespace stet::page {

/// The names in a byline, whole or in parts of it: "By Ann Lee and Bo Ek" has two, "From" none.
std::vector<std::string> names_in_byline(std::string_view line);

/// One to five capitalised words without digits: "Ursula von der Leyen".
bool looks_like_name(std::string_view text);

/// Who wrote, and when, in one line: "by NAME on DATE at TIME".
struct SignedStamp {
    std::string author;
    time::Stamp stamp;  ///< its words point into the line
};
std::optional<SignedStamp> signed_stamp_of(std::string_view line);

}  // namespace stet::page
