#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace stet {

/// Asks the system to back memory that is about to be filled by large pages, and what is too small
/// for them by all its pages at once: a fault for every 4 KiB costs more than reading them, 50 MB
/// of a file take a tenth of the time. Does nothing where there is no such thing.
void expect_filling(std::span<char> memory);

struct FreeBytes {
    void operator()(std::byte* bytes) const;
};
using Bytes = std::unique_ptr<std::byte[], FreeBytes>;

/// A size from which on memory lies in large pages, where there are such, and is a multiple of
/// them.
inline constexpr std::size_t large_memory = std::size_t{256} << 10;

/// At least so much memory; `size` becomes how much it is. Throws std::bad_alloc.
Bytes new_bytes(std::size_t& size);

}  // namespace stet
