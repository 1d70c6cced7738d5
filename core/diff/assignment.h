#pragma once

#include <cstddef>
#include <vector>

namespace stet::diff {

/// That an item of one side may be an item of the other, and how well that fits, from 0 to 1.
struct Edge {
    std::size_t before, now;
    double score;
};

/// Takes from the edges those that pair items one to one and fit best in sum. Where very many
/// items hang together, the best edges are taken first instead.
std::vector<Edge> assign(std::vector<Edge> edges);

}  // namespace stet::diff
