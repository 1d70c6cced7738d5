#include "text/space.h"

#include "text/scan.h"
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
    return role_of(next(text));
}

/// How many bytes at the start are ink: all other roles begin with one of these bytes.
std::size_t ink_at_start(std::string_view text) {
    return find_byte(text, 0, [](auto c) {
        return (c <= ' ') | (c == 0xC2) | ((c >= 0xE1) & (c <= 0xE3)) | (c == 0xEF);
    });
}

/// The words of a text and what stands between them, one after the other.
class Words {
  public:
    explicit Words(std::string_view text) : rest_(text) {}

    /// Goes on to the next characters of one role, or to one that is not ink; false at the end.
    bool next() {
        if (rest_.empty())
            return false;
        const std::string_view before = rest_;
        role_ = Role::ink;
        if (const std::size_t ink = ink_at_start(rest_))
            rest_.remove_prefix(ink);
        else
            role_ = take(rest_);
        found_ = before.substr(0, before.size() - rest_.size());
        return true;
    }
    Role role() const { return role_; }
    std::string_view found() const { return found_; }
    std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_, found_;
    Role role_ = Role::ink;
};

}  // namespace

std::string fold_space(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (Words words(text); words.next();) {
        if (words.role() == Role::dropped)
            continue;
        if (words.role() != Role::ink) {
            gap = true;
            continue;
        }
        if (gap && !out.empty())
            out.push_back(' ');
        gap = false;
        out.append(words.found());
    }
    return out;
}

std::string tidy(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    std::size_t line_ends = 0;
    for (Words words(text); words.next();) {
        const bool carriage_return = words.found() == "\r";
        const bool pair = carriage_return && words.rest().starts_with('\n');
        if (words.role() == Role::dropped || pair)
            continue;
        if (words.role() == Role::line_end || carriage_return) {
            ++line_ends;
        } else if (words.role() == Role::blank) {
            gap = true;
        } else {
            if (line_ends > 0 && !out.empty())
                out.append(line_ends > 1 ? "\n\n" : "\n");
            else if (gap && !out.empty())
                out.push_back(' ');
            out.append(words.found());
            gap = false;
            line_ends = 0;
        }
    }
    return out;
}

}  // namespace stet::text
