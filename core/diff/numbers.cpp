#include "diff/numbers.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/ascii.h"
#include "text/utf8.h"
#include "text/words.h"

namespace stet::diff {
namespace {

// A number as it is printed, its digits and signs in ASCII.
std::string spelt(std::string_view printed) {
    // Where the digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Thai, wide.
    constexpr std::array<char32_t, 6> zeros{0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10};
    std::string number;
    while (!printed.empty()) {
        const char32_t code = text::next(printed);
        const auto* zero = std::find_if(zeros.begin(), zeros.end(), [code](char32_t first) {
            return code >= first && code < first + 10;
        });
        if (zero != zeros.end())
            number += static_cast<char>('0' + (code - *zero));
        else if (code == U'−' || code == U'–')
            number += '-';
        else if (code == U'’' || code == 0x066C)
            number += '\'';
        else if (code == 0x066B || code == 0xFF0C)
            number += ',';
        else if (code == 0xFF0E)
            number += '.';
        else if (code == 0xFF1A)
            number += ':';
        else
            text::append_utf8(number, code);
    }
    return number;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), text::is_digit);
}

// Groups of three digits are thousands, all parted by one sign; what follows another sign is a
// fraction, an hour's minutes, a month.
std::string value_of(std::string_view number) {
    std::string value;
    if (number.starts_with('-') || number.starts_with('+')) {
        value += number.front();
        number.remove_prefix(1);
    }
    const auto is_sign = [](char c) { return c == '.' || c == ',' || c == ':' || c == '\''; };
    const auto digits_until = [&](std::size_t from) {
        return static_cast<std::size_t>(
            std::find_if(number.begin() + static_cast<std::ptrdiff_t>(from), number.end(),
                         is_sign) -
            number.begin());
    };
    std::size_t at = digits_until(0);
    value += number.substr(0, at);
    const char thousands = at < number.size() && at <= 3 && number[at] != ':' ? number[at] : '\0';
    bool grouping = thousands != '\0';
    while (at < number.size()) {
        const std::size_t end = digits_until(at + 1);
        grouping = grouping && number[at] == thousands && end - at == 4;
        if (!grouping)
            value += '.';
        value += number.substr(at + 1, end - at - 1);
        at = end;
    }
    return value;
}

// Whether white space may stand inside a number: one blank, of whatever width.
bool parts_thousands(std::string_view space) {
    if (space.empty() || space == "\n")
        return false;
    text::next(space);
    return space.empty();
}

}  // namespace

std::vector<std::string> numbers(std::string_view text) {
    using Kind = text::Token::Kind;
    std::vector<std::string> found;
    bool open = false;   // the number before may go on behind a blank
    bool blank = false;  // and that blank has been seen
    for (const text::Token& token : text::tokens(text)) {
        if (token.kind == Kind::space && open && !blank) {
            blank = open = parts_thousands(token.text);
            continue;
        }
        if (token.kind != Kind::number) {
            open = blank = false;
            continue;
        }
        const std::string number = spelt(token.text);
        const std::string_view whole = std::string_view(number).substr(0, 3);
        const bool goes_on = blank && all_digits(whole) && whole.size() == 3 &&
                             (number.size() == 3 || !text::is_digit(number[3]));
        if (goes_on) {
            found.back() += value_of(number);
        } else {
            found.push_back(value_of(number));
        }
        const std::string_view bare = std::string_view(number).substr(
            number.starts_with('-') || number.starts_with('+') ? 1 : 0);
        open = all_digits(bare) && (goes_on || bare.size() <= 3);
        blank = false;
    }
    return found;
}

}  // namespace stet::diff
