#pragma once

#include "extract/candidate.h"
#include "extract/clocks.h"

namespace stet::page {

/// Takes back the `Z` that some publishers put behind clocks of their own zone
/// (`<time datetime="2023-11-02T16:56Z">16:56</time>` on a page of Rome): where the newest update
/// would be later than the page itself, by no more than its zone is ahead of UTC.
void mend_false_utc(Candidates& shown, const Calendar& calendar);

}  // namespace stet::page
