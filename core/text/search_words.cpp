#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "text/ascii.h"
#include "text/utf8.h"
#include "text/words.h"

namespace stet::text {

namespace {

utf8proc_int32_t signed_code(char32_t code) {
    return static_cast<utf8proc_int32_t>(code);
}

/// Simple case folding: what would become two characters, as ß, stays one.
char32_t fold_one(char32_t code) {
    utf8proc_int32_t folded[8];
    const auto count =
        utf8proc_decompose_char(signed_code(code), folded, 8, UTF8PROC_CASEFOLD, nullptr);
    return static_cast<char32_t>(count == 1 ? folded[0] : utf8proc_tolower(signed_code(code)));
}

/// Marks come off letters that are ASCII without them: й and ώ stay, as in unicode61.
char32_t strip(char32_t code) {
    utf8proc_int32_t parts[8];
    const auto count =
        utf8proc_decompose_char(signed_code(code), parts, 8, UTF8PROC_DECOMPOSE, nullptr);
    const bool latin = count > 1 && parts[0] < 0x80 && is_alpha(static_cast<char>(parts[0]));
    return latin ? static_cast<char32_t>(parts[0]) : code;
}

char32_t fold(char32_t code) {
    if (code < 0x80)
        return static_cast<char32_t>(to_lower(static_cast<char>(code)));
    const char32_t folded = fold_one(code);
    const bool maybe_marked = folded < 0x250 || (folded >= 0x1E00 && folded < 0x1F00);
    return maybe_marked ? strip(folded) : folded;
}

/// The combining marks that unicode61 takes for part of a word: those of the letters it strips.
bool is_mark(char32_t code) {
    constexpr std::uint64_t known = 0x0003'61F8'0802'9FDF;
    return code >= 0x300 && code < 0x340 && (known >> (code - 0x300) & 1) != 0;
}

bool is_word(char32_t code) {
    if (code < 0x80)
        return is_alnum(static_cast<char>(code));
    const auto c = utf8proc_category(signed_code(code));
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
           (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO) || c == UTF8PROC_CATEGORY_CO;
}

/// Whether no code of a text composes with another or is written otherwise in NFC, as the bytes
/// tell it: none below U+0300 (CC 80), in Cyrillic up to U+047F (D0, D1), and among the signs from
/// U+2002 to U+20BF (E2 80 82 to E2 82 BF). Of other texts nothing is said.
bool is_composed(std::string_view text) {
    const auto byte = [text](std::size_t place) { return static_cast<unsigned char>(text[place]); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (byte(i) < 0xCC || byte(i) == 0xD0 || byte(i) == 0xD1)
            continue;
        if (byte(i) != 0xE2 || text.size() - i < 3 || byte(i + 1) > 0x82 ||
            (byte(i + 1) == 0x80 && byte(i + 2) < 0x82))
            return false;
    }
    return true;
}

/// The length of the start of `text` that utf8proc may see at once. It sorts marks by swapping
/// neighbours, which takes hours for a megabyte of them; no writing puts more on one letter than
/// Unicode's Stream-Safe format allows.
std::size_t safe_length(std::string_view text) {
    constexpr int most_marks = 30;
    int marks = 0;
    std::string_view rest = text;
    while (!rest.empty() && marks < most_marks) {
        const utf8proc_property_t* property = utf8proc_get_property(signed_code(next(rest)));
        marks = property->combining_class != 0 ? marks + 1 : 0;
    }
    return text.size() - rest.size();
}

void map_piece(std::string& out, std::string_view text, utf8proc_option_t options) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (length < 0)
        out.append(text);
    else
        out.append(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
}

std::string map(std::string_view text, utf8proc_option_t options) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = safe_length(text);
        map_piece(out, text.substr(0, length), options);
        text.remove_prefix(length);
    }
    return out;
}

}  // namespace

std::string search_form(std::string_view word) {
    std::string form;
    while (!word.empty()) {
        if (const char c = word.front(); static_cast<signed char>(c) >= 0) {
            form.push_back(to_lower(c));
            word.remove_prefix(1);
            continue;
        }
        const char32_t code = next(word);
        if (!is_mark(code))
            append_utf8(form, fold(code));
    }
    return form;
}

std::vector<SearchWord> search_words(std::string_view text) {
    std::vector<SearchWord> words;
    while (!text.empty()) {
        const char* const begin = text.data();
        if (!is_word(next(text)))
            continue;
        const char* end = text.data();
        while (!text.empty()) {
            const char32_t code = next(text);
            if (!is_word(code) && !is_mark(code))
                break;
            end = text.data();
        }
        const std::string_view place(begin, static_cast<std::size_t>(end - begin));
        words.push_back({search_form(place), place});
    }
    return words;
}

std::string nfc(std::string_view text) {
    if (is_composed(text))
        return std::string(text);
    return map(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string fold_case(std::string_view text) {
    if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return lower(text);
    return map(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                                                    UTF8PROC_CASEFOLD));
}

}  // namespace stet::text
