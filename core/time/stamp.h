#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "time/instant.h"
#include "time/zone.h"

namespace stet::time {

/// A time as a page prints it for people: "12.31 Uhr", "Aktualisiert am 28.01.2026 – 17:03 Uhr",
/// "Mittwoch, 1. Januar 2025", "9:12 PM", "12.50 BST", "vor 5 Minuten".
struct Stamp {
    std::optional<std::chrono::year_month_day> day;  ///< the year is 0 where none was printed
    std::optional<std::chrono::minutes> clock;       ///< since midnight
    std::chrono::seconds second{0};                  ///< of the minute, where printed
    std::optional<int> days_back;                    ///< "heute" 0, "gestern" 1
    std::optional<std::chrono::seconds> offset;      ///< of a printed zone
    std::optional<Zone> zone;                        ///< a printed one that has summer time: "ET"
    std::optional<std::chrono::minutes> age;         ///< "vor 5 Minuten"
    std::string_view words;                          ///< what was read; points into the text
    bool labelled = false;  ///< "Aktualisiert", "Stand:", "Updated" before it
    std::size_t label = 0;  ///< bytes of `words` before the time itself: "Update vom ", "Um "
};

/// The stamp at the start of `text`, if there is one. A clock in a running sentence is no stamp:
/// it must be followed by `:`, `|`, a dash, a bracket, a blank and a capital, or the end. Signs
/// that open lists may stand before it ("• 18:42"), and a preposition where a colon comes after it:
/// "Um 18:42 Uhr: ".
std::optional<Stamp> stamp_at_start(std::string_view text);

/// Whether a text may begin with a stamp that has words before its first digit: "Update vom 28.
/// Juli, 12.29 Uhr", "Sonntag, 12:29 Uhr", "Um 12:29 Uhr". Quick to tell, and true of other texts
/// too.
bool may_open_in_words(std::string_view text);

/// The first stamp with a day and a label or a clock anywhere in a short text, such as a page's
/// line "Aktualisiert am 28.01.2026 – 17:03 UhrLesedauer: 15 Min.".
std::optional<Stamp> find_page_stamp(std::string_view text);

/// All of them: "Publié le 7 mars 2023 à 06h30, mis à jour à 17h03". One with a label and without
/// a day is of the day before it.
std::vector<Stamp> find_page_stamps(std::string_view text);

/// A heading that names a day and nothing else: "Mittwoch, 1. Januar 2025:", "Donnerstag, 18. 7.".
std::optional<std::chrono::year_month_day> day_heading(std::string_view text);

/// Minutes of reading as pages print them: "Lesedauer: 15 Min.", "4 min read". None if there are
/// none.
std::optional<int> reading_minutes(std::string_view text);

}  // namespace stet::time
