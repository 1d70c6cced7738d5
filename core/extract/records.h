#pragma once

#include <span>
#include <string_view>

#include "extract/candidate.h"
#include "extract/clocks.h"
#include "extract/head.h"
#include "model/document.h"
#include "model/feed.h"

namespace stet::page {

/// What the clocks of a page are relative to, as its own times and the reading say. `inner`: times
/// that its updates print whole, with day and zone.
Calendar calendar_of(const Head& head, const Document& document, const Reading& reading,
                     std::span<const When> inner = {});

/// The head record of a page. Its times are resolved in passing.
Item head_record(Head head, const Calendar& calendar, std::string_view format);

/// A candidate as a record.
Item update_record(Candidate candidate);

}  // namespace stet::page
