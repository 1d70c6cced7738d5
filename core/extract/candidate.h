#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "markup/node.h"
#include "model/item.h"
#include "time/date.h"
#include "time/stamp.h"

namespace stet::page {

/// A time as a page gives it, before day, year and zone are added.
struct When {
    std::optional<std::chrono::year_month_day> day;  ///< the year is 0 where none was given
    std::optional<std::chrono::seconds> clock;       ///< since midnight
    std::optional<std::chrono::seconds> offset;      ///< of a given zone
    std::optional<time::Zone> zone;                  ///< a given one that has summer time
    std::optional<int> days_back;                    ///< "gestern"
    std::optional<std::chrono::minutes> age;
    std::string words;      ///< as printed
    std::size_t label = 0;  ///< bytes of them before the time itself: "Update vom "

    std::optional<Instant> instant;  ///< when it is known
    TimeBasis basis = TimeBasis::none;

    /// The instant of its clock on a day.
    Instant at(std::chrono::sys_days on, const time::Zone& home) const;

    bool exists() const { return day || clock || age || instant; }
};

When when_of(const time::Date& date);
When when_of(const time::Stamp& stamp);
/// A date for machines; nothing where it is none.
When when_of(std::string_view date);

struct Picture {
    std::string url, alt, caption, credit;
};

/// An update as one part of a page gives it, before the parts are joined.
struct Candidate {
    std::string id, url, title;
    std::string html;  ///< sanitized
    std::string text;
    When published, modified;
    std::vector<Author> authors;
    std::vector<std::string> tags;
    Picture picture;
    const markup::Node* element = nullptr;  ///< where it stands in the page
    bool pinned = false;
};
using Candidates = std::vector<Candidate>;

/// Ids that several share are none.
void drop_shared_ids(Candidates& candidates);

/// More updates than a page can have.
inline constexpr std::size_t max_updates = 100000;

}  // namespace stet::page
