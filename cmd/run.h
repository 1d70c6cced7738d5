#pragma once

#include <span>
#include <string>
#include <vector>

#include "command.h"

namespace stet::cmd {

/// The table of commands, in the order of `stet help`.
std::span<const Command> commands();

/// Runs what was typed after `stet`. The one place that catches.
Exit run(std::vector<std::string> arguments, Context& ctx);

/// Declares options and all commands on `app`; the act of the chosen one goes to `chosen`.
void declare(CLI::App& app, Context& ctx, Action& chosen);

}  // namespace stet::cmd
