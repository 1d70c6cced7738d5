#include "archived_robots.h"

namespace stet::cmd {

std::optional<net::RobotsMemory::Answer> ArchivedRobots::recall(const std::string& origin) {
    std::optional<archive::Archive::Robots> known = archive_.robots_of(origin);
    if (!known)
        return std::nullopt;
    return Answer{std::move(known->text), ctx_.now() - known->asked};
}

void ArchivedRobots::keep(const std::string& origin, std::string_view text) {
    archive_.keep_robots(origin, text, ctx_.now());
}

}  // namespace stet::cmd
