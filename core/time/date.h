#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "time/instant.h"
#include "time/zone.h"

namespace stet::time {

/// A date as a machine or a publisher wrote it.
struct Date {
    Local clock;                                 ///< what was written, 0:00 where no clock was
    std::optional<std::chrono::seconds> offset;  ///< from UTC, where a zone was written
    bool has_clock = true;

    /// The instant; `zone` is for dates that name none.
    Instant in(const Zone& zone) const;
};

/// Reads dates of feeds, attributes and metadata in every form met in the wild: RFC 822 and 2822
/// (also with two digit years, missing weekdays, names of days and months in German, French,
/// Spanish, Italian, Greek, Hungarian, Korean), RFC 3339 and W3CDTF (with blanks, without colons,
/// fractions, years or months alone), ISO 8601 week and ordinal dates, asctime, JavaScript's
/// Date string, seconds and milliseconds since 1970. Impossible days are refused. `24:00` is the
/// next midnight.
std::optional<Date> parse_date(std::string_view text);

}  // namespace stet::time
