#pragma once

#include <array>
#include <string_view>

namespace stet::text {

struct NamedCharacter {
    std::string_view name, characters;
};

/// The names that HTML knows, sorted by their bytes.
extern const std::array<NamedCharacter, 2125> named_characters;

/// Those that old pages write without a semicolon, sorted likewise.
extern const std::array<std::string_view, 106> bare_names;

}  // namespace stet::text
