#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Passes over long stretches of text in which nothing has to be done, sixteen bytes at a time.
namespace stet::text {

/// Sixteen bytes; operators work on each. g++ and clang know them for every machine.
using Bytes = unsigned char __attribute__((vector_size(16)));

inline Bytes bytes_at(const char* at) {
    Bytes bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/// The place of the first of sixteen bytes for which a comparison holds; 16 if it does for none.
template <class Compared>
std::size_t first_of(const Compared& compared) {
    std::uint64_t halves[2];
    static_assert(sizeof halves == sizeof compared);
    std::memcpy(halves, &compared, sizeof halves);
    const auto first = [](std::uint64_t half) {
        const int zeros = std::endian::native == std::endian::little ? std::countr_zero(half)
                                                                     : std::countl_zero(half);
        return static_cast<std::size_t>(zeros) / 8;
    };
    return halves[0] != 0 ? first(halves[0]) : sizeof(Bytes) / 2 + first(halves[1]);
}

/// The place of the first byte from `at` on for which `odd` holds; the text's size if there is
/// none. `odd` is asked of one byte and of Bytes: `[](auto c) { return (c < 0x20) | (c == '&'); }`.
template <class Odd>
std::size_t find_byte(std::string_view text, std::size_t at, Odd odd) {
    while (text.size() - at >= sizeof(Bytes)) {
        const std::size_t place = first_of(odd(bytes_at(text.data() + at)));
        at += place;
        if (place < sizeof(Bytes))
            return at;
    }
    while (at < text.size() && !odd(static_cast<unsigned char>(text[at])))
        ++at;
    return at;
}

}  // namespace stet::text
