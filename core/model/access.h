#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace stet {

/// How one source wants to be asked for; what is empty is as the run says.
struct Access {
    std::string proxy;  ///< address of a proxy, or `none`
    std::string user_agent;
    bool operator==(const Access&) const = default;
};

/// What was typed, and where nothing was, what is kept.
Access over(const Access& typed, Access kept);

/// What is wrong with it: an address that is no proxy's, or bears credentials, which nobody should
/// store, or a name that no head of a request can bear. Shows no credentials.
std::optional<Error> fault_of(const Access& access);

}  // namespace stet
