#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stet::markup {

/// A page as it may be given to the parser.
struct ScannedHtml {
    std::string text;
    /// What stood in the scripts that carry data; in `text` such a script holds its number here.
    std::vector<std::string_view> data;
    std::vector<std::string> warnings;
};

/// Cuts out of a page, in linear time, what makes the parser slow and tells nothing (scripts that
/// carry no data, styles, comments, drawings), and bounds depth, attributes and elements. The views
/// point into `html`.
ScannedHtml scan_html(std::string_view html);

}  // namespace stet::markup
