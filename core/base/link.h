#pragma once

#include <string>

namespace stet {

/// The path of the file that a path leads to where it is a symbolic link, or a chain of them, also
/// if there is no such file; else the path itself. Throws Fatal where links lead in a circle.
std::string behind_links(const std::string& path);

}  // namespace stet
