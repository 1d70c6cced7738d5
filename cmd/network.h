#pragma once

#include <cstddef>
#include <string>

#include "command.h"
#include "model/access.h"
#include "source/read.h"

namespace stet::cmd {

/// How a run uses the network.
struct NetworkOptions {
    std::size_t jobs = 64, per_host = 2;
    double delay = 0;
    std::string credentials, cookies, ca_file;  ///< paths
    std::size_t max_time = 60, max_idle = 30, max_redirects = 10;
    std::size_t max_size = 64;  ///< MiB
};

/// The options of a run that several commands share.
void declare_network(CLI::App& sub, NetworkOptions& options);

/// The options of how to ask: for a run, or for one source and ever after.
void declare_access(CLI::App& sub, Access& access);

/// Throws Fatal where it cannot be asked so.
void need_sound(const Access& access);

/// The network as options say it; `access` is for places that have none of their own. Throws Fatal
/// where a file that is named cannot be used.
source::Network network_of(const NetworkOptions& options, const Access& access, Context& ctx);

}  // namespace stet::cmd
