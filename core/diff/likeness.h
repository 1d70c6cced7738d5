#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stet::diff {

/// The pairs of neighbouring words of a text, as sorted digests; of a long text a sample that is
/// drawn alike from every text (the least digests).
using Shingles = std::vector<std::uint64_t>;

Shingles shingles(std::string_view text);

/// How much two texts have in common, from 0 to 1: of all pairs of words or, where one text was cut
/// down or written on, of those of the shorter one.
double likeness(const Shingles& a, const Shingles& b);

}  // namespace stet::diff
