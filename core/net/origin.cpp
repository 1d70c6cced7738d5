#include "net/origin.h"

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

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low < 0) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

void append_encoded(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7f) {
            out += c;
            continue;
        }
        out += '%';
        out += hex_digits[byte >> 4];
        out += hex_digits[byte & 15];
    }
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

std::string origin_of(std::string_view url) {
    const text::UrlParts parts = text::url_parts(url);
    return text::lower(text::cat(parts.scheme, "://", parts.authority));
}

}  // namespace stet::net
