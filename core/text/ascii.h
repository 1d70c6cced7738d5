#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Letters, digits and blanks of ASCII, whatever the locale.
namespace stet::text {

constexpr bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_alnum(char c) {
    return is_digit(c) || is_alpha(c);
}
constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
constexpr char to_upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

/// ASCII letters in lower case; all other bytes as they are.
std::string lower(std::string_view text);

/// Equal but for the case of ASCII letters.
bool iequals(std::string_view a, std::string_view b);
bool istarts_with(std::string_view text, std::string_view start);
/// Where `needle` begins in `text`, ASCII case aside; npos if nowhere.
std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from = 0);

/// Without ASCII blanks at both ends; points into `text`.
std::string_view trim(std::string_view text);

/// The pieces between separators, empty ones too; they point into `text`.
std::vector<std::string_view> split(std::string_view text, char separator);

/// `text` with each `from` replaced by `to`; `from` is not empty.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

/// The whole of `text` as a decimal number; none if it is anything else or out of range.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end)
        return std::nullopt;
    return number;
}

}  // namespace stet::text
