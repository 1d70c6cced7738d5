#include "base/arena.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace stet {

namespace {

// Small arenas are many (one for each body of a feed), so the first blocks are small.
constexpr std::size_t smallest_block = 4096, largest_step = large_memory;
constexpr std::size_t most_kept = std::size_t{2} << 20;

}  // namespace

Arena::Arena(Arena&& other) noexcept
    : blocks_(std::move(other.blocks_)),
      free_(std::exchange(other.free_, nullptr)),
      room_(std::exchange(other.room_, 0)),
      held_(std::exchange(other.held_, 0)) {}

Arena& Arena::operator=(Arena&& other) noexcept {
    blocks_ = std::move(other.blocks_);
    free_ = std::exchange(other.free_, nullptr);
    room_ = std::exchange(other.room_, 0);
    held_ = std::exchange(other.held_, 0);
    return *this;
}

const Arena::Block& Arena::add(std::size_t size) {
    Bytes bytes = new_bytes(size);
    blocks_.push_back({std::move(bytes), size});
    held_ += size;
    return blocks_.back();
}

void Arena::expect(std::size_t bytes) {
    if (bytes <= smallest_block)
        return;
    const Block& block = add(bytes);
    free_ = block.bytes.get();
    room_ = block.size;
}

void* Arena::allocate(std::size_t size, std::size_t alignment) {
    const std::size_t gap = (0 - reinterpret_cast<std::uintptr_t>(free_)) & (alignment - 1);
    if (free_ && gap + size <= room_) {
        std::byte* const place = free_ + gap;
        free_ += gap + size;
        room_ -= gap + size;
        return place;
    }
    // A piece that would take much of a block gets one of its own, and the open one stays in use.
    const std::size_t step = std::clamp(held_, smallest_block, largest_step);
    const Block& block = add(free_ && size > step / 4 ? size : std::max(step, size));
    std::byte* const place = block.bytes.get();
    if (block.size - size >= room_) {
        free_ = place + size;
        room_ = block.size - size;
    }
    return place;
}

void Arena::clear() {
    const auto small = [](const Block& block) { return block.size <= most_kept ? block.size : 0; };
    const auto kept = std::ranges::max_element(blocks_, {}, small);
    if (kept != blocks_.end())
        std::swap(*kept, blocks_.front());
    const bool any = !blocks_.empty() && blocks_.front().size <= most_kept;
    blocks_.resize(any ? 1 : 0);
    free_ = any ? blocks_.front().bytes.get() : nullptr;
    room_ = held_ = any ? blocks_.front().size : 0;
}

}  // namespace stet
