#include "base/link.h"

#include <filesystem>
#include <system_error>

#include "base/result.h"

namespace stet {

std::string behind_links(const std::string& path) {
    constexpr int most_links = 40;  // as many as Linux follows
    std::filesystem::path at = path;
    for (int links = 0; links <= most_links; ++links) {
        std::error_code none;
        const std::filesystem::path target = std::filesystem::read_symlink(at, none);
        if (none)
            return at.string();
        at = at.parent_path() / target;  // an absolute target takes the place of all
    }
    throw Fatal("links lead in a circle '" + path + "'");
}

}  // namespace stet
