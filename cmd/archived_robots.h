#pragma once

#include <string>
#include <string_view>

#include "archive/archive.h"
#include "command.h"
#include "net/robots.h"

namespace stet::cmd {

/// Keeps what hosts' robots.txt say in the archive.
class ArchivedRobots : public net::RobotsMemory {
  public:
    ArchivedRobots(archive::Archive& archive, Context& ctx) : archive_(archive), ctx_(ctx) {}

    std::optional<Answer> recall(const std::string& origin) override;
    void keep(const std::string& origin, std::string_view text) override;

  private:
    archive::Archive& archive_;
    Context& ctx_;
};

}  // namespace stet::cmd
