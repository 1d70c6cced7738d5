#pragma once

#include <span>
#include <string>
#include <string_view>

#include "extract/candidate.h"
#include "extract/clocks.h"
#include "extract/head.h"
#include "model/document.h"
#include "model/feed.h"

namespace stet::page {

/// What messages name as the document that they are about.
const std::string& place_of(const Document& document);

/// What references in a document are relative to: the page whose data it is, else its own address.
const std::string& base_of(const Document& document, const Reading& reading);

/// What the clocks of a page are relative to, as its own times and the reading say. `inner`: times
/// that its updates print whole, with day and zone.
Calendar calendar_of(const Head& head, const Document& document, const Reading& reading,
                     std::span<const When> inner = {});

/// Makes instants of the times of updates in document order; pinned ones stand out of it.
void resolve_all(Candidates& list, std::span<const DayHeading> days, const Calendar& calendar);

/// The head record of a page. Its times are resolved in passing.
Item head_record(Head head, const Calendar& calendar, std::string_view format);

/// A candidate as a record.
Item update_record(Candidate candidate);

}  // namespace stet::page
