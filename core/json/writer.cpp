#include "json/writer.h"

#include <charconv>
#include <cmath>

#include <simdjson.h>

#include "text/scan.h"
#include "text/utf8.h"

namespace stet::json {

namespace {

/// Past what stands in a JSON string as it is. U+0080 to U+009F begin with 0xC2, U+2028 and U+2029
/// with 0xE2.
const char* skip_plain(const char* at, const char* end) {
    const auto maybe_odd = [](auto c) {
        return (c < 0x20) | (c == 0x7F) | (c == '"') | (c == '\\') | (c == 0xC2) | (c == 0xE2);
    };
    while (true) {
        at += text::find_byte({at, static_cast<std::size_t>(end - at)}, 0, maybe_odd);
        if (at == end)
            return at;
        if (*at == '\xC2' && static_cast<unsigned char>(at[1]) >= 0xA0)
            at += 2;
        else if (*at == '\xE2' && !(at[1] == '\x80' && (at[2] == '\xA8' || at[2] == '\xA9')))
            at += 3;
        else
            return at;
    }
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
    if (!simdjson::validate_utf8(text.data(), text.size()))
        return append_string(out, text::make_valid_utf8(text));
    out.push_back('"');
    const char* at = text.data();
    const char* const end = at + text.size();
    while (true) {
        const char* const odd = skip_plain(at, end);
        out.append(at, odd);
        if (odd == end)
            break;
        std::string_view rest(odd, static_cast<std::size_t>(end - odd));
        append_character(out, text::next(rest));
        at = rest.data();
    }
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
