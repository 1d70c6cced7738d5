#include "text/ascii.h"

#include <algorithm>

namespace stet::text {

namespace {

bool same_letter(char a, char b) {
    return to_lower(a) == to_lower(b);
}

}  // namespace

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), to_lower);
    return out;
}

bool iequals(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, same_letter);
}

bool istarts_with(std::string_view text, std::string_view start) {
    return iequals(text.substr(0, start.size()), start);
}

std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from) {
    if (needle.empty())
        return from <= text.size() ? from : text.npos;
    // What has no case is found at once.
    const std::size_t anchor = std::min(
        static_cast<std::size_t>(std::ranges::find_if_not(needle, is_alpha) - needle.begin()),
        needle.size() - 1);
    const bool letter = is_alpha(needle[anchor]);
    for (; from < text.size() && text.size() - from >= needle.size(); ++from) {
        if (!letter) {
            const std::size_t at = text.find(needle[anchor], from + anchor);
            if (at == text.npos || at - anchor > text.size() - needle.size())
                break;
            from = at - anchor;
        }
        if (same_letter(text[from + anchor], needle[anchor]) &&
            iequals(text.substr(from, needle.size()), needle))
            return from;
    }
    return text.npos;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (std::size_t end; (end = text.find(separator)) != text.npos; text.remove_prefix(end + 1))
        pieces.push_back(text.substr(0, end));
    pieces.push_back(text);
    return pieces;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at; (at = text.find(from)) != text.npos;
         text.remove_prefix(at + from.size())) {
        out.append(text.substr(0, at));
        out.append(to);
    }
    out.append(text);
    return out;
}

}  // namespace stet::text
