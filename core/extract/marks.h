#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/candidate.h"
#include "extract/outline.h"

namespace stet::page {

/// A time that stands somewhere in a page.
struct Mark {
    enum class Form : std::uint8_t {
        attribute,  ///< data-sort-time and the like, on the element of an update
        element,    ///< time, amp-timeago, an element that is a stamp and nothing else
        opening,    ///< a clock that opens a heading or a paragraph: "12.31 Uhr: Titel"
        day,        ///< a heading that names a day and nothing else
    };
    Outline::Index at;
    When when;
    Form form;
    bool change = false;      ///< of a modification: "Last Updated: 16:21 GMT", data-update-time
    bool named = false;       ///< its label calls what it opens an update
    std::string author = {};  ///< who stands before it in one line: "by NAME on DATE at TIME"
};

/// Whether an attribute is one in which publishers keep the times of updates: data-sort-time,
/// data-post-time, data-ts, data-timestamp, data-published.
bool holds_time(std::string_view attribute);

/// All times of a page in document order; those in tables, which mostly are schedules, only where
/// `tables` asks for them.
std::vector<Mark> marks(const Outline& outline, bool tables = false);

}  // namespace stet::page
