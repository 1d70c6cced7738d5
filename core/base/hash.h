#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace stet {

/// A hash of bytes (XXH3), keyed anew in each run: a hostile document can't be full of words or ids
/// that share a place in a table, which would make each look-up a walk through all of them.
std::uint64_t keyed_hash(std::string_view bytes);

struct KeyedHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view bytes) const {
        return static_cast<std::size_t>(keyed_hash(bytes));
    }
};

/// Tables whose keys are strings from outside. The order in which they lie differs from run to run:
/// nothing may come of it.
template <class Key, class Value>
using HashMap = std::unordered_map<Key, Value, KeyedHash, std::equal_to<>>;
template <class Key>
using HashSet = std::unordered_set<Key, KeyedHash, std::equal_to<>>;

}  // namespace stet
