#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/candidate.h"
#include "time/zone.h"

namespace stet::page {

/// What a page's clocks are relative to.
struct Calendar {
    time::Zone zone;
    /// The newest time that the page gives of itself; clocks of its updates are not after it.
    std::optional<Instant> stamp;
    std::optional<Instant> observed;  ///< what ages count back from
    /// The stamp is that of the first publication, which updates may come after.
    bool begins = false;
};

/// The zone of a page: its own offset where a time of its own has one that is not UTC's, with the
/// rules of a known zone that agrees with it; else `asked`; else the zone of newspapers of its
/// language and host; else UTC.
time::Zone zone_of_page(std::span<const When> own, std::string_view asked,
                        std::string_view language, std::string_view host);

/// Makes instants of the times of updates in document order: days from the headings above or below
/// them, else from the page's stamp back, a day at each passing of midnight, in the direction in
/// which the page runs. What cannot be known stays without an instant.
void resolve(std::span<When* const> times, std::span<const DayHeading> days,
             const Calendar& calendar);

/// The same for a time that stands alone, as those of the page itself.
void resolve(When& when, const Calendar& calendar);

}  // namespace stet::page
