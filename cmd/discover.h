#pragma once

#include <string>
#include <vector>

#include "command.h"
#include "source/read.h"

namespace stet::cmd {

/// Reads pages and puts in the place of each the first feed that it names, which is told, with the
/// others that it names; a feed stays as it is. What names none or cannot be read is reported, and
/// left out.
std::vector<std::string> discovered(const std::vector<std::string>& addresses,
                                    source::Network& network, Context& ctx);

}  // namespace stet::cmd
