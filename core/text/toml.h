#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// TOML as far as lists of settings need it: tables, and in them keys with texts, numbers, truths,
/// or arrays of those. Dotted keys, tables in tables, and texts over several lines are refused.
namespace stet::text {

struct TomlEntry {
    std::string key;
    std::vector<std::string> values;  ///< one, or those of an array; numbers and truths as written
    bool is_array = false;
};

struct TomlTable {
    std::string name;  ///< empty: what stands before the first table
    std::size_t line = 0;
    std::vector<TomlEntry> entries;
};

/// The tables in their order. An Error names the line. No table and no key of a table comes twice.
Result<std::vector<TomlTable>> read_toml(std::string_view text);

/// A key as it is written, in quotes where it must be.
std::string toml_key(std::string_view key);
/// A text in quotes.
std::string toml_text(std::string_view value);

}  // namespace stet::text
