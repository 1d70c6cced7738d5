#include "text/toml.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "text/ascii.h"
#include "text/cat.h"
#include "text/utf8.h"

namespace stet::text {

namespace {

constexpr std::size_t most_values = 10'000;

bool is_bare(char c) {
    return is_alnum(c) || c == '_' || c == '-';
}

struct Escape {
    char letter, meant;
};
constexpr std::array escapes{Escape{'b', '\b'},  Escape{'t', '\t'},  Escape{'n', '\n'},
                             Escape{'f', '\f'},  Escape{'r', '\r'},  Escape{'"', '"'},
                             Escape{'\\', '\\'}, Escape{'e', '\x1B'}};

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    Result<std::vector<TomlTable>> read() {
        tables_.emplace_back();
        while (!fault_ && skip_to_word())
            if (peek() == '[')
                table();
            else
                entry();
        if (fault_)
            return Error{Error::Kind::unreadable, *fault_, cat("line ", line_), {}};
        if (tables_.front().entries.empty())
            tables_.erase(tables_.begin());
        return std::move(tables_);
    }

  private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool done() const { return at_ >= text_.size(); }
    bool take(char c) {
        if (peek() != c || done())
            return false;
        ++at_;
        return true;
    }
    void fail(std::string what) {
        if (!fault_)
            fault_ = std::move(what);
    }

    void skip_blanks() {
        while (peek() == ' ' || peek() == '\t')
            ++at_;
    }
    void skip_comment() {
        if (peek() == '#')
            at_ = std::min(text_.find('\n', at_), text_.size());
    }
    bool skip_line_end() {
        if (peek() == '\r')
            ++at_;
        if (!take('\n'))
            return false;
        ++line_;
        return true;
    }
    /// Past blanks, comments and line ends; false at the end of all.
    bool skip_to_word() {
        do {
            skip_blanks();
            skip_comment();
        } while (skip_line_end());
        return !done();
    }
    void end_line() {
        skip_blanks();
        skip_comment();
        if (!fault_ && !done() && peek() != '\n' && peek() != '\r')
            fail(cat("'", text_.substr(at_, 1), "' where the line should end"));
    }

    void table() {
        ++at_;
        skip_blanks();
        TomlTable table;
        table.line = line_;
        table.name = key();
        skip_blanks();
        if (!fault_ && !take(']'))
            fail("a table is written [name]");
        end_line();
        if (std::ranges::find(tables_, table.name, &TomlTable::name) != tables_.end())
            fail(cat("the table '", table.name, "' comes twice"));
        tables_.push_back(std::move(table));
    }

    void entry() {
        TomlEntry entry;
        entry.key = key();
        skip_blanks();
        if (!fault_ && !take('='))
            fail(cat("no '=' after '", entry.key, "'"));
        skip_blanks();
        entry.is_array = take('[');
        if (entry.is_array)
            array(entry.values);
        else
            entry.values.push_back(value());
        end_line();
        std::vector<TomlEntry>& entries = tables_.back().entries;
        if (std::ranges::find(entries, entry.key, &TomlEntry::key) != entries.end())
            fail(cat("'", entry.key, "' comes twice"));
        entries.push_back(std::move(entry));
    }

    void array(std::vector<std::string>& values) {
        while (!fault_) {
            if (!skip_to_word())
                return fail("an array does not end");
            if (take(']'))
                return;
            values.push_back(value());
            if (values.size() > most_values)
                return fail("an array is too long");
            if (!skip_to_word())
                return fail("an array does not end");
            if (!take(',') && peek() != ']')
                fail("no ',' between the values of an array");
        }
    }

    std::string key() {
        if (peek() == '"' || peek() == '\'')
            return quoted();
        const std::size_t begin = at_;
        while (is_bare(peek()))
            ++at_;
        if (at_ == begin)
            fail("no name where one should stand");
        return std::string(text_.substr(begin, at_ - begin));
    }

    std::string value() {
        if (peek() == '"' || peek() == '\'')
            return quoted();
        const std::size_t begin = at_;
        while (is_bare(peek()) || peek() == '.' || peek() == '+' || peek() == ':')
            ++at_;
        const std::string_view word = text_.substr(begin, at_ - begin);
        const bool is_number =
            !word.empty() && (is_digit(word[0]) || word[0] == '-' || word[0] == '+');
        if (!is_number && word != "true" && word != "false")
            fail("a text stands in quotes");
        return std::string(word);
    }

    std::string quoted() {
        const char quote = text_[at_++];
        std::string out;
        while (!done() && peek() != quote && peek() != '\n') {
            if (quote == '"' && peek() == '\\')
                escaped(out);
            else
                out += text_[at_++];
        }
        if (!take(quote))
            fail("a text does not end on its line");
        else if (out.empty() && peek() == quote)
            fail("texts over several lines are not read");
        return out;
    }

    void escaped(std::string& out) {
        ++at_;
        const char letter = peek();
        if (letter == 'u' || letter == 'U')
            return code_point(out, letter == 'u' ? 4 : 8);
        const auto found = std::ranges::find(escapes, letter, &Escape::letter);
        if (done() || found == escapes.end())
            return fail(cat("no such escape '\\", text_.substr(at_, 1), "'"));
        out += found->meant;
        ++at_;
    }

    void code_point(std::string& out, std::size_t digits) {
        const std::string_view hex = text_.substr(std::min(++at_, text_.size()), digits);
        std::uint32_t code = 0;
        const auto [stop, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
        if (hex.size() != digits || error != std::errc{} || stop != hex.data() + hex.size() ||
            code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
            return fail("no such character");
        append_utf8(out, code);
        at_ += digits;
    }

    std::string_view text_;
    std::size_t at_ = 0, line_ = 1;
    std::vector<TomlTable> tables_;
    std::optional<std::string> fault_;
};

}  // namespace

Result<std::vector<TomlTable>> read_toml(std::string_view text) {
    return Reader(text).read();
}

std::string toml_key(std::string_view key) {
    return !key.empty() && std::ranges::all_of(key, is_bare) ? std::string(key) : toml_text(key);
}

std::string toml_text(std::string_view value) {
    std::string out = "\"";
    for (const char c : value) {
        const auto found = std::ranges::find(escapes, c, &Escape::meant);
        const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
        if (found != escapes.end() && c != '\x1B') {
            out += {'\\', found->letter};
        } else if (is_control) {
            constexpr std::string_view digits = "0123456789ABCDEF";
            out += cat("\\u00", digits[static_cast<unsigned char>(c) >> 4U],
                       digits[static_cast<unsigned char>(c) & 15U]);
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace stet::text
