#pragma once

#include <string_view>

#include "base/result.h"
#include "net/client.h"

namespace stet::net {

/// The fault came from a connection that was refused or lost, and may not come again.
bool is_transient(int code);

/// libcurl's `code` as an Error. `url` has no credentials; `detail` are libcurl's own words.
Error fault(int code, std::string_view url, std::string_view detail, const Limits& limits);

}  // namespace stet::net
