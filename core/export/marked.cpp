#include "export/marked.h"

#include <algorithm>

#include "diff/words.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/entities.h"
#include "text/printable.h"
#include "text/utf8.h"
#include "text/words.h"

namespace stet::out {
namespace {

using Mark = Piece::Mark;

Mark mark_of(diff::Run::Side side) {
    switch (side) {
        case diff::Run::Side::before:
            return Mark::removed;
        case diff::Run::Side::after:
            return Mark::added;
        case diff::Run::Side::both:
            break;
    }
    return Mark::plain;
}

void add(Pieces& pieces, Mark mark, std::string_view text) {
    if (text.empty())
        return;
    if (!pieces.empty() && pieces.back().mark == mark)
        pieces.back().text += text;
    else
        pieces.push_back({mark, std::string(text)});
}

// A text of blanks and letters has words shorter than this on average, whatever the language.
constexpr std::size_t bytes_a_word = 48;

bool is_word(const text::Token& token) {
    return token.kind == text::Token::Kind::word || token.kind == text::Token::Kind::number;
}

// The end of the first `words` words of a text, with the signs behind it.
std::size_t end_of_first(std::string_view text, std::size_t words) {
    std::size_t at = 0;
    const std::size_t enough =
        std::min(text.size(), words < text.size() ? words * bytes_a_word : text.size());
    for (const text::Token& token : text::tokens(text::clip(text, enough))) {
        if (is_word(token) && words-- == 0)
            break;
        if (token.kind == text::Token::Kind::space && words == 0)
            break;
        at += token.text.size();
    }
    return at;
}

// The start of its last ones, with the signs before them.
std::size_t start_of_last(std::string_view text, std::size_t words) {
    const std::size_t enough =
        std::min(text.size(), words < text.size() ? words * bytes_a_word : text.size());
    std::size_t at = text.size() - enough;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        ++at;
    const std::vector<text::Token> tokens = text::tokens(text.substr(at));
    at = text.size();
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
        if (is_word(*token) && words-- == 0)
            break;
        if (token->kind == text::Token::Kind::space && words == 0)
            break;
        at -= token->text.size();
    }
    return at;
}

// Words that did not change, with those far from any change folded.
void add_kept(Pieces& pieces, std::string_view text, std::size_t context, bool first, bool last) {
    const std::size_t begin = first ? 0 : end_of_first(text, context);
    const std::size_t end = last ? text.size() : start_of_last(text, context);
    const bool worthwhile = begin < end && end - begin > 40 && !(first && last);
    if (!worthwhile) {
        add(pieces, Mark::plain, text);
        return;
    }
    add(pieces, Mark::plain, text.substr(0, begin));
    const std::string_view gap = text.substr(begin, end - begin);
    const bool paragraph = gap.find('\n') != std::string_view::npos;
    if (!first)
        add(pieces, Mark::plain, paragraph ? "\n\n" : " ");
    add(pieces, Mark::folded, "…");
    if (!last) {
        const std::string_view rest = text.substr(end);
        if (rest.empty() || !text::is_space(rest.front()))
            add(pieces, Mark::plain, paragraph && first ? "\n\n" : " ");
        add(pieces, Mark::plain, rest);
    }
}

// One word, or several glued together, as it is laid out: no line may break inside it.
struct Fragment {
    Mark mark;
    std::string text;
    bool opens, closes;
};
struct Unit {
    std::size_t breaks = 0;  // 0: none, 1: a new line, 2: a new paragraph
    bool apart = true;       // a blank stands before it
    std::vector<Fragment> fragments;
};

// Whether a line may end between two signs that no blank parts: Chinese and Japanese have none.
// What closes stays with what it closes.
bool may_break_between(char32_t before, char32_t after) {
    constexpr std::u32string_view closing = U"、。，．：；！？）」』】》〉”’…—";
    constexpr std::u32string_view opening = U"（「『【《〈“‘";
    const auto is_wide = [](char32_t code) {
        return (code >= 0x2E80 && code <= 0xA4CF) || (code >= 0xAC00 && code <= 0xD7A3) ||
               (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFF00 && code <= 0xFFEF) ||
               (code >= 0x20000 && code <= 0x3FFFF);
    };
    return is_wide(before) && is_wide(after) && closing.find(after) == std::u32string_view::npos &&
           opening.find(before) == std::u32string_view::npos;
}

// Where the word at the start of `text` ends: at white space, or where a line may end.
std::size_t unit_length(std::string_view text) {
    char32_t before = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t at = text.size() - rest.size();
        if (text::is_space(rest.front()))
            return at;
        const char32_t code = text::next(rest);
        if (at > 0 && may_break_between(before, code))
            return at;
        before = code;
    }
    return text.size();
}

std::vector<Unit> units_of(const Pieces& pieces) {
    std::vector<Unit> units;
    std::size_t feeds = 0;
    bool apart = true;
    for (const Piece& piece : pieces) {
        const std::string_view text = piece.text;
        bool first = true, glued = true;
        for (std::size_t at = 0; at < text.size();) {
            if (text::is_space(text[at])) {
                feeds += text[at] == '\n';
                apart = true;
                ++at;
                continue;
            }
            const std::size_t end = at + unit_length(text.substr(at));
            if (apart || !glued)
                units.push_back({std::min<std::size_t>(feeds, 2), apart, {}});
            const bool ends = text.find_first_not_of(" \t\n\r\f\v", end) == std::string_view::npos;
            units.back().fragments.push_back(
                {piece.mark, text::printable_line(text.substr(at, end - at)), first, ends});
            first = apart = glued = false;
            feeds = 0;
            at = end;
        }
    }
    return units;
}

std::string_view color_of(Mark mark) {
    switch (mark) {
        case Mark::removed:
            return "\x1b[31m";
        case Mark::added:
            return "\x1b[32m";
        case Mark::folded:
        case Mark::quiet:
            return "\x1b[2m";
        case Mark::found:
            return "\x1b[1;33m";
        case Mark::strong:
            return "\x1b[1m";
        case Mark::plain:
            break;
    }
    return {};
}

std::string rendered(const Fragment& fragment, bool color) {
    if (color) {
        const std::string_view code = color_of(fragment.mark);
        return code.empty() ? fragment.text : text::cat(code, fragment.text, "\x1b[0m");
    }
    const bool removed = fragment.mark == Mark::removed, added = fragment.mark == Mark::added;
    if (!removed && !added)
        return fragment.text;
    return text::cat(fragment.opens ? (removed ? "[-" : "{+") : "", fragment.text,
                     fragment.closes ? (removed ? "-]" : "+}") : "");
}

std::size_t columns_of(const Unit& unit, bool color) {
    std::size_t columns = 0;
    for (const Fragment& fragment : unit.fragments) {
        columns += text::columns(fragment.text);
        const bool marked = fragment.mark == Mark::removed || fragment.mark == Mark::added;
        if (!color && marked)
            columns += (fragment.opens ? 2U : 0U) + (fragment.closes ? 2U : 0U);
    }
    return columns;
}

std::string_view element_of(Mark mark) {
    switch (mark) {
        case Mark::removed:
            return "del";
        case Mark::added:
            return "ins";
        case Mark::found:
            return "mark";
        case Mark::strong:
            return "strong";
        case Mark::quiet:
            return "small";
        case Mark::folded:
        case Mark::plain:
            break;
    }
    return {};
}

void append_element(std::string& out, Mark mark, std::string_view text) {
    const std::string_view element = element_of(mark);
    if (element.empty())
        out += text::escape_markup(text);
    else
        out += text::cat('<', element, '>', text::escape_markup(text), "</", element, '>');
}

}  // namespace

Pieces marked_words(std::string_view before, std::string_view after, std::size_t context) {
    const std::vector<diff::Run> runs = diff::words(before, after);
    Pieces pieces;
    for (std::size_t n = 0; n < runs.size(); ++n) {
        if (runs[n].side == diff::Run::Side::both) {
            add_kept(pieces, runs[n].text, context, n == 0, n + 1 == runs.size());
            continue;
        }
        const std::string_view run = runs[n].text, bare = text::trim(run);
        const auto begin = static_cast<std::size_t>(bare.data() - run.data());
        if (bare.empty()) {
            add(pieces, Mark::plain, run);
            continue;
        }
        add(pieces, Mark::plain, run.substr(0, begin));
        pieces.push_back({mark_of(runs[n].side), std::string(bare)});
        add(pieces, Mark::plain, run.substr(begin + bare.size()));
    }
    return pieces;
}

Pieces found_words(std::string_view snippet) {
    Pieces pieces;
    Mark mark = Mark::plain;
    while (!snippet.empty()) {
        const std::size_t end = std::min(snippet.find_first_of("\x02\x03"), snippet.size());
        add(pieces, mark, snippet.substr(0, end));
        if (end == snippet.size())
            break;
        mark = snippet[end] == '\x02' ? Mark::found : Mark::plain;
        snippet.remove_prefix(end + 1);
    }
    return pieces;
}

void append_terminal(std::string& out, const Pieces& pieces, const Layout& layout) {
    const std::vector<Unit> units = units_of(pieces);
    const std::size_t indent = text::columns(layout.margin);
    bool begun = false;  // this line
    std::size_t column = 0;
    for (const Unit& unit : units) {
        const std::size_t columns = columns_of(unit, layout.color);
        const std::size_t blank = unit.apart ? 1 : 0;
        if (begun && (unit.breaks > 0 || column + blank + columns > layout.width)) {
            out += '\n';
            if (unit.breaks == 2)
                out += text::cat(text::trim(layout.margin), '\n');
            begun = false;
        }
        out += !begun ? layout.margin : unit.apart ? " " : "";
        for (const Fragment& fragment : unit.fragments)
            out += rendered(fragment, layout.color);
        column = (begun ? column + blank : indent) + columns;
        begun = true;
    }
    if (!units.empty())
        out += '\n';
}

void append_html(std::string& out, const Pieces& pieces) {
    out += "<p>";
    for (const Piece& piece : pieces) {
        std::string_view rest = piece.text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            if (end > 0)
                append_element(out, piece.mark, rest.substr(0, end));
            const std::size_t next = std::min(rest.find_first_not_of('\n', end), rest.size());
            if (next > end)
                out += next - end > 1 ? "</p>\n<p>" : "<br>";
            rest.remove_prefix(next);
        }
    }
    out += "</p>\n";
}

void append_html_line(std::string& out, const Pieces& pieces) {
    for (const Piece& piece : pieces)
        append_element(out, piece.mark, piece.text);
}

}  // namespace stet::out
