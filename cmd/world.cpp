#include "world.h"

#include <csignal>
#include <cstdlib>
#include <iostream>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/result.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

Instant clock_now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::function<Instant()> clock() {
    const std::string stilled = environment("STET_NOW");
    if (stilled.empty())
        return clock_now;
    const std::optional<Instant> then = time::from_rfc3339(stilled);
    if (!then)  // told by run(), like every other misuse
        return [stilled]() -> Instant {
            throw Fatal(text::cat("STET_NOW is no RFC 3339 time: '", stilled, "'"));
        };
    return [then = *then] { return then; };
}

std::size_t terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col;
    return 80;
}

}  // namespace

void open_closed_descriptors() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        const int wrong_way = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (fcntl(descriptor, F_GETFD) == -1 && open("/dev/null", wrong_way) == -1)
            std::_Exit(static_cast<int>(Exit::trouble));
    }
    std::signal(SIGXFSZ, SIG_IGN);
}

Context real_world(std::ostream& out) {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    return Context{.in = std::cin,
                   .out = out,
                   .err = std::cerr,
                   .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                   .err_is_terminal = isatty(STDERR_FILENO) == 1,
                   .width = terminal_width(),
                   .now = clock(),
                   .zone = time::Zone::local(std::getenv("TZ")),
                   .environment = environment};
}

}  // namespace stet::cmd
