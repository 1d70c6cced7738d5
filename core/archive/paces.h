#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "archive/archive.h"
#include "archive/pace.h"
#include "archive/sqlite.h"

/// The table `paces`: what is remembered of each source between two runs.
namespace stet::archive {

/// What a look over the network tells of its source, beside the updates.
struct Signals {
    Finding finding;
    std::optional<Pace> habits;  ///< of a first look
    bool turned_over = false;    ///< nothing that stood in the window before is in it now
    std::string moved_to;        ///< all redirects were for good, and this is where they led
    std::string error;           ///< why it failed
};

/// Columns of `sources s LEFT JOIN paces p`, and the members of a Source that they hold.
inline constexpr std::string_view pace_columns =
    "p.looked, p.changed, p.gap, p.wish_every, p.skip_hours, p.skip_days, p.ends, p.fresh_until,"
    " p.retry_after, p.failures, p.failing_since, p.busy, p.gone, p.interval, p.basis,"
    " p.next_look, p.last_error, p.missed, p.missed_at, p.moved_to,"
    " EXISTS (SELECT 1 FROM source_settings c WHERE c.name = 'continues' AND c.value = s.source),"
    " s.article_of IS NOT NULL, iif(s.article_of IS NULL, NULL, s.first_look)";
/// The number of the column after them.
int read_pace(const Statement& row, int first, Source& source);

/// Remembers what a look told, and when the next one is due. Ends the hold of the run that looked.
void note_pace(Connection& sql, std::int64_t source, const Signals& signals);

/// Plans the next look anew, after a pace was set by hand.
void replan(Connection& sql, std::int64_t source);

}  // namespace stet::archive
