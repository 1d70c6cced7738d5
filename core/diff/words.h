#pragma once

#include <string_view>
#include <vector>

/// What changed between two texts, and between two states of a feed.
namespace stet::diff {

/// A run of words that only the earlier text has, only the later, or both.
struct Run {
    enum class Side { both, before, after };
    Side side;
    std::string_view text;  ///< points into the later text, for Side::before into the earlier
};

/// Compares two texts word by word. White space never makes a difference; punctuation does.
/// The runs, read in order without Side::before, spell `after`. They point into both texts.
/// Nearly minimal (Myers, in linear space), and bounded: where two long texts have next to nothing
/// in common it stops looking for the least.
std::vector<Run> words(std::string_view before, std::string_view after);

}  // namespace stet::diff
