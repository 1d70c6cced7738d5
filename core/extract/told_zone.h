#pragma once

#include <optional>
#include <string_view>

#include "extract/outline.h"
#include "time/zone.h"

namespace stet::page {

/// The zone that a sentence names for the clocks of a page: "All times below are in Eastern time",
/// "Alle Uhrzeiten in MESZ". Nothing where none does, or it names one that is not known.
std::optional<time::Zone> told_zone(std::string_view text);

/// The same of the short paragraphs of a page before an element.
std::optional<time::Zone> told_zone(const Outline& outline, Outline::Index end);

}  // namespace stet::page
