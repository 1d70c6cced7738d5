#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace stet {

/// A point in time, whole seconds of UTC.
using Instant = std::chrono::sys_seconds;

namespace time {

/// `2026-01-28T16:03:00Z`, for the years 0001 to 9999, which are all that stet reads.
std::string to_rfc3339(Instant when);

/// A timestamp of RFC 3339 with its zone; fractions are cut off. None if it is anything else.
std::optional<Instant> from_rfc3339(std::string_view text);

/// `Wed, 28 Jan 2026 16:03:00 GMT` (RFC 9110, 5.6.7), as HTTP and RSS want it.
std::string to_http_date(Instant when);

}  // namespace time
}  // namespace stet
