#include "run.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "commands.h"
#include "report.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

constexpr Command table[] = {
    {"fetch", "look at sources and keep what changed", declare_fetch},
    {"log", "list every change in order", declare_log},
    {"show", "show one update's whole life", declare_show},
    {"diff", "compare two states", declare_diff},
    {"search", "find words in everything that was ever said", declare_search},
    {"export", "write records in another format", declare_export},
    {"follow", "begin to follow a source", declare_follow},
    {"unfollow", "stop following a source", declare_unfollow},
    {"sources", "list the sources", declare_sources},
    {"captures", "list the looks taken, failed ones too", declare_captures},
    {"check", "verify the archive", declare_check},
    {"reread", "derive a source's history again", declare_reread},
    {"same", "judge that two updates are one", declare_same},
    {"distinct", "judge that two updates are two", declare_distinct},
    {"completion", "print a shell's completion script", declare_completion},
    {"help", "tell about stet or a command", declare_help},
};

std::string default_archive(const Context& ctx) {
    std::string data = ctx.environment("XDG_DATA_HOME");
    if (data.empty()) {
        const std::string home = ctx.environment("HOME");
        if (home.empty())
            return {};
        data = home + "/.local/share";
    }
    return data + "/stet/archive.db";
}

std::string default_settings(const Context& ctx) {
    std::string config = ctx.environment("XDG_CONFIG_HOME");
    if (config.empty())
        config = ctx.environment("HOME") + "/.config";
    return config + "/stet/config.toml";
}

/// A word in the file of settings that is no setting, if that is what the parser threw.
std::optional<Error> setting_fault(const CLI::ParseError& error, const CLI::App& app) {
    constexpr std::string_view unknown = "INI was not able to parse ";
    const std::string_view what = error.what();
    if (!dynamic_cast<const CLI::ConfigError*>(&error) || !what.starts_with(unknown))
        return std::nullopt;
    return Error{Error::Kind::usage, text::cat("no setting '", what.substr(unknown.size()), "'"),
                 app.get_config_ptr()->as<std::string>(),
                 "settings are called as long options are, those of a command under its [name]"};
}

/// What the parser threw at us, said in the house's way.
Exit told(const CLI::ParseError& error, const CLI::App& app, Context& ctx) {
    if (dynamic_cast<const CLI::CallForVersion*>(&error)) {
        ctx.out << "stet " << STET_VERSION << '\n';
        return Exit::ok;
    }
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        const auto chosen = app.get_subcommands();
        ctx.out << (chosen.empty() ? &app : chosen.front())->help();
        return Exit::ok;
    }
    if (const std::optional<Error> fault = setting_fault(error, app)) {
        report(ctx, *fault);
        return Exit::trouble;
    }
    std::string message = error.what();
    if (!message.empty())
        message[0] = text::to_lower(message[0]);
    const std::string name = ctx.command.empty() ? "stet" : text::cat("stet ", ctx.command);
    report(ctx, Error{Error::Kind::usage, message, "", text::cat("try '", name, " --help'")});
    return Exit::trouble;
}

/// What can be typed. Declaring all options would be a fifth of the work of a short run, so that a
/// command's are declared when it is chosen; and those of all when settings are read, which may be
/// for any, or told about.
class Typed {
  public:
    explicit Typed(Context& ctx) {
        app.name("stet");
        app.description("Follows live news blogs and feeds, keeps every update and every edit.");
        app.require_subcommand(1);
        app.set_version_flag("--version", std::string(STET_VERSION), "print the version");
        app.set_help_flag("-h,--help", "print this help");
        app.set_config("--config", default_settings(ctx), "settings, as TOML");
        app.allow_config_extras(CLI::config_extras_mode::error);
        app.config_formatter(std::make_shared<Settings>([this] { declare_all(); }));
        app.add_option("--archive", ctx.archive, "the archive's file")->envname("STET_ARCHIVE");
        app.add_option("--color", ctx.color, "auto, always or never")
            ->check(CLI::IsMember({"auto", "always", "never"}));
        app.add_flag("-q,--quiet", ctx.quiet, "no records on standard output, only errors");
        app.add_flag("-v,--verbose", ctx.verbose, "say more on standard error");
        for (std::size_t n = 0; n < std::size(table); ++n) {
            const Command& command = table[n];
            CLI::App* sub =
                app.add_subcommand(std::string(command.name), std::string(command.summary));
            sub->fallthrough();  // global options stand on either side of the command
            sub->preparse_callback([this, &ctx, n](std::size_t) {
                ctx.command = table[n].name;
                declare(n);
            });
            sub->final_callback([this, n] { chosen = actions_[n]; });
        }
    }
    Typed(const Typed&) = delete;

    void declare_all() {
        for (std::size_t n = 0; n < std::size(table); ++n)
            declare(n);
    }

    CLI::App app;
    Action chosen;  ///< what the chosen command does

  private:
    /// Tells before a file of settings is read.
    class Settings : public CLI::ConfigTOML {
      public:
        explicit Settings(std::function<void()> before) : before_(std::move(before)) {}
        std::vector<CLI::ConfigItem> from_config(std::istream& in) const override {
            before_();
            return CLI::ConfigTOML::from_config(in);
        }

      private:
        std::function<void()> before_;
    };

    void declare(std::size_t n) {
        if (!actions_[n])
            actions_[n] = table[n].declare(*app.get_subcommand(std::string(table[n].name)));
    }

    std::array<Action, std::size(table)> actions_;
};

}  // namespace

std::span<const Command> commands() {
    return table;
}

void tell(Context& ctx, const std::function<void(CLI::App&)>& told) {
    Typed typed(ctx);
    typed.declare_all();
    told(typed.app);
}

Exit run(std::vector<std::string> arguments, Context& ctx) {
    Typed typed(ctx);
    try {
        std::ranges::reverse(arguments);  // CLI11 takes them from the back
        typed.app.parse(std::move(arguments));
        if (ctx.archive.empty())
            ctx.archive = default_archive(ctx);
        const Exit exit = typed.chosen(ctx);
        flush(ctx);
        return exit;
    } catch (const CLI::ParseError& error) {
        return told(error, typed.app, ctx);
    } catch (const Fatal& fatal) {
        report(ctx, Error{Error::Kind::usage, fatal.what(), "", fatal.hint()});
    } catch (const std::bad_alloc&) {
        report(ctx, Error{Error::Kind::too_large, "out of memory", "", ""});
    }
    return Exit::trouble;
}

}  // namespace stet::cmd
