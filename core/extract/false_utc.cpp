#include "extract/false_utc.h"

#include <algorithm>

#include "time/stamp.h"

namespace stet::page {

namespace {

using namespace std::chrono;

/// Stamps of pages lag behind their newest update by seconds.
constexpr auto slack = minutes(2);

/// Whether the reader sees the very clock that is said to be UTC's.
bool prints_utc(const When& when) {
    if (!when.instant || when.offset != seconds(0) || when.basis != TimeBasis::stated)
        return false;
    const auto stamp = time::stamp_at_start(when.words);
    const auto minute = floor<minutes>(*when.instant);
    return stamp && stamp->clock && !stamp->offset && !stamp->zone &&
           *stamp->clock == minute - floor<days>(minute);
}

}  // namespace

void mend_false_utc(Candidates& shown, const Calendar& calendar) {
    if (!calendar.stamp || calendar.begins || shown.empty())
        return;
    std::optional<Instant> newest;
    for (const Candidate& one : shown) {
        if (!prints_utc(one.published))
            return;
        newest = std::max(newest.value_or(*one.published.instant), *one.published.instant);
    }
    const seconds ahead = calendar.zone.offset_at(*newest);
    if (ahead <= seconds(0) || *newest <= *calendar.stamp + slack ||
        *newest - ahead > *calendar.stamp + slack)
        return;
    for (Candidate& one : shown) {
        When& when = one.published;
        when.offset.reset();
        when.instant = calendar.zone.to_instant(time::Local(when.instant->time_since_epoch()));
    }
}

}  // namespace stet::page
