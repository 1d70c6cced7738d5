#include "text/printable.h"

#include <cstdint>

#include "text/utf8.h"

namespace stet::text {

namespace {

/// Would move the cursor, break the line where none ends, turn the direction of writing, or hide.
bool is_harmful(char32_t code) {
    if (code < 0x80)
        return code == 0x7F || (code < 0x20 && code != '\n' && code != '\t');
    return code < 0xA0 || code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x206F) ||
           (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code <= 0xE007F);
}

void append_escape(std::string& out, char32_t code) {
    constexpr char digits[] = "0123456789abcdef";
    out.append(code < 0x100 ? "\\x" : code < 0x10000 ? "\\u" : "\\U");
    for (int shift = code < 0x100 ? 4 : code < 0x10000 ? 12 : 28; shift >= 0; shift -= 4)
        out.push_back(digits[code >> shift & 0xF]);
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const char* const begin = text.data();
        const char32_t code = next(text);
        if (is_harmful(code))
            append_escape(out, code);
        else if (code == replacement)
            append_utf8(out, code);
        else
            out.append(begin, text.data());
    }
    return out;
}

std::string printable_line(std::string_view text) {
    std::string out = printable(text);
    for (char& c : out)
        if (c == '\n' || c == '\t')
            c = ' ';
    return out;
}

}  // namespace stet::text
