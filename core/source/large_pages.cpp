#include "source/large_pages.h"

#include <cstdint>

#include <sys/mman.h>

namespace stet::source {

void prefer_large_pages(std::span<char> memory) {
    constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
    const auto start = reinterpret_cast<std::uintptr_t>(memory.data());
    const std::uintptr_t first = (start + page - 1) / page * page;
    const std::uintptr_t end = (start + memory.size()) / page * page;
    if (first < end)
        madvise(memory.data() + (first - start), end - first, MADV_HUGEPAGE);
}

}  // namespace stet::source
