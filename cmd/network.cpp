#include "network.h"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>

#include "source/file.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

constexpr const char* group = "Network";

template <class T>
T need(Result<T> result) {
    if (result)
        return *std::move(result);
    const Error& error = result.error();
    throw Fatal(
        error.place.empty() ? error.message : text::cat(error.message, " (", error.place, ")"),
        error.hint);
}

/// The beginning of what a command prints.
std::optional<std::string> printed_by(const std::string& command) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
    if (!pipe)
        return std::nullopt;
    std::string output(4096, '\0');
    output.resize(std::fread(output.data(), 1, output.size(), pipe.get()));
    if (pclose(pipe.release()) != 0)
        return std::nullopt;
    return output;
}

/// libcurl passes over a file that it cannot read.
std::string readable(const std::string& path) {
    if (!path.empty())
        need(source::File::open(path));
    return path;
}

}  // namespace

void declare_network(CLI::App& sub, NetworkOptions& options) {
    const auto number = [&](const char* name, std::size_t& to, std::size_t most, const char* what) {
        return sub.add_option(name, to, what)
            ->check(CLI::Range(std::size_t{1}, most))
            ->type_name("N")
            ->group(group);
    };
    const auto file = [&](const char* name, std::string& to, const char* what) {
        sub.add_option(name, to, what)->type_name("FILE")->group(group);
    };
    number("--jobs", options.jobs, 1000, "transfers at once");
    number("--per-host", options.per_host, 100, "connections to one host at once");
    sub.add_option("--delay", options.delay, "between two requests to one host")
        ->check(CLI::Range(0.0, 86'400.0))
        ->type_name("SECONDS")
        ->group(group);
    file("--credentials", options.credentials, "user names and passwords, each for its origin");
    file("--cookies", options.cookies, "cookies to send, in Netscape's format");
    file("--ca-file", options.ca_file, "certificates to trust beside the system's");
    number("--max-time", options.max_time, 86'400, "for one source in all")->type_name("SECONDS");
    number("--max-idle", options.max_idle, 86'400, "without progress")->type_name("SECONDS");
    number("--max-size", options.max_size, 1024, "of a document, unpacked")->type_name("MIB");
    number("--max-redirects", options.max_redirects, 50, "one after the other");
}

void declare_access(CLI::App& sub, Access& access) {
    sub.add_option("--proxy", access.proxy, "an address, or none; else as the environment says")
        ->type_name("URL")
        ->group(group);
    sub.add_option("--user-agent", access.user_agent, "the name to ask under")
        ->type_name("TEXT")
        ->group(group);
}

void need_sound(const Access& access) {
    if (const std::optional<Error> fault = fault_of(access))
        need(Result<Access>(*fault));
}

source::Network network_of(const NetworkOptions& options, const Access& access, Context& ctx) {
    using std::chrono::seconds;
    need_sound(access);
    net::Settings settings;
    settings.user_agent = access.user_agent.empty() ? STET_USER_AGENT : access.user_agent;
    settings.proxy = source::proxy_of(access.proxy);
    settings.cookie_file = readable(options.cookies);
    settings.ca_file = readable(options.ca_file);
    settings.ca_bundle = ctx.environment("SSL_CERT_FILE");
    net::Limits& limits = settings.limits;
    limits.transfers = options.jobs;
    limits.per_host = options.per_host;
    limits.delay = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::duration<double>(options.delay));
    limits.total = seconds(options.max_time);
    limits.stall = seconds(options.max_idle);
    limits.body = options.max_size << 20;
    limits.redirects = options.max_redirects;
    source::Network network(std::move(settings));
    if (!options.credentials.empty())
        network.credentials = need(source::Credentials::read(options.credentials, printed_by));
    return network;
}

}  // namespace stet::cmd
