#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/window.h"

namespace stet::markup {

/// Levels that XML is read to, in an item or outside of items; what is deeper is opened up.
inline constexpr std::size_t max_xml_depth = 90;
inline constexpr std::size_t max_item_depth = 8;

/// XML that a strict parser can read.
struct Mended {
    /// One element with all below it, without comments, doctype and instructions.
    std::string_view text() const {
        return (changed ? std::string_view(written) : source).substr(start, size);
    }

    std::string_view source;  ///< what came in
    std::string written;      ///< what was made of it, where anything had to be changed
    bool changed = false;
    std::size_t start = 0, size = 0;
    /// The items in it, which may be read one by one: each a whole element. In order, places in
    /// text().
    struct Piece {
        std::size_t start, end;
        bool follows;  ///< there are but blanks between it and the one before
    };
    std::vector<Piece> items;
    std::vector<std::string> warnings;
    bool cut = false;  ///< the text ended inside an item, or, if it has none, inside an element
};

/// Makes well-formed XML of a text that was meant to be some, in linear time. What is well-formed
/// comes out as it is, without a warning; only blanks that stand alone between elements of HTML are
/// written as references, so that the parser does not drop them, and references to 0x80 to 0x9F as
/// the characters of windows-1252 that are meant by them.
/// Error::Kind::unreadable where there is no element, too_large where elements and attributes are
/// so many for its size that it was made to fill memory. `window` is that over the text.
Result<Mended> mend_xml(std::string_view text, Window window = {});

}  // namespace stet::markup
