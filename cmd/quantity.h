#pragma once

#include <cstdint>
#include <string>

namespace stet::cmd {

/// Bytes for people: `512 B`, `4.2 kB`, `13 MB`, `1.2 GB`.
std::string bytes_text(std::int64_t bytes);

}  // namespace stet::cmd
