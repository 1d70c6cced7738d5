#pragma once

#include <string>
#include <string_view>

namespace stet::text {

/// The language that a text is written in, by its script and its commonest words: `de`, `en`,
/// `uk`. Empty where there is too little text to be sure.
std::string recognise_language(std::string_view text);

/// A language tag in its usual spelling (RFC 5646: `de_de` becomes `de-DE`); empty if it is none.
std::string tidy_language(std::string_view tag);

}  // namespace stet::text
