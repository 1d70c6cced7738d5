#pragma once

#include <optional>
#include <string_view>

#include "time/date.h"

namespace stet::time {

/// `Wed, 28 Jan 2026 17:03:00 +0100` (RFC 822) and `2026-01-28T17:03:00+01:00` (RFC 3339), to the
/// letter, as nearly all feeds write their dates. None where anything is otherwise: parse_date()
/// then looks closer.
std::optional<Date> standard_date(std::string_view text);

}  // namespace stet::time
