#pragma once

#include <cstddef>
#include <string_view>

#include "text/ascii.h"

/// Characters as XML sorts them.
namespace stet::markup::xml {

constexpr bool starts_name(char c) {
    return text::is_alpha(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool in_name(char c) {
    return starts_name(c) || text::is_digit(c) || c == '-' || c == '.';
}
constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
constexpr bool is_forbidden(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// Whether `at` begins with U+FFFE or U+FFFF.
inline bool is_noncharacter(std::string_view at) {
    return at.starts_with("\xEF\xBF\xBE") || at.starts_with("\xEF\xBF\xBF");
}

/// Namespaces that may be declared at one place; each prefix is looked up among them.
inline constexpr std::size_t max_bindings = 256;

/// A name in two, where its colon parts something.
struct Name {
    std::string_view prefix, local;
};
inline Name split(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == name.size())
        return {{}, name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

/// A name without its prefix.
inline std::string_view local_name(std::string_view name) {
    return name.substr(name.rfind(':') + 1);
}

}  // namespace stet::markup::xml
