#include "base/large_pages.h"

#include <cstdint>
#include <cstdlib>
#include <new>

#include <sys/mman.h>

namespace stet {
namespace {

constexpr std::size_t large_page = std::size_t{2} << 20;

}  // namespace

void expect_filling(std::span<char> memory) {
    const auto start = reinterpret_cast<std::uintptr_t>(memory.data());
    const std::uintptr_t first = (start + large_page - 1) / large_page * large_page;
    const std::uintptr_t end = (start + memory.size()) / large_page * large_page;
    if (first < end)
        madvise(memory.data() + (first - start), end - first, MADV_HUGEPAGE);
#ifdef MADV_POPULATE_WRITE
    constexpr std::size_t page = 4096;
    const std::uintptr_t whole = (start + page - 1) / page * page;
    const std::uintptr_t past = (start + memory.size()) / page * page;
    if (whole < past)
        madvise(memory.data() + (whole - start), past - whole, MADV_POPULATE_WRITE);
#endif
}

void FreeBytes::operator()(std::byte* bytes) const {
    std::free(bytes);
}

Bytes new_bytes(std::size_t& size) {
    const bool large = size >= large_memory;
    if (large)
        size = (size + large_page - 1) / large_page * large_page;
    auto* const bytes =
        static_cast<std::byte*>(large ? std::aligned_alloc(large_page, size) : std::malloc(size));
    if (!bytes)
        throw std::bad_alloc();
    if (large)
        madvise(bytes, size, MADV_HUGEPAGE);
    return Bytes(bytes);
}

}  // namespace stet
