#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stet::markup {

/// An attribute that may stand in sanitized HTML, and what its value may be.
struct SafeAttribute {
    enum class Rule : std::uint8_t {
        text,     ///< anything
        figure,   ///< a measure, colour or path: what cannot lead anywhere
        link,     ///< the address of a page
        picture,  ///< the address of an image
        sources,  ///< addresses of images with their sizes, parted by commas
    };

    std::string_view name;
    Rule rule;
};

/// The attribute of that name in any case, of elements of HTML, or of MathML and SVG; nullptr where
/// it may not stand.
const SafeAttribute* safe_attribute(std::string_view name, bool foreign);

/// What of `value` may be written, addresses made absolute against `base` where that is not empty;
/// false if nothing may.
bool make_safe(SafeAttribute::Rule rule, std::string_view base, std::string& value);

}  // namespace stet::markup
