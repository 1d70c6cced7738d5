#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stet::time {

/// A place in a text that moves on over what was recognised.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_(text) {}

    std::string_view text() const { return text_; }
    std::string_view rest() const { return text_.substr(at_); }
    std::size_t at() const { return at_; }
    void set(std::size_t at) { at_ = at; }
    void drop(std::size_t count) { at_ += count; }
    bool done() const { return at_ >= text_.size(); }
    char front(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    bool take(std::string_view what);
    /// Blanks of any kind; how many bytes.
    std::size_t blanks();
    /// Blanks and the signs that stand between a day and a clock: comma, bars, dashes, dots in the
    /// middle.
    void separators();
    /// A run of at most `most` digits; none if there are more, or none.
    std::optional<unsigned> number(std::size_t most);
    /// The letters that come next, without moving.
    std::string_view word() const;

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// Words before a stamp that say what it is the time of.
enum class Label : std::uint8_t {
    none,
    joint,      ///< "am", "last": says nothing alone
    published,  ///< "Veröffentlicht"
    changed,    ///< "Aktualisiert", "Stand"
};
Label label_named(std::string_view word);

/// A day that is named by how many days back it is, "heute" or "gestern", at the start of a text.
struct NamedDay {
    int days;
    std::size_t length;
};
std::optional<NamedDay> day_named(std::string_view text);

/// The length of a unit of time by its name, its beginning or its letter, in the languages of
/// Europe: "Minuten", "h", "godzin".
std::optional<std::chrono::minutes> unit_named(std::string_view word);

/// Whether a word counts things ("Euro", "Millionen"), so that a number before it is no clock.
bool is_measure(std::string_view word);

/// Whether this byte begins a character of Asia's writings: signs and letters from U+3000 on.
constexpr bool is_wide(char byte) {
    return static_cast<unsigned char>(byte) >= 0xE3;
}
/// Whether a code point is of Chinese, Japanese or Korean writing, signs not counted.
bool is_eastern(char32_t code);
/// Whether it is of kana or Hangul, in which what is attached to a time makes it a part of its
/// sentence: "18:42に", "18:42에".
bool is_syllable(char32_t code);

/// Whether a code point is a small letter of a script that has capitals.
bool is_small_letter(char32_t code);

}  // namespace stet::time
