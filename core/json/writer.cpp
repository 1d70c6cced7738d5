#include "json/writer.h"

#include <charconv>
#include <cmath>

#include "text/scan.h"
#include "text/utf8.h"

namespace stet::json {

namespace {

/// Past the bytes that stand in a JSON string as they are, and are characters by themselves.
const char* skip_plain(const char* at, const char* end) {
    const auto not_plain = [](auto c) {
        return (c < 0x20) | (c >= 0x7F) | (c == '"') | (c == '\\');
    };
    return at + text::find_byte({at, static_cast<std::size_t>(end - at)}, 0, not_plain);
}

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The length of the letter at `at` that is valid UTF-8 and stands as it is, for the commonest ones
/// of two bytes (U+00A0 to U+07FF) and three; 0 for all that wants a closer look.
std::size_t common_letter(const char* at, const char* end) {
    const auto lead = static_cast<unsigned char>(*at);
    const auto left = end - at;
    if (lead >= 0xC3 && lead <= 0xDF)
        return left >= 2 && continues(at[1]) ? 2 : 0;
    // 0xE0 may be overlong, 0xED a surrogate, and 0xE2 0x80 holds U+2028 and U+2029.
    if (lead >= 0xE1 && lead <= 0xEF && lead != 0xED && left >= 3 && continues(at[1]) &&
        continues(at[2]))
        return lead == 0xE2 && at[1] == '\x80' ? 0 : 3;
    return 0;
}

void append_unit(std::string& out, char32_t unit) {
    constexpr char digits[] = "0123456789abcdef";
    const char escape[] = {'\\',
                           'u',
                           digits[(unit >> 12) & 15],
                           digits[(unit >> 8) & 15],
                           digits[(unit >> 4) & 15],
                           digits[unit & 15]};
    out.append(escape, sizeof escape);
}

void append_character(std::string& out, char32_t code) {
    switch (code) {
        case '"':
            out.append("\\\"");
            return;
        case '\\':
            out.append("\\\\");
            return;
        case '\b':
            out.append("\\b");
            return;
        case '\f':
            out.append("\\f");
            return;
        case '\n':
            out.append("\\n");
            return;
        case '\r':
            out.append("\\r");
            return;
        case '\t':
            out.append("\\t");
            return;
        default:
            break;
    }
    const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    if (control || code == 0x2028 || code == 0x2029)
        append_unit(out, code);
    else
        text::append_utf8(out, code);
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
    out.push_back('"');
    const char* at = text.data();
    const char* const end = at + text.size();
    const char* pending = at;  // what stands as it is and has not been copied yet
    while (true) {
        at = skip_plain(at, end);
        if (at == end)
            break;
        if (const std::size_t length = common_letter(at, end)) {
            at += length;
            continue;
        }
        out.append(pending, at);
        std::string_view rest(at, static_cast<std::size_t>(end - at));
        append_character(out, text::next(rest));
        at = pending = rest.data();
    }
    out.append(pending, end);
    out.push_back('"');
}

void Writer::separate() {
    if (after_name_)
        after_name_ = false;
    else if (!first_)
        out_.push_back(',');
    first_ = false;
}

void Writer::begin_object() {
    separate();
    out_.push_back('{');
    first_ = true;
}

void Writer::end_object() {
    out_.push_back('}');
    first_ = false;
}

void Writer::begin_array() {
    separate();
    out_.push_back('[');
    first_ = true;
}

void Writer::end_array() {
    out_.push_back(']');
    first_ = false;
}

void Writer::name(std::string_view name) {
    separate();
    append_string(out_, name);
    out_.push_back(':');
    after_name_ = true;
}

void Writer::value(std::string_view text) {
    separate();
    append_string(out_, text);
}

void Writer::value(bool truth) {
    raw(truth ? "true" : "false");
}

void Writer::value(std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    raw(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void Writer::value(double number) {
    // JSON has no word for what is no number.
    if (!std::isfinite(number)) {
        raw("null");
        return;
    }
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    raw(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void Writer::raw(std::string_view json) {
    separate();
    out_.append(json);
}

}  // namespace stet::json
