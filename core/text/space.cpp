#include "text/space.h"

#include "text/ascii.h"
#include "text/utf8.h"

namespace stet::text {

namespace {

enum class Role { ink, blank, line_end, dropped };

Role role_of(char32_t code) {
    if (code == '\n' || code == 0x0B || code == '\f' || code == 0x85 || code == 0x2028 ||
        code == 0x2029)
        return Role::line_end;
    if (code == ' ' || code == '\t' || code == '\r' || code == 0xA0 || code == 0x1680 ||
        (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000)
        return Role::blank;
    // U+200C and U+200D (joiners) stay: Persian and Hindi spell with them, and so do emoji.
    if (code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF)
        return Role::dropped;
    return Role::ink;
}

/// The role of the character that `text` begins with, which is taken off.
Role take(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    // All that is not ink begins with one of these bytes.
    const bool maybe_blank =
        lead <= ' ' || lead == 0xC2 || (lead >= 0xE1 && lead <= 0xE3) || lead == 0xEF;
    if (!maybe_blank) {
        text.remove_prefix(1);
        return Role::ink;
    }
    return role_of(next(text));
}

}  // namespace

std::string fold_space(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    while (!text.empty()) {
        const char* const begin = text.data();
        switch (take(text)) {
            case Role::ink:
                if (gap && !out.empty())
                    out.push_back(' ');
                gap = false;
                out.append(begin, text.data());
                break;
            case Role::blank:
            case Role::line_end:
                gap = true;
                break;
            case Role::dropped:
                break;
        }
    }
    return out;
}

std::string tidy(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    std::size_t line_ends = 0;
    while (!text.empty()) {
        const char* const begin = text.data();
        const bool pair = text.starts_with("\r\n");
        const bool carriage_return = text.front() == '\r';
        const Role role = take(text);
        if (role == Role::dropped || pair)
            continue;
        if (role == Role::line_end || carriage_return) {
            ++line_ends;
        } else if (role == Role::blank) {
            gap = true;
        } else {
            if (line_ends > 0 && !out.empty())
                out.append(line_ends > 1 ? "\n\n" : "\n");
            else if (gap && !out.empty())
                out.push_back(' ');
            out.append(begin, text.data());
            gap = false;
            line_ends = 0;
        }
    }
    return out;
}

}  // namespace stet::text
