#pragma once

#include <array>
#include <string_view>

namespace stet::text {

/// Holds its texts instead of pointing to them: pointers would be set at every start of a program.
struct NamedCharacter {
    char name_bytes[32];
    char character_bytes[8];

    constexpr std::string_view name() const { return name_bytes; }
    constexpr std::string_view characters() const { return character_bytes; }
};

/// The names that HTML knows, sorted by their bytes.
extern const std::array<NamedCharacter, 2125> named_characters;

/// Those that old pages write without a semicolon, sorted likewise.
extern const std::array<std::string_view, 106> bare_names;

}  // namespace stet::text
