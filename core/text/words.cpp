#include "text/words.h"

#include <array>
#include <cstdint>
#include <utility>

#include <utf8proc.h>

#include "text/ascii.h"
#include "text/utf8.h"

namespace stet::text {

namespace {

/// What a character does in a text, as far as cutting it goes.
enum class Role : std::uint8_t {
    letter,
    lone,  // a letter of a script that puts no blanks between words: a token of its own
    digit,
    mark,    // belongs to the character before it
    joiner,  // unseen; part of a word when it stands inside one
    blank,
    sign,  // all the rest
};

/// Thai, Lao, Burmese, Khmer, kana and Han.
bool is_lone(char32_t code) {
    constexpr std::array<std::array<char32_t, 2>, 10> ranges{{{0x0E00, 0x0EFF},
                                                              {0x1000, 0x109F},
                                                              {0x1780, 0x17FF},
                                                              {0x2E80, 0x30FF},
                                                              {0x31F0, 0x31FF},
                                                              {0x3400, 0x4DBF},
                                                              {0x4E00, 0x9FFF},
                                                              {0xF900, 0xFAFF},
                                                              {0xFF66, 0xFF9F},
                                                              {0x1B000, 0x3FFFF}}};
    for (const auto& [first, last] : ranges)
        if (code >= first && code <= last)
            return true;
    return false;
}

Role wide_role(char32_t code) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_NL:
            return is_lone(code) ? Role::lone : Role::letter;
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NO:
            return Role::digit;
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
            return Role::mark;
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return Role::blank;
        case UTF8PROC_CATEGORY_CF:
            // Zero-width space, word joiner, byte order mark: blanks of no width.
            return code == 0x200B || code == 0x2060 || code == 0xFEFF ? Role::blank : Role::joiner;
        default:
            return code == 0x85 ? Role::blank : Role::sign;
    }
}

/// Most text is ASCII, whose roles lie ready.
constexpr std::array<Role, 0x80> ascii_roles = [] {
    std::array<Role, 0x80> roles{};
    for (std::size_t code = 0; code < roles.size(); ++code) {
        const char c = static_cast<char>(code);
        roles[code] = is_alpha(c)   ? Role::letter
                      : is_digit(c) ? Role::digit
                      : is_space(c) ? Role::blank
                                    : Role::sign;
    }
    return roles;
}();

/// One character of a text.
struct Character {
    char32_t code;
    Role role;
    std::size_t length;
};

/// Reads a text from left to right, and says where its tokens end.
class Cutter {
  public:
    explicit Cutter(std::string_view text) : text_(text) {}

    bool done() const { return at_ == text_.size(); }

    Token cut() {
        const std::size_t begin = at_;
        const Token::Kind kind = take();
        return {text_.substr(begin, at_ - begin), kind};
    }

  private:
    /// The character at an offset; a sign of no length at the end.
    Character look(std::size_t at) const {
        if (at >= text_.size())
            return {0, Role::sign, 0};
        if (const auto byte = static_cast<unsigned char>(text_[at]); byte < 0x80)
            return {byte, ascii_roles[byte], 1};
        std::string_view rest = text_.substr(at);
        const char32_t code = next(rest);
        return {code, code < 0x80 ? ascii_roles[code] : wide_role(code),
                text_.size() - at - rest.size()};
    }

    /// Whether an ASCII character of this role stands next.
    bool at_plain(Role role) const {
        const unsigned char byte =
            at_ < text_.size() ? static_cast<unsigned char>(text_[at_]) : 0x80;
        return byte < 0x80 && ascii_roles[byte] == role;
    }

    Token::Kind take() {
        const Character first = look(at_);
        const bool number_may_begin = std::exchange(number_may_begin_, false);
        switch (first.role) {
            case Role::blank:
                while (look(at_).role == Role::blank)
                    at_ += look(at_).length;
                number_may_begin_ = true;
                return Token::Kind::space;
            case Role::letter:
                take_word();
                return Token::Kind::word;
            case Role::lone:
                at_ += first.length;
                take_marks();
                return Token::Kind::word;
            case Role::digit:
                take_number();
                return Token::Kind::number;
            default:
                break;
        }
        if (number_may_begin && is_algebraic_sign(first.code) &&
            look(at_ + first.length).role == Role::digit) {
            at_ += first.length;
            take_number();
            return Token::Kind::number;
        }
        take_sign(first);
        return Token::Kind::punctuation;
    }

    void take_marks() {
        for (Character mark = look(at_); mark.role == Role::mark; mark = look(at_))
            at_ += mark.length;
    }

    void take_word() {
        while (true) {
            while (at_plain(Role::letter) || at_plain(Role::digit))
                ++at_;
            const Character c = look(at_);
            if (c.role == Role::letter || c.role == Role::mark || c.role == Role::digit)
                at_ += c.length;
            else if (joins_letters(c) && look(at_ + c.length).role == Role::letter)
                at_ += c.length;
            else
                return;
        }
    }

    void take_number() {
        while (true) {
            while (at_plain(Role::digit))
                ++at_;
            const Character c = look(at_);
            if (c.role == Role::digit || c.role == Role::mark)
                at_ += c.length;
            else if (separates_digits(c.code) && look(at_ + c.length).role == Role::digit)
                at_ += c.length;
            else
                return;
        }
    }

    /// One sign, or one emoji however many characters it is made of.
    void take_sign(const Character& first) {
        at_ += first.length;
        take_marks();
        if (is_flag_letter(first.code)) {
            if (const Character second = look(at_); is_flag_letter(second.code))
                at_ += second.length;
            return;
        }
        constexpr char32_t joiner = 0x200D;
        for (Character c = look(at_); first.code >= 0x2000; c = look(at_)) {
            const Character joined = look(at_ + c.length);
            if (is_skin_tone(c.code) || (c.role == Role::joiner && is_tag(c.code)))
                at_ += c.length;
            else if (c.code == joiner && joined.role == Role::sign && joined.length > 0)
                at_ += c.length + joined.length;
            else
                break;
            take_marks();
        }
        number_may_begin_ = opens(first.code);
    }

    static bool joins_letters(const Character& c) {
        // Catalan writes col·lega, Hebrew has signs of its own.
        return c.role == Role::joiner || c.code == '\'' || c.code == 0x2019 || c.code == 0xB7 ||
               c.code == 0x05F3 || c.code == 0x05F4;
    }
    static bool separates_digits(char32_t code) {
        return code == '.' || code == ',' || code == ':' || code == '\'' || code == 0x2019 ||
               code == 0x066B || code == 0x066C || code == 0xFF0C || code == 0xFF0E ||
               code == 0xFF1A;
    }
    static bool is_algebraic_sign(char32_t code) {
        return code == '-' || code == '+' || code == 0x2212 || code == 0x2013;
    }
    static bool is_flag_letter(char32_t code) { return code >= 0x1F1E6 && code <= 0x1F1FF; }
    static bool is_skin_tone(char32_t code) { return code >= 0x1F3FB && code <= 0x1F3FF; }
    static bool is_tag(char32_t code) { return code >= 0xE0020 && code <= 0xE007F; }

    /// After these a hyphen is a minus: `(-5)`, `"-5"`, `€-5`; after a word or number it is none.
    static bool opens(char32_t code) {
        if (code == '"' || code == '\'' || code == ':' || code == '=' || code == '/')
            return true;
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
        return category == UTF8PROC_CATEGORY_PS || category == UTF8PROC_CATEGORY_PI ||
               category == UTF8PROC_CATEGORY_SC;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool number_may_begin_ = true;  // a sign here would belong to the number after it
};

}  // namespace

std::vector<Token> tokens(std::string_view text) {
    std::vector<Token> list;
    list.reserve(text.size() / 3 + 1);
    for (Cutter cutter(text); !cutter.done();)
        list.push_back(cutter.cut());
    return list;
}

}  // namespace stet::text
