#include "model/access.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet {

namespace {

bool is_visible(char c) {
    return c > 0x20 && c < 0x7F;
}

std::optional<Error> fault_of_proxy(const std::string& word) {
    constexpr std::array<std::string_view, 6> schemes{"http",    "https",  "socks4",
                                                      "socks4a", "socks5", "socks5h"};
    if (word.empty() || word == "none")
        return std::nullopt;
    // Wherever the sign stands, and with no scheme before it: what comes before it is not printed.
    if (const std::size_t sign = word.rfind('@'); sign != word.npos)
        return Error{Error::Kind::usage, "a proxy's address is given without credentials",
                     word.substr(sign + 1), "name them in the environment"};
    const text::UrlParts parts = text::url_parts(word);
    const bool is_origin = !parts.authority.empty() && !parts.has_query && !parts.has_fragment &&
                           (parts.path.empty() || parts.path == "/");
    if (!is_origin || !std::ranges::all_of(word, is_visible) ||
        std::ranges::find(schemes, text::lower(parts.scheme)) == schemes.end())
        return Error{Error::Kind::usage,
                     text::cat("not the address of a proxy '", word, "'"),
                     {},
                     "such as http://proxy.example:3128, or none"};
    return std::nullopt;
}

std::optional<Error> fault_of_name(const std::string& name) {
    constexpr std::size_t longest = 1000;
    const bool is_line = std::ranges::none_of(
        name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (is_line && name.size() <= longest)
        return std::nullopt;
    return Error{Error::Kind::usage,
                 text::cat("a name to ask under is one line of at most ", longest, " bytes"),
                 {},
                 {}};
}

}  // namespace

Access over(const Access& typed, Access kept) {
    if (!typed.proxy.empty())
        kept.proxy = typed.proxy;
    if (!typed.user_agent.empty())
        kept.user_agent = typed.user_agent;
    return kept;
}

std::optional<Error> fault_of(const Access& access) {
    std::optional<Error> fault = fault_of_proxy(access.proxy);
    return fault ? fault : fault_of_name(access.user_agent);
}

}  // namespace stet
