#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "time/instant.h"
#include "time/zone.h"

namespace stet::time {

/// A time as a person types it: RFC 3339 (seconds and zone may be left out), a date,
/// `28.01.2026 12:00`, `12:00` (today), `today`, `yesterday`, `now`, `2h`, `3 days ago`,
/// `@1769616180`. Without a zone it is in `zone`. A duration counts back from `now`.
Result<Instant> parse_spoken(std::string_view text, Instant now, const Zone& zone);

/// A length of time: `90s`, `5m`, `2h`, `3d`, `1w`.
Result<std::chrono::seconds> parse_duration(std::string_view text);

/// A length of time as parse_duration() reads it, in the largest unit that is whole: `90s`, `5m`.
std::string to_duration(std::chrono::seconds length);

/// For people, in their zone: `28.01.2026 17:03`, with `:SS` where the seconds count.
std::string to_local_text(Instant when, const Zone& zone, bool seconds = false);

}  // namespace stet::time
