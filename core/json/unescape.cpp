#include "json/unescape.h"

#include <cstring>

#include "text/ascii.h"
#include "text/utf8.h"

namespace stet::json {

namespace {

/// Four hexadecimal digits; none if there are not four.
std::optional<char32_t> hex_quad(const char* at, const char* end) {
    if (end - at < 4)
        return std::nullopt;
    char32_t code = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = at[i];
        const char low = text::to_lower(c);
        if (text::is_digit(c))
            code = code * 16 + static_cast<char32_t>(c - '0');
        else if (low >= 'a' && low <= 'f')
            code = code * 16 + static_cast<char32_t>(low - 'a' + 10);
        else
            return std::nullopt;
    }
    return code;
}

char* put_utf8(char* out, char32_t code) {
    const auto byte = [&out](char32_t bits) { *out++ = static_cast<char>(bits); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6));
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | (code >> 18));
        byte(0x80 | ((code >> 12) & 0x3F));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
    return out;
}

bool is_high_surrogate(char32_t code) {
    return code >= 0xD800 && code < 0xDC00;
}
bool is_low_surrogate(char32_t code) {
    return code >= 0xDC00 && code < 0xE000;
}

/// Reads the digits of `\uXXXX` at `from`, with the second half of a surrogate pair. A half alone
/// is read as U+FFFD.
std::optional<char32_t> read_escaped_unit(const char*& from, const char* end) {
    const auto unit = hex_quad(from, end);
    if (!unit)
        return std::nullopt;
    from += 4;
    if (is_high_surrogate(*unit) && end - from >= 6 && from[0] == '\\' && from[1] == 'u') {
        const auto second = hex_quad(from + 2, end);
        if (second && is_low_surrogate(*second)) {
            from += 6;
            return 0x10000 + ((*unit - 0xD800) << 10) + (*second - 0xDC00);
        }
    }
    if (is_high_surrogate(*unit) || is_low_surrogate(*unit))
        return text::replacement;
    return unit;
}

}  // namespace

std::optional<std::size_t> unescape(char* begin, std::size_t size) {
    char* const end = begin + size;
    auto* from = static_cast<char*>(std::memchr(begin, '\\', size));
    if (from == nullptr)
        return size;
    char* out = from;
    while (from != end) {
        if (++from == end)
            return std::nullopt;
        const char kind = *from++;
        switch (kind) {
            case '"':
            case '\\':
            case '/':
                *out++ = kind;
                break;
            case 'b':
                *out++ = '\b';
                break;
            case 'f':
                *out++ = '\f';
                break;
            case 'n':
                *out++ = '\n';
                break;
            case 'r':
                *out++ = '\r';
                break;
            case 't':
                *out++ = '\t';
                break;
            case 'u': {
                const char* digits = from;
                const auto code = read_escaped_unit(digits, end);
                if (!code)
                    return std::nullopt;
                from += digits - from;
                out = put_utf8(out, *code);
                break;
            }
            default:
                return std::nullopt;
        }
        auto* const plain_end =
            static_cast<char*>(std::memchr(from, '\\', static_cast<std::size_t>(end - from)));
        const auto plain = static_cast<std::size_t>((plain_end ? plain_end : end) - from);
        std::memmove(out, from, plain);
        out += plain;
        from += plain;
    }
    return static_cast<std::size_t>(out - begin);
}

}  // namespace stet::json
