#include "text/entities.h"

#include <algorithm>
#include <cstdint>

#include "text/ascii.h"
#include "text/entities_table.h"
#include "text/utf8.h"

namespace stet::text {

namespace {

/// Nearly all references of pages are one of these; the table takes eleven steps for each.
constexpr NamedCharacter common_characters[] = {{"quot", "\""}, {"amp", "&"}, {"nbsp", "\u00A0"},
                                                {"lt", "<"},    {"gt", ">"},  {"apos", "'"}};

constexpr std::size_t longest_name = 31;
constexpr std::size_t longest_bare_name = 6;

/// What a number means; pages that name 0x80 to 0x9F think of windows-1252.
char32_t character_of(std::uint32_t number) {
    constexpr char16_t windows_1252[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (number >= 0x80 && number <= 0x9F)
        return windows_1252[number - 0x80];
    return number == 0 ? replacement : number;
}

int digit_value(char c, bool hexadecimal) {
    if (is_digit(c))
        return c - '0';
    const char letter = to_lower(c);
    return hexadecimal && letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/// Reads `#38;` or `#x26;`; the bytes that were read, 0 where it is no reference.
std::size_t decode_number(std::string_view text, std::string& out) {
    const bool hexadecimal = text.size() > 1 && to_lower(text[1]) == 'x';
    const std::size_t start = hexadecimal ? 2 : 1;
    std::size_t at = start;
    std::uint32_t number = 0;
    for (; at < text.size(); ++at) {
        const int value = digit_value(text[at], hexadecimal);
        if (value < 0)
            break;
        // Stays above U+10FFFF once it is, however long the number.
        number = std::min(0x110000u,
                          number * (hexadecimal ? 16u : 10u) + static_cast<std::uint32_t>(value));
    }
    if (at == start)
        return 0;
    append_utf8(out, character_of(number));
    return at < text.size() && text[at] == ';' ? at + 1 : at;
}

/// Reads `amp;`, or the longest bare name that `text` begins with, as `amp` in `AT&ampT`.
std::size_t decode_name(std::string_view text, std::string& out) {
    std::size_t length = 0;
    while (length < text.size() && length <= longest_name && is_alnum(text[length]))
        ++length;
    if (length < text.size() && text[length] == ';') {
        const std::string_view characters = entity(text.substr(0, length));
        if (!characters.empty()) {
            out.append(characters);
            return length + 1;
        }
    }
    for (length = std::min(length, longest_bare_name); length > 0; --length) {
        const std::string_view name = text.substr(0, length);
        if (std::ranges::binary_search(bare_names, name)) {
            out.append(entity(name));
            return length;
        }
    }
    return 0;
}

}  // namespace

std::string decode_entities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at; (at = text.find('&')) != text.npos;) {
        out.append(text.substr(0, at));
        text.remove_prefix(at + 1);
        const std::size_t read =
            text.starts_with('#') ? decode_number(text, out) : decode_name(text, out);
        if (read == 0)
            out.push_back('&');
        text.remove_prefix(read);
    }
    out.append(text);
    return out;
}

std::string_view entity(std::string_view name) {
    for (const NamedCharacter& common : common_characters) {
        if (common.name() == name)
            return common.characters();
    }
    const auto found = std::ranges::lower_bound(named_characters, name, {}, &NamedCharacter::name);
    return found != named_characters.end() && found->name() == name ? found->characters()
                                                                    : std::string_view();
}

std::string escape_markup(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        switch (c) {
            case '&':
                out.append("&amp;");
                break;
            case '<':
                out.append("&lt;");
                break;
            case '>':
                out.append("&gt;");
                break;
            case '"':
                out.append("&quot;");
                break;
            case '\'':
                out.append("&#39;");
                break;
            case '\xEF':
                if (text.substr(at, 3) == "\uFFFE" || text.substr(at, 3) == "\uFFFF")
                    at += 2;
                else
                    out.push_back(c);
                break;
            default:
                if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t' || c == '\r')
                    out.push_back(c);
        }
    }
    return out;
}

}  // namespace stet::text
