#include "base/arena.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace stet {

Arena::Arena(Arena&& other) noexcept
    : blocks_(std::move(other.blocks_)),
      free_(std::exchange(other.free_, nullptr)),
      room_(std::exchange(other.room_, 0)) {}

Arena& Arena::operator=(Arena&& other) noexcept {
    blocks_ = std::move(other.blocks_);
    free_ = std::exchange(other.free_, nullptr);
    room_ = std::exchange(other.room_, 0);
    return *this;
}

Arena::Block& Arena::add(std::size_t size) {
    Bytes bytes = new_bytes(size);
    blocks_.push_back({std::move(bytes), size});
    return blocks_.back();
}

void Arena::open(std::size_t size) {
    const Block& block = add(size);
    free_ = block.bytes.get();
    room_ = block.size;
}

void Arena::expect(std::size_t bytes) {
    open(bytes);
}

void* Arena::allocate(std::size_t size, std::size_t alignment) {
    const std::size_t gap = (0 - reinterpret_cast<std::uintptr_t>(free_)) & (alignment - 1);
    if (free_ && gap + size <= room_) {
        std::byte* const place = free_ + gap;
        free_ += gap + size;
        room_ -= gap + size;
        return place;
    }
    // Small arenas are many (one for each body of a feed), so the first blocks are small.
    const std::size_t step = std::size_t{4096} << std::min<std::size_t>(blocks_.size(), 6);
    if (free_ && size > step / 4)  // a block of its own leaves the open one in use
        return add(size).bytes.get();
    open(std::max(step, size));
    return allocate(size, alignment);
}

void Arena::clear() {
    constexpr std::size_t most_kept = std::size_t{256} << 10;
    const auto small = [](const Block& block) { return block.size <= most_kept ? block.size : 0; };
    const auto kept = std::ranges::max_element(blocks_, {}, small);
    if (kept != blocks_.end() && kept != blocks_.begin())
        std::swap(*kept, blocks_.front());
    const bool any = !blocks_.empty() && blocks_.front().size <= most_kept;
    blocks_.resize(any ? 1 : 0);
    free_ = any ? blocks_.front().bytes.get() : nullptr;
    room_ = any ? blocks_.front().size : 0;
}

}  // namespace stet
