#include "net/head.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::net {
namespace {

constexpr std::size_t longest_validator = 8192;

constexpr std::array<std::string_view, 4> secrets{"authorization", "proxy-authorization", "cookie",
                                                  "set-cookie"};
constexpr std::array<std::string_view, 3> addresses{"location", "content-location", "referer"};

/// Takes the next line off the front of `rest`, with its line end.
std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end == rest.npos ? end : end + 1);
    rest.remove_prefix(line.size());
    return line;
}

bool continues(std::string_view line) {
    return line.starts_with(' ') || line.starts_with('\t');
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::ranges::any_of(names, [&](auto known) { return text::iequals(known, name); });
}

std::string_view line_end(std::string_view line) {
    const std::size_t last = line.find_last_not_of("\r\n");
    return line.substr(last == line.npos ? 0 : last + 1);
}

/// Takes lines off the front of `rest` up to the next value of a field that is not empty.
std::string_view next_value(std::string_view& rest, std::string_view name) {
    while (!rest.empty()) {
        const std::string_view line = take_line(rest);
        const std::size_t colon = line.find(':');
        if (colon == line.npos || !text::iequals(line.substr(0, colon), name))
            continue;
        if (const std::string_view value = text::trim(line.substr(colon + 1)); !value.empty())
            return value;
    }
    return {};
}

}  // namespace

std::string_view field(std::string_view head, std::string_view name) {
    take_line(head);
    return next_value(head, name);
}

std::string list_field(std::string_view head, std::string_view name) {
    take_line(head);
    std::string list(next_value(head, name));
    while (!head.empty())
        if (const std::string_view value = next_value(head, name); !value.empty())
            list += text::cat(", ", value);
    return list;
}

int status_of(std::string_view head) {
    std::string_view line = take_line(head);
    const std::size_t blank = line.find(' ');
    if (!line.starts_with("HTTP/") || blank == line.npos)
        return 0;
    return text::parse_number<int>(line.substr(blank + 1, 3)).value_or(0);
}

std::string blanked(std::string_view head) {
    std::string out;
    out.reserve(head.size());
    out += take_line(head);
    bool secret = false;
    while (!head.empty()) {
        const std::string_view line = take_line(head);
        if (secret && continues(line))
            continue;
        const std::size_t colon = line.find(':');
        const std::string_view name = text::trim(line.substr(0, colon));
        secret = colon != line.npos && is_one_of(secrets, name);
        if (secret)
            out += text::cat(name, ": (blanked)", line_end(line));
        else if (colon != line.npos && is_one_of(addresses, name))
            out +=
                text::cat(name, ": ", text::without_credentials(text::trim(line.substr(colon + 1))),
                          line_end(line));
        else
            out += line;
    }
    return out;
}

std::string_view sound_validator(std::string_view value) {
    const bool sound =
        value.size() <= longest_validator &&
        std::ranges::none_of(value, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    return sound ? value : std::string_view{};
}

}  // namespace stet::net
