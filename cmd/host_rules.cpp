#include "host_rules.h"

namespace stet::cmd {

std::optional<net::RobotsMemory::Answer> HostRules::recall(const std::string& origin) {
    std::optional<archive::Archive::HostRules> known = archive_.robots_of(origin);
    if (!known)
        return std::nullopt;
    return Answer{std::move(known->text), ctx_.now() - known->asked};
}

void HostRules::keep(const std::string& origin, std::string_view text) {
    archive_.keep_robots(origin, text, ctx_.now());
}

}  // namespace stet::cmd
