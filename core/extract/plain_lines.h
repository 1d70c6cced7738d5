#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/candidate.h"

/// What the blocks of a text without markup are: headings, stamps, credits, bylines.
namespace stet::page {

/// The blocks of a text, apart by empty lines or by stamps that open lines; each tidied. At most
/// `most` of them.
std::vector<std::string> plain_blocks(std::string_view text, std::size_t most);

/// Whether a block is one short line.
bool is_line(std::string_view block);
bool ends_sentence(std::string_view text);

/// The stamp that begins a block, and the rest of the block. A labelled one only where a colon
/// parts it from a text.
struct PlainOpening {
    When when;
    std::string_view rest;  ///< points into the block
};
std::optional<PlainOpening> plain_opening(std::string_view block);

/// A line that may be a heading: no sentence, no stamp, no day, no credit, no link.
bool is_plain_title(std::string_view block);

/// A line that names the source of a picture: "Bildrechte: XYZ/Kim Beispiel", "© Agentur".
bool is_credit(std::string_view block);

/// The names in a line that begins as a byline does: "Von Kim Beispiel und Lea Muster".
std::vector<std::string> names_in_plain_byline(std::string_view block);

}  // namespace stet::page
