#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "time/instant.h"
#include "time/zone.h"

namespace CLI {
class App;
}

namespace stet::cmd {

/// The exit status of every command (stet(1), EXIT STATUS).
enum class Exit {
    ok = 0,       ///< done; found; no difference
    no = 1,       ///< the answer is no: different, nothing found, not sound, a source failed
    trouble = 2,  ///< the run could not do its work
};

/// The world as a command sees it, and what the global options say.
struct Context {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    std::size_t width = 80;  ///< columns of the terminal
    std::function<Instant()> now;
    time::Zone zone = time::Zone::utc();                  ///< of the person at the keyboard
    std::function<std::string(const char*)> environment;  ///< empty where a variable is not set

    std::string command{};  ///< `fetch`, for messages
    std::string archive{};  ///< path, as --archive, $STET_ARCHIVE or the default give it
    std::string color = "auto";
    bool quiet = false;
    bool verbose = false;
    /// Takes what is for the moment only off the terminal, to be called before any words go there.
    std::function<void()> before_words{};
};

using Action = std::function<Exit(Context&)>;

/// One row of the table of commands.
struct Command {
    std::string_view name;
    std::string_view summary;  ///< also the .Nd of its page
    Action (*declare)(CLI::App& sub);
};

}  // namespace stet::cmd
