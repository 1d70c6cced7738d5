#pragma once

#include <optional>
#include <string_view>

#include "time/instant.h"

namespace stet::net {

/// What an answer says of when to ask again; at most a day from `now`.
struct Freshness {
    std::optional<Instant> retry_after;  ///< Retry-After (RFC 9110, 10.2.3), both forms
    std::optional<Instant> fresh_until;  ///< max-age, else Expires (RFC 9111, 4.2); less its Age
};
Freshness freshness_of(std::string_view response_head, Instant now);

}  // namespace stet::net
