#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "command.h"

namespace stet::cmd {

/// The table of commands, in the order of `stet help`.
std::span<const Command> commands();

/// Runs what was typed after `stet`. The one place that catches.
Exit run(std::vector<std::string> arguments, Context& ctx);

/// Hands on what can be typed, with the options of all commands, to tell about it.
void tell(Context& ctx, const std::function<void(CLI::App&)>& told);

}  // namespace stet::cmd
