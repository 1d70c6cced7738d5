#include "diff/assignment.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace stet::diff {
namespace {

// The method below takes the cube of this in time.
constexpr std::size_t largest_component = 128;

// Numbers items by their first mention.
class Index {
  public:
    std::size_t of(std::size_t item) {
        return numbers_.try_emplace(item, numbers_.size()).first->second;
    }
    std::size_t size() const { return numbers_.size(); }

  private:
    std::unordered_map<std::size_t, std::size_t> numbers_;
};

// The Hungarian method with potentials, on costs of 1 - score: finds rows and columns a partner
// each at least cost in sum. What no edge joins costs 1, which is to stay alone.
std::vector<Edge> best_in_sum(const std::vector<Edge>& edges) {
    Index rows, columns;
    for (const Edge& edge : edges) {
        rows.of(edge.before);
        columns.of(edge.now);
    }
    const std::size_t n = std::max(rows.size(), columns.size());
    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<std::vector<double>> cost(n + 1, std::vector<double>(n + 1, 1.0));
    std::vector<std::vector<std::size_t>> edge_at(n + 1, std::vector<std::size_t>(n + 1, none));
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const std::size_t row = rows.of(edges[e].before) + 1, column = columns.of(edges[e].now) + 1;
        cost[row][column] = 1.0 - edges[e].score;
        edge_at[row][column] = e;
    }
    constexpr double infinite = std::numeric_limits<double>::infinity();
    std::vector<double> of_row(n + 1, 0), of_column(n + 1, 0);
    std::vector<std::size_t> row_of(n + 1, 0), way(n + 1, 0);
    for (std::size_t row = 1; row <= n; ++row) {
        row_of[0] = row;
        std::size_t column = 0;
        std::vector<double> least(n + 1, infinite);
        std::vector<bool> used(n + 1, false);
        do {
            used[column] = true;
            const std::size_t from = row_of[column];
            double delta = infinite;
            std::size_t next = 0;
            for (std::size_t c = 1; c <= n; ++c) {
                if (used[c])
                    continue;
                const double reduced = cost[from][c] - of_row[from] - of_column[c];
                if (reduced < least[c]) {
                    least[c] = reduced;
                    way[c] = column;
                }
                if (least[c] < delta) {
                    delta = least[c];
                    next = c;
                }
            }
            for (std::size_t c = 0; c <= n; ++c) {
                if (used[c]) {
                    of_row[row_of[c]] += delta;
                    of_column[c] -= delta;
                } else {
                    least[c] -= delta;
                }
            }
            column = next;
        } while (row_of[column] != 0);
        for (; column != 0; column = way[column])
            row_of[column] = row_of[way[column]];
    }
    std::vector<Edge> chosen;
    for (std::size_t column = 1; column <= n; ++column)
        if (edge_at[row_of[column]][column] != none)
            chosen.push_back(edges[edge_at[row_of[column]][column]]);
    return chosen;
}

std::vector<Edge> best_first(std::vector<Edge> edges) {
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
        return std::tie(b.score, a.now, a.before) < std::tie(a.score, b.now, b.before);
    });
    std::unordered_set<std::size_t> before, now;
    std::vector<Edge> chosen;
    for (const Edge& edge : edges) {
        if (before.contains(edge.before) || now.contains(edge.now))
            continue;
        before.insert(edge.before);
        now.insert(edge.now);
        chosen.push_back(edge);
    }
    return chosen;
}

// Sets of edges that share no item with one another.
std::vector<std::vector<Edge>> components(const std::vector<Edge>& edges) {
    Index rows, columns;
    std::vector<std::size_t> parent;
    const auto root = [&parent](std::size_t n) {
        while (parent[n] != n)
            n = parent[n] = parent[parent[n]];
        return n;
    };
    for (const Edge& edge : edges) {
        rows.of(edge.before);
        columns.of(edge.now);
    }
    parent.resize(rows.size() + columns.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    for (const Edge& edge : edges)
        parent[root(rows.of(edge.before))] = root(rows.size() + columns.of(edge.now));
    Index roots;
    std::vector<std::vector<Edge>> sets;
    for (const Edge& edge : edges) {
        const std::size_t set = roots.of(root(rows.of(edge.before)));
        sets.resize(roots.size());
        sets[set].push_back(edge);
    }
    return sets;
}

bool is_small(const std::vector<Edge>& edges) {
    std::unordered_set<std::size_t> before, now;
    for (const Edge& edge : edges) {
        before.insert(edge.before);
        now.insert(edge.now);
    }
    return std::max(before.size(), now.size()) <= largest_component;
}

}  // namespace

std::vector<Edge> assign(std::vector<Edge> edges) {
    std::vector<Edge> chosen;
    for (std::vector<Edge>& set : components(edges)) {
        if (set.size() > 1)
            set = is_small(set) ? best_in_sum(set) : best_first(std::move(set));
        std::ranges::copy(set, std::back_inserter(chosen));
    }
    return chosen;
}

}  // namespace stet::diff
