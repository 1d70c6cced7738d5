#pragma once

#include <string>

namespace stet {

/// How one source wants to be asked for; what is empty is as the run's settings say.
struct Access {
    std::string proxy;  ///< address of a proxy, or `none`
    std::string user_agent;
};

}  // namespace stet
