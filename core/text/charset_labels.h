#pragma once

#include <optional>
#include <string_view>

namespace stet::text {

/// A way of writing characters as bytes.
struct Charset {
    enum class Kind { utf8, utf16, utf32, single_byte, multi_byte };

    std::string_view name;  ///< IANA's, in lower case
    const char* converter;  ///< how iconv calls it, or a wider one that reads the same bytes
    Kind kind;
    std::string_view wider;  ///< the wider one's name, where bytes 0x80 to 0x9F tell the two apart
};

/// The charset that a label of any spelling (`Latin-1`, `cp1252`, `x-sjis`) means.
std::optional<Charset> find_charset(std::string_view label);

}  // namespace stet::text
