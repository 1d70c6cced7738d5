#include "text/utf8.h"

#include <cstdint>
#include <cstring>

#include <utf8proc.h>

namespace stet::text {

namespace {

struct Sequence {
    char32_t code;       // U+FFFD where the bytes are broken
    std::size_t length;  // of a broken one: its maximal subpart, at least 1
    bool valid;
};

/// What the second byte may be depends on the first: that is where overlong forms, surrogates and
/// numbers above U+10FFFF are told apart (table 3-7 of the Unicode Standard).
Sequence first_sequence(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80)
        return {lead, 1, true};
    if (lead < 0xC2 || lead > 0xF4)
        return {replacement, 1, false};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    std::uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    char32_t code = lead & (0xFFu >> (length + 1));
    for (std::size_t at = 1; at < length; ++at) {
        if (at >= text.size() || byte(at) < low || byte(at) > high)
            return {replacement, at, false};
        code = code << 6 | (byte(at) & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    return {code, length, true};
}

/// How long the sequence is that `lead` begins; 1 where it begins none.
std::size_t length_of(char lead) {
    const auto byte = static_cast<std::uint8_t>(lead);
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// The length of the start of `text` that is valid UTF-8.
std::size_t valid_length(std::string_view text) {
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const char* at = begin;
    const auto tail = [&](std::ptrdiff_t offset) { return (at[offset] & 0xC0) == 0x80; };
    while (at != end) {
        if (static_cast<signed char>(*at) >= 0) {
            // Most text is ASCII for long stretches: sixteen bytes at a time.
            std::uint64_t words[2];
            while (end - at >= 16) {
                std::memcpy(words, at, 16);
                if ((words[0] | words[1]) & 0x8080808080808080u)
                    break;
                at += 16;
            }
            while (at != end && static_cast<signed char>(*at) >= 0)
                ++at;
            continue;
        }
        const auto lead = static_cast<std::uint8_t>(*at);
        if (lead >= 0xC2 && lead <= 0xDF && end - at >= 2 && tail(1)) {
            at += 2;
        } else if (lead >= 0xE1 && lead <= 0xEC && end - at >= 3 && tail(1) && tail(2)) {
            at += 3;
        } else {
            const Sequence sequence = first_sequence({at, static_cast<std::size_t>(end - at)});
            if (!sequence.valid)
                break;
            at += sequence.length;
        }
    }
    return static_cast<std::size_t>(at - begin);
}

}  // namespace

char32_t next(std::string_view& text) {
    const Sequence sequence = first_sequence(text);
    text.remove_prefix(sequence.valid ? sequence.length : 1);
    return sequence.code;
}

void append_utf8(std::string& out, char32_t code) {
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = replacement;
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

bool is_valid_utf8(std::string_view text) {
    return valid_length(text) == text.size();
}

void Utf8Check::add(std::string_view piece) {
    if (!begun_.empty()) {
        const std::string_view rest = piece.substr(0, length_of(begun_[0]) - begun_.size());
        begun_ += rest;
        piece.remove_prefix(rest.size());
        if (begun_.size() < length_of(begun_[0]))
            return;
        valid_ = valid_ && is_valid_utf8(begun_);
        begun_.clear();
    }
    for (std::size_t n = 1; n <= 3 && n <= piece.size(); ++n)
        if (length_of(piece[piece.size() - n]) > n)
            begun_ = piece.substr(piece.size() - n);
    valid_ = valid_ && is_valid_utf8(piece.substr(0, piece.size() - begun_.size()));
}

std::string make_valid_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (true) {
        const std::size_t valid = valid_length(text);
        out.append(text.substr(0, valid));
        text.remove_prefix(valid);
        if (text.empty())
            return out;
        append_utf8(out, replacement);
        text.remove_prefix(first_sequence(text).length);
    }
}

std::size_t columns(std::string_view text) {
    std::size_t sum = 0;
    while (!text.empty()) {
        const char32_t code = next(text);
        if (code >= 0x20 && code < 0x7F) {
            ++sum;
        } else {
            const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code));
            sum += width > 0 ? static_cast<std::size_t>(width) : 0;
        }
    }
    return sum;
}

std::string_view clip(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes)
        return text;
    // At most three continuation bytes stand before a cut in a character.
    std::size_t end = bytes;
    while (end > 0 && bytes - end < 3 && (text[end] & 0xC0) == 0x80)
        --end;
    return text.substr(0, (text[end] & 0xC0) == 0x80 ? bytes : end);
}

}  // namespace stet::text
