#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::out {

/// A stretch of a text that is shown in one manner.
struct Piece {
    enum class Mark {
        plain,
        removed,
        added,
        folded,  ///< stands for words that did not change: "…"
        found,   ///< what was searched for
        strong,
        quiet,  ///< stet's own words beside foreign ones
    };
    Mark mark;
    std::string text;  ///< foreign, not yet made harmless
};
using Pieces = std::vector<Piece>;

/// What became of `before`: its words against those of `after`. White space lies outside of marks.
/// Of unchanged stretches `context` words stay on either side of a change; where nothing changed,
/// all.
Pieces marked_words(std::string_view before, std::string_view after, std::size_t context);

/// A snippet, in which found words stand between U+0002 and U+0003.
Pieces found_words(std::string_view snippet);

/// Appends pieces as lines for a terminal, wrapped, each behind a margin: `[-old-] {+new+}`, or
/// colours. Everything goes through text::printable. Ends with a line feed unless there is nothing
/// to show.
struct Layout {
    std::string_view margin;
    std::size_t width = 80;  ///< with the margin
    bool color = false;
};
void append_terminal(std::string& out, const Pieces& pieces, const Layout& layout);

/// Appends pieces as HTML: paragraphs with <del>, <ins> and <mark>.
void append_html(std::string& out, const Pieces& pieces);
/// The same without paragraphs, for headings.
void append_html_line(std::string& out, const Pieces& pieces);

}  // namespace stet::out
