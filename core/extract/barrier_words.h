#pragma once

#include <span>
#include <string_view>

/// What pages say that show no news, in the languages of the newspapers that are read; in lower
/// case.
namespace stet::page {

using Phrases = std::span<const std::string_view>;

extern const Phrases robot_checks;   ///< "verify you are human"
extern const Phrases consent_asked;  ///< "accept all cookies"
extern const Phrases sign_in_asked;  ///< "please log in"
extern const Phrases rest_is_sold;   ///< "subscribe to continue reading": of the article at hand

/// How many of the phrases stand in a text in lower case, as far as `enough`.
std::size_t count_of(std::string_view text, Phrases phrases, std::size_t enough = 1);

}  // namespace stet::page
