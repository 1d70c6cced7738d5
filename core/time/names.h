#pragma once

#include <optional>
#include <string_view>

namespace stet::time {

/// The number of the month that a word names, in the languages of Europe, written out or cut to
/// three letters or more ("Jän", "sept", "июля"); case and marks do not count.
std::optional<unsigned> month_named(std::string_view word);

/// Whether a word names a day of the week, written out or cut to two letters or more.
bool is_weekday_name(std::string_view word);

}  // namespace stet::time
