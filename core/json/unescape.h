#pragma once

#include <cstddef>
#include <optional>

namespace stet::json {

/// Undoes the escapes of a string (RFC 8259, section 7) where it stands; what comes out is never
/// longer. The size that is left, or none if an escape is broken.
std::optional<std::size_t> unescape(char* begin, std::size_t size);

}  // namespace stet::json
