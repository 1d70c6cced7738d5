#include "diff/assignment.h"

#include <algorithm>

#include "support/catch.h"

using stet::diff::Edge;

namespace {

double sum(const std::vector<Edge>& edges) {
    double total = 0;
    for (const Edge& edge : edges)
        total += edge.score;
    return total;
}

}  // namespace

TEST_CASE("assignment: the best sum wins over the best pair", "[diff]") {
    const auto chosen = stet::diff::assign({{0, 0, 0.9}, {0, 1, 0.8}, {1, 0, 0.8}});
    CHECK(chosen.size() == 2);
    CHECK(sum(chosen) > 1.59);
}

TEST_CASE("assignment: nobody is taken twice, however many hang together", "[diff]") {
    for (const std::size_t size : {std::size_t{20}, std::size_t{200}}) {
        std::vector<Edge> edges;
        for (std::size_t b = 0; b < size; ++b)
            for (std::size_t n = 0; n < size; ++n)
                edges.push_back({b, n, b == n ? 0.9 : 0.5});
        const auto chosen = stet::diff::assign(edges);
        CHECK(chosen.size() == size);
        CHECK(std::all_of(chosen.begin(), chosen.end(),
                          [](const Edge& edge) { return edge.before == edge.now; }));
    }
}

TEST_CASE("assignment: without edges there is nothing to choose", "[diff]") {
    CHECK(stet::diff::assign({}).empty());
}
