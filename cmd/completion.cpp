#include <CLI/CLI.hpp>

#include "commands.h"
#include "run.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

/// The options of a command as they are typed: `--since`, `-f`.
std::vector<std::string> options_of(const CLI::App& app) {
    std::vector<std::string> out;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames())
            out.push_back("--" + name);
        for (const std::string& name : option->get_snames())
            out.push_back("-" + name);
    }
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words)
        out += text::cat(out.empty() ? "" : " ", word);
    return out;
}

std::string command_names() {
    std::vector<std::string> names;
    for (const Command& command : commands())
        names.emplace_back(command.name);
    return joined(names);
}

std::string bash(const CLI::App& app) {
    std::string out = text::cat(
        "_stet() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} command= i\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        case \" ",
        command_names(),
        " \" in\n"
        "            *\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]}; break ;;\n"
        "        esac\n"
        "    done\n"
        "    local words=\"",
        joined(options_of(app)),
        "\"\n"
        "    case $command in\n"
        "        '') words=\"",
        command_names(), " $words\" ;;\n");
    for (const Command& command : commands()) {
        const CLI::App* sub = app.get_subcommand(std::string(command.name));
        std::string words = joined(options_of(*sub));
        if (command.name == "completion")
            words += " bash zsh fish";
        if (command.name == "help")
            words += " " + command_names();
        out += text::cat("        ", command.name, ") words=\"", words, " $words\" ;;\n");
    }
    out +=
        "    esac\n"
        "    if [[ $word == -* || -z $command || $command == completion || $command == help ]]; "
        "then\n"
        "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
        "    else\n"
        "        COMPREPLY=($(compgen -f -- \"$word\"))\n"
        "    fi\n"
        "}\n"
        "complete -o filenames -F _stet stet\n";
    return out;
}

/// zsh runs bash's completions by itself.
std::string zsh(const CLI::App& app) {
    return text::cat("#compdef stet\nautoload -U +X bashcompinit && bashcompinit\n", bash(app));
}

std::string fish(const CLI::App& app) {
    std::string out;
    const auto options = [&out](const CLI::App& of, const std::string& condition) {
        for (const CLI::Option* option : of.get_options()) {
            if (option->get_lnames().empty() && option->get_snames().empty())
                continue;
            out += text::cat("complete -c stet", condition);
            for (const std::string& name : option->get_lnames())
                out += text::cat(" -l ", name);
            for (const std::string& name : option->get_snames())
                out += text::cat(" -s ", name);
            if (option->get_expected_max() > 0)
                out += " -r";
            out +=
                text::cat(" -d '", text::replace_all(option->get_description(), "'", "\\'"), "'\n");
        }
    };
    options(app, "");
    for (const Command& command : commands()) {
        out += text::cat("complete -c stet -n __fish_use_subcommand -f -a ", command.name, " -d '",
                         text::replace_all(command.summary, "'", "\\'"), "'\n");
        options(*app.get_subcommand(std::string(command.name)),
                text::cat(" -n '__fish_seen_subcommand_from ", command.name, "'"));
    }
    return out;
}

Exit completion(const std::string& shell, Context& ctx) {
    tell(ctx, [&](CLI::App& app) {
        ctx.out << (shell == "bash" ? bash(app) : shell == "zsh" ? zsh(app) : fish(app));
    });
    return Exit::ok;
}

}  // namespace

Action declare_completion(CLI::App& sub) {
    auto shell = std::make_shared<std::string>();
    sub.add_option("shell", *shell, "bash, zsh or fish")
        ->type_name("SHELL")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    return [shell](Context& ctx) { return completion(*shell, ctx); };
}

}  // namespace stet::cmd
