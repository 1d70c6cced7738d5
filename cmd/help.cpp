#include <algorithm>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "commands.h"
#include "run.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

Exit help(const std::string& name, Context& ctx) {
    const auto known = [&](const Command& command) { return command.name == name; };
    if (!name.empty() && std::ranges::none_of(commands(), known))
        throw Fatal(text::cat("there is no command '", name, "'"), "'stet help' lists them");
    tell(ctx, [&](const CLI::App& app) {
        ctx.out << (name.empty() ? app.help() : app.get_subcommand(name)->help("stet"));
    });
    return Exit::ok;
}

}  // namespace

Action declare_help(CLI::App& sub) {
    auto name = std::make_shared<std::string>();
    sub.add_option("command", *name, "the command to tell about")->type_name("COMMAND");
    return [name](Context& ctx) { return help(*name, ctx); };
}

}  // namespace stet::cmd
