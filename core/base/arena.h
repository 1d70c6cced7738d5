#pragma once

#include <cstddef>
#include <vector>

#include "base/large_pages.h"

namespace stet {

/// Gives out memory piece by piece, and takes it back all at once. What lies in it is not
/// destroyed.
class Arena {
  public:
    Arena() = default;
    Arena(Arena&&) noexcept;
    Arena& operator=(Arena&&) noexcept;

    /// About as much will be needed in all; to be called before anything is given out.
    void expect(std::size_t bytes);
    /// Throws std::bad_alloc. `alignment` is a power of two, at most that of std::max_align_t.
    void* allocate(std::size_t size, std::size_t alignment);
    /// Takes everything back, and keeps some of the memory for what comes.
    void clear();

  private:
    struct Block {
        Bytes bytes;
        std::size_t size;
    };

    const Block& add(std::size_t size);

    std::vector<Block> blocks_;
    std::byte* free_ = nullptr;  // in the open block
    std::size_t room_ = 0;
    std::size_t held_ = 0;  // in all blocks
};

}  // namespace stet
