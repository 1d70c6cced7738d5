#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// UTF-8 (RFC 3629): no surrogates, no overlong forms, nothing above U+10FFFF.
namespace stet::text {

constexpr char32_t replacement = 0xFFFD;

/// Takes the first code point off `text`, which is not empty. A byte that begins no valid sequence
/// is taken alone and read as U+FFFD.
char32_t next(std::string_view& text);

/// Appends one code point; what is none is written as U+FFFD.
void append_utf8(std::string& out, char32_t code);

bool is_valid_utf8(std::string_view text);

/// Whether bytes that come in pieces are valid.
class Utf8Check {
  public:
    void add(std::string_view piece);
    bool is_valid() const { return valid_ && begun_.empty(); }

  private:
    std::string begun_;  // a character of which the next piece has the end
    bool valid_ = true;
};

/// `text` with each broken sequence replaced by U+FFFD (maximal subparts, as the Unicode Standard
/// recommends in 3.9).
std::string make_valid_utf8(std::string_view text);

/// The columns that `text` takes on a terminal: 2 for wide characters, 0 for combining ones.
std::size_t columns(std::string_view text);

/// The longest start of `text` that has at most `bytes` bytes and splits no character; points into
/// `text`.
std::string_view clip(std::string_view text, std::size_t bytes);

}  // namespace stet::text
