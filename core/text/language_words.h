#pragma once

#include <array>
#include <string_view>

namespace stet::text {

/// What tells a language from those that share its script.
struct LanguageMarks {
    std::string_view language;
    std::string_view words;    ///< its commonest words, one blank between them
    std::string_view letters;  ///< those it uses and most of the others do not
};

extern const std::array<LanguageMarks, 27> languages_of_shared_scripts;

}  // namespace stet::text
