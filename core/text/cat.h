#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace stet::text {

inline void append(std::string& out, std::string_view part) {
    out.append(part);
}
inline void append(std::string& out, char part) {
    out.push_back(part);
}
template <std::integral Number>
void append(std::string& out, Number part) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, part).ptr;
    out.append(digits, end);
}

/// Strings, characters and whole numbers, one after the other.
template <class... Parts>
std::string cat(const Parts&... parts) {
    std::string out;
    (append(out, parts), ...);
    return out;
}

}  // namespace stet::text
