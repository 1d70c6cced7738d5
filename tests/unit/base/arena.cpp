#include "base/arena.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "support/catch.h"

using namespace stet;

namespace {

std::uintptr_t address(const void* place) {
    return reinterpret_cast<std::uintptr_t>(place);
}

}  // namespace

TEST_CASE("arena: pieces are aligned, lie apart and stay as they are", "[base]") {
    for (const std::size_t expected :
         {std::size_t{0}, std::size_t{1} << 10, std::size_t{1} << 20}) {
        Arena arena;
        if (expected > 0)
            arena.expect(expected);
        std::vector<unsigned char*> pieces;
        const auto size_of = [](std::size_t n) { return 1 + n * 37 % 3000; };
        for (std::size_t n = 0; n < 2000; ++n) {
            const std::size_t alignment = std::size_t{1} << (n % 5);
            pieces.push_back(static_cast<unsigned char*>(arena.allocate(size_of(n), alignment)));
            REQUIRE(address(pieces.back()) % alignment == 0);
            std::memset(pieces.back(), static_cast<int>(n % 251), size_of(n));
        }
        Arena moved = std::move(arena);
        for (std::size_t n = 0; n < pieces.size(); ++n)
            REQUIRE(std::all_of(pieces[n], pieces[n] + size_of(n),
                                [&](unsigned char byte) { return byte == n % 251; }));
    }
}

TEST_CASE("arena: a piece may be larger than all blocks", "[base]") {
    Arena arena;
    void* const small = arena.allocate(8, 8);
    constexpr std::size_t large = std::size_t{3} << 20;
    std::memset(arena.allocate(5000, 16), 1, 5000);
    // The open block is still in use, ...
    CHECK(address(arena.allocate(8, 8)) == address(small) + 8);
    void* const larger = arena.allocate(large, 16);
    std::memset(larger, 1, large);
    // ... until another one has more room.
    CHECK(address(arena.allocate(8, 8)) == address(larger) + large);
}

TEST_CASE("arena: what was taken back is given out again", "[base]") {
    Arena arena;
    void* const first = arena.allocate(100, 8);
    arena.allocate(std::size_t{4} << 20, 8);
    arena.clear();
    CHECK(arena.allocate(100, 8) == first);
    arena.clear();
    CHECK(arena.allocate(100, 8) == first);
}
