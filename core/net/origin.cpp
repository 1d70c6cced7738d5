#include "net/origin.h"

#include <optional>

#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::net {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

int hex_value(char c) {
    const std::size_t at = hex_digits.find(c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c);
    return at == hex_digits.npos ? -1 : static_cast<int>(at);
}

/// The byte that a `%e4` at this place stands for.
std::optional<char> encoded_byte(std::string_view text, std::size_t at) {
    const int high = text[at] == '%' && at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[at + 2]) : -1;
    if (low < 0)
        return std::nullopt;
    return static_cast<char>(high * 16 + low);
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::optional<char> byte = encoded_byte(text, i);
        out += byte.value_or(text[i]);
        i += byte ? 2 : 0;
    }
    return out;
}

void append_encoded(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += hex_digits[byte >> 4];
    out += hex_digits[byte & 15];
}

bool may_stand_in_address(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f;
}

void append_encoded(std::string& out, std::string_view text) {
    for (const char c : text)
        if (may_stand_in_address(c))
            out += c;
        else
            append_encoded(out, c);
}

bool needs_no_encoding(char c) {
    return text::is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

}  // namespace

Address take_apart(std::string_view url) {
    const text::UrlParts parts = text::url_parts(url);
    const std::size_t at = parts.authority.rfind('@');
    const bool named = at != parts.authority.npos;
    Address address;
    address.url = text::cat(text::lower(parts.scheme), "://",
                            named ? parts.authority.substr(at + 1) : parts.authority);
    append_encoded(address.url, parts.path);
    if (parts.has_query) {
        address.url += '?';
        append_encoded(address.url, parts.query);
    }
    if (named) {
        const std::string_view both = parts.authority.substr(0, at);
        const std::size_t colon = both.find(':');
        address.user = percent_decoded(both.substr(0, colon));
        if (colon != both.npos)
            address.password = percent_decoded(both.substr(colon + 1));
    }
    return address;
}

std::string uniform_encoding(std::string_view path) {
    std::string out;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::optional<char> byte = encoded_byte(path, i);
        if (byte ? needs_no_encoding(*byte) : may_stand_in_address(path[i]))
            out += byte.value_or(path[i]);
        else
            append_encoded(out, byte.value_or(path[i]));
        i += byte ? 2 : 0;
    }
    return out;
}

std::string origin_of(std::string_view url) {
    const text::UrlParts parts = text::url_parts(url);
    return text::lower(text::cat(parts.scheme, "://", parts.authority));
}

}  // namespace stet::net
