#include "base/hash.h"

#include <cstring>

#include "base/digest.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace stet {

std::uint64_t keyed_hash(std::string_view bytes) {
    static const std::uint64_t key = [] {
        std::uint64_t value = 0;
        std::memcpy(&value, random_bytes(sizeof value).data(), sizeof value);
        return value;
    }();
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), key);
}

}  // namespace stet
