#include "json/mend.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "text/ascii.h"

namespace stet::json {

namespace {

bool is_hex(char c) {
    const char low = text::to_lower(c);
    return text::is_digit(c) || (low >= 'a' && low <= 'f');
}

bool ends_word(char c) {
    return text::is_space(c) || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' ||
           c == ']' || c == '"' || c == '/';
}

/// Copies a text token by token and keeps in mind what may come next.
class Mending {
  public:
    explicit Mending(std::string_view text) : text_(text) { out_.reserve(text.size() + 16); }

    std::string all() {
        skip("\xEF\xBB\xBF");
        while (at_ < text_.size())
            token();
        cut_ = cut_ || !open_.empty();
        while (!open_.empty())
            close();
        return std::move(out_);
    }

    /// Whether the text ended inside something. Known once all() was called.
    bool cut() const { return cut_; }

  private:
    /// What stands before the place that has been reached, on the present level.
    enum class Before : std::uint8_t { nothing, name, colon, value };

    bool starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
    bool skip(std::string_view what) {
        if (!starts(what))
            return false;
        at_ += what.size();
        return true;
    }
    void skip_past(std::string_view what) {
        const std::size_t found = text_.find(what, at_);
        at_ = found == std::string_view::npos ? text_.size() : found + what.size();
    }
    bool in_object() const { return !open_.empty() && open_.back() == '{'; }

    void token() {
        const char c = text_[at_];
        if (text::is_space(c) || c == '\0') {
            ++at_;
        } else if (c == '"') {
            string();
        } else if (c == '{' || c == '[') {
            ++at_;
            before_value();
            open_.push_back(c);
            ++count(c);
            out_.push_back(c);
            before_ = Before::nothing;
        } else if (c == '}' || c == ']') {
            ++at_;
            close_until(c == '}' ? '{' : '[');
        } else if (c == ',') {
            ++at_;  // it is put in where the next value begins
            end_member();
        } else if (c == ':') {
            ++at_;
            if (before_ == Before::name) {
                out_.push_back(':');
                before_ = Before::colon;
            }
        } else if (!comment()) {
            word();
        }
    }

    /// Comments of JavaScript, marks of CDATA and of HTML comments, in which scripts were wrapped,
    /// and the semicolon at the end of a statement.
    bool comment() {
        if (skip("//")) {
            // "//<![CDATA[" and "//]]>" are marks in a comment, with the data behind them on some
            // pages.
            if (!skip("<![CDATA[") && !skip("]]>"))
                skip_past("\n");
            return true;
        }
        if (skip("/*")) {
            skip_past("*/");
            return true;
        }
        return skip("<![CDATA[") || skip("]]>") || skip("<!--") || skip("-->") ||
               (open_.empty() && before_ == Before::value && skip(";"));
    }

    void before_value() {
        if (before_ == Before::value)
            out_.push_back(',');
    }

    /// After a name without a value comes null.
    void end_member() {
        if (before_ == Before::name)
            out_.push_back(':');
        if (before_ == Before::name || before_ == Before::colon) {
            out_.append("null");
            before_ = Before::value;
        }
    }

    void after_scalar() {
        before_ = in_object() && before_ != Before::colon ? Before::name : Before::value;
    }

    std::size_t& count(char bracket) { return counts_[bracket == '{' ? 0 : 1]; }

    void close() {
        end_member();
        out_.push_back(in_object() ? '}' : ']');
        --count(open_.back());
        open_.pop_back();
        before_ = Before::value;
    }

    /// Closes what stands open within the bracket; one that was never opened is left out.
    void close_until(char bracket) {
        if (count(bracket) == 0)
            return;
        while (open_.back() != bracket)
            close();
        close();
    }

    /// A quote ends its string if what follows can follow a string. Else it is part of the text,
    /// whose author forgot to escape it.
    bool is_end_quote(std::size_t at) const {
        const std::size_t next = text_.find_first_not_of(" \t\r\n", at + 1);
        if (next == std::string_view::npos)
            return true;
        const char c = text_[next];
        return c == ',' || c == ':' || c == '}' || c == ']' || c == '"' || c == '{' || c == '[' ||
               c == '/' || c == ';' || c == '<';
    }

    void string() {
        before_value();
        out_.push_back('"');
        ++at_;
        bool ended = false;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"' && is_end_quote(at_)) {
                ++at_;
                ended = true;
                break;
            }
            if (c == '\\') {
                escape();
                continue;
            }
            ++at_;
            if (c == '"')
                out_.append("\\\"");
            else if (static_cast<unsigned char>(c) < 0x20)
                control(c);
            else
                out_.push_back(c);
        }
        cut_ = cut_ || !ended;
        out_.push_back('"');
        after_scalar();
    }

    void control(char c) {
        constexpr char digits[] = "0123456789abcdef";
        if (c == '\n') {
            out_.append("\\n");
        } else if (c == '\t') {
            out_.append("\\t");
        } else if (c != '\r') {
            out_.append("\\u00");
            out_.push_back(digits[c >> 4]);
            out_.push_back(digits[c & 15]);
        }
    }

    /// An escape that JSON knows stays; of one that it does not the backslash was meant, but before
    /// an apostrophe. One that is cut off by the end is left out.
    void escape() {
        const std::string_view rest = text_.substr(at_ + 1);
        if (rest.empty() || (rest[0] == 'u' && rest.size() < 5)) {
            at_ = text_.size();
            return;
        }
        const bool unit = rest[0] == 'u' && is_hex(rest[1]) && is_hex(rest[2]) && is_hex(rest[3]) &&
                          is_hex(rest[4]);
        ++at_;
        if (unit || std::string_view("\"\\/bfnrt").find(rest[0]) != std::string_view::npos) {
            out_.push_back('\\');
            out_.push_back(rest[0]);
            ++at_;
        } else if (rest[0] != '\'') {
            out_.append("\\\\");
        }
    }

    void word() {
        const std::size_t begin = at_;
        do {
            ++at_;
        } while (at_ < text_.size() && !ends_word(text_[at_]));
        const std::string_view word = text_.substr(begin, at_ - begin);
        before_value();
        // A word that the end has cut may have meant anything.
        const bool cut = at_ == text_.size() && !open_.empty();
        if (word == "undefined" || word == "NaN" || (cut && word != "true" && word != "false"))
            out_.append("null");
        else
            out_.append(word);
        after_scalar();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
    std::string open_;  // brackets
    std::array<std::size_t, 2> counts_{};
    Before before_ = Before::nothing;
    bool cut_ = false;
};

}  // namespace

std::string mend(std::string_view text, bool* cut) {
    Mending mending(text);
    std::string mended = mending.all();
    if (cut)
        *cut = mending.cut();
    return mended;
}

}  // namespace stet::json
