#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "time/instant.h"

namespace stet {

/// What a document says of when to come again: RSS's ttl, skipHours and skipDays, sy:updatePeriod,
/// schema.org's coverageEndTime. It is for those who look, and on no record.
struct Wishes {
    std::chrono::seconds every{};  ///< nothing new is to be expected sooner; 0: it does not say
    std::uint32_t skip_hours = 0;  ///< bit 13: nothing is new from 13:00 to 14:00 UTC
    std::uint32_t skip_days = 0;   ///< bit 0: nothing is new on Sundays, UTC
    std::optional<Instant> ends;   ///< what it reports on is over then
    bool operator==(const Wishes&) const = default;
};

}  // namespace stet
