#include "diff/shortest.h"

#include <algorithm>
#include <limits>

namespace stet::diff {
namespace {

// Steps that one comparison may take, some nanoseconds each, and the least number of edits that
// is always looked for.
constexpr std::size_t budget = 15'000'000;
constexpr std::size_t least_cap = 24;

// What both sides have at all, and where it stood: what only one side has needs no search.
struct Side {
    std::vector<std::uint32_t> words;
    std::vector<std::uint32_t> places;
    std::size_t size() const { return words.size(); }
};

Side shared_part(std::span<const std::uint32_t> words, const std::vector<std::uint8_t>& elsewhere,
                 std::uint8_t other, std::vector<bool>& marks) {
    Side side;
    side.words.reserve(words.size());
    side.places.reserve(words.size());
    for (std::size_t n = 0; n < words.size(); ++n) {
        if ((elsewhere[words[n]] & other) == 0) {
            marks[n] = true;
            continue;
        }
        side.words.push_back(words[n]);
        side.places.push_back(static_cast<std::uint32_t>(n));
    }
    return side;
}

// The box of both sequences that lies between two points of the path.
struct Box {
    std::int32_t a0, a1, b0, b1;
};

class Search {
  public:
    Search(const Side& before, const Side& after, Marks& marks)
        : a_(before), b_(after), marks_(marks) {
        const std::size_t diagonals = a_.size() + b_.size() + 3;
        forward_.resize(diagonals);
        backward_.resize(diagonals);
        origin_ = static_cast<std::int32_t>(b_.size()) + 1;
        cap_ = static_cast<std::int32_t>(std::max(least_cap, budget / diagonals));
    }

    void run() {
        std::vector<Box> open{
            {0, static_cast<std::int32_t>(a_.size()), 0, static_cast<std::int32_t>(b_.size())}};
        while (!open.empty()) {
            Box box = open.back();
            open.pop_back();
            while (box.a0 < box.a1 && box.b0 < box.b1 && equal(box.a0, box.b0))
                ++box.a0, ++box.b0;
            while (box.a0 < box.a1 && box.b0 < box.b1 && equal(box.a1 - 1, box.b1 - 1))
                --box.a1, --box.b1;
            if (box.a0 == box.a1 || box.b0 == box.b1) {
                mark(box);
                continue;
            }
            const auto [x, y] = middle(box);
            open.push_back({x, box.a1, y, box.b1});
            open.push_back({box.a0, x, box.b0, y});
        }
    }

  private:
    struct Point {
        std::int32_t x, y;
    };

    bool equal(std::int32_t x, std::int32_t y) const {
        return a_.words[static_cast<std::size_t>(x)] == b_.words[static_cast<std::size_t>(y)];
    }
    std::int32_t& forward(std::int32_t diagonal) {
        return forward_[static_cast<std::size_t>(diagonal + origin_)];
    }
    std::int32_t& backward(std::int32_t diagonal) {
        return backward_[static_cast<std::size_t>(diagonal + origin_)];
    }

    void mark(const Box& box) {
        for (std::int32_t x = box.a0; x < box.a1; ++x)
            marks_.before[a_.places[static_cast<std::size_t>(x)]] = true;
        for (std::int32_t y = box.b0; y < box.b1; ++y)
            marks_.after[b_.places[static_cast<std::size_t>(y)]] = true;
    }

    // A point of a shortest path, found where searches from both corners meet: on each diagonal
    // x - y they keep how far they came with as many edits as rounds. The diagonals in play widen
    // by one at each end a round, until they reach the edge of the box.
    Point middle(const Box& box) {
        const std::int32_t lowest = box.a0 - box.b1, highest = box.a1 - box.b0;
        const std::int32_t start = box.a0 - box.b0, goal = box.a1 - box.b1;
        const bool odd = ((start - goal) & 1) != 0;
        std::int32_t fmin = start, fmax = start, bmin = goal, bmax = goal;
        forward(start) = box.a0;
        backward(goal) = box.a1;
        for (std::int32_t cost = 1;; ++cost) {
            if (fmin > lowest)
                forward(--fmin - 1) = -1;
            else
                ++fmin;
            if (fmax < highest)
                forward(++fmax + 1) = -1;
            else
                --fmax;
            for (std::int32_t d = fmax; d >= fmin; d -= 2) {
                const std::int32_t x = run_down(box, d);
                if (odd && bmin <= d && d <= bmax && backward(d) <= x)
                    return {x, x - d};
            }
            if (bmin > lowest)
                backward(--bmin - 1) = std::numeric_limits<std::int32_t>::max();
            else
                ++bmin;
            if (bmax < highest)
                backward(++bmax + 1) = std::numeric_limits<std::int32_t>::max();
            else
                --bmax;
            for (std::int32_t d = bmax; d >= bmin; d -= 2) {
                const std::int32_t x = run_up(box, d);
                if (!odd && fmin <= d && d <= fmax && x <= forward(d))
                    return {x, x - d};
            }
            if (cost >= cap_)
                return furthest(box, fmin, fmax, bmin, bmax);
        }
    }

    std::int32_t run_down(const Box& box, std::int32_t d) {
        std::int32_t x = std::max(forward(d - 1) + 1, forward(d + 1));
        while (x < box.a1 && x - d < box.b1 && equal(x, x - d))
            ++x;
        return forward(d) = x;
    }

    std::int32_t run_up(const Box& box, std::int32_t d) {
        const std::int32_t right = backward(d + 1);
        std::int32_t x = std::min(backward(d - 1), right - 1);
        while (x > box.a0 && x - d > box.b0 && equal(x - 1, x - d - 1))
            --x;
        return backward(d) = x;
    }

    // The search is given up: the path goes through the point that got furthest from either corner.
    Point furthest(const Box& box, std::int32_t fmin, std::int32_t fmax, std::int32_t bmin,
                   std::int32_t bmax) {
        Point down{box.a0, box.b0}, up{box.a1, box.b1};
        for (std::int32_t d = fmax; d >= fmin; d -= 2) {
            const std::int32_t x = std::min(forward(d), std::min(box.a1, box.b1 + d));
            if (x + (x - d) > down.x + down.y)
                down = {x, x - d};
        }
        for (std::int32_t d = bmax; d >= bmin; d -= 2) {
            const std::int32_t x = std::max(backward(d), std::max(box.a0, box.b0 + d));
            if (x + (x - d) < up.x + up.y)
                up = {x, x - d};
        }
        const std::int32_t gone = down.x + down.y - box.a0 - box.b0;
        const std::int32_t come = box.a1 + box.b1 - up.x - up.y;
        return gone >= come ? down : up;
    }

    const Side& a_;
    const Side& b_;
    Marks& marks_;
    std::vector<std::int32_t> forward_, backward_;  // by diagonal
    std::int32_t origin_ = 0;
    std::int32_t cap_ = 0;
};

}  // namespace

Marks shortest(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after,
               std::size_t kinds) {
    constexpr std::uint8_t in_before = 1, in_after = 2;
    Marks marks{std::vector<bool>(before.size()), std::vector<bool>(after.size())};
    std::vector<std::uint8_t> where(kinds);
    for (const std::uint32_t word : before)
        where[word] |= in_before;
    for (const std::uint32_t word : after)
        where[word] |= in_after;
    const Side a = shared_part(before, where, in_after, marks.before);
    const Side b = shared_part(after, where, in_before, marks.after);
    Search(a, b, marks).run();
    return marks;
}

}  // namespace stet::diff
