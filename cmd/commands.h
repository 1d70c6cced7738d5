#pragma once

#include "command.h"

/// What each command's file gives to the table.
namespace stet::cmd {

Action declare_fetch(CLI::App& sub);
Action declare_log(CLI::App& sub);
Action declare_show(CLI::App& sub);
Action declare_diff(CLI::App& sub);
Action declare_search(CLI::App& sub);
Action declare_export(CLI::App& sub);
Action declare_follow(CLI::App& sub);
Action declare_unfollow(CLI::App& sub);
Action declare_sources(CLI::App& sub);
Action declare_captures(CLI::App& sub);
Action declare_check(CLI::App& sub);
Action declare_reread(CLI::App& sub);
Action declare_same(CLI::App& sub);
Action declare_distinct(CLI::App& sub);
Action declare_completion(CLI::App& sub);
Action declare_help(CLI::App& sub);

}  // namespace stet::cmd
