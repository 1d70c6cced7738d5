#pragma once

#include <string>
#include <string_view>

namespace stet::archive {

/// Bytes as a zstd frame that stands alone.
std::string packed(std::string_view bytes);

/// Throws Damaged where the frame is none.
std::string unpacked(std::string_view frame);

}  // namespace stet::archive
