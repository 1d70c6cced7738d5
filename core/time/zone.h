#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "time/instant.h"

namespace stet::time {

/// The clock on a wall, of no zone yet.
using Local = std::chrono::local_seconds;

/// A time zone: a name of the tz database, or a fixed offset from UTC.
class Zone {
  public:
    static Zone utc();
    static Zone fixed(std::chrono::seconds offset);
    /// `Europe/Berlin`, `UTC`, `+01:00`; none if there is no such zone.
    static std::optional<Zone> named(std::string_view name);
    /// The zone of the person at the keyboard: what $TZ says, else (nullptr) the system's.
    static Zone local(const char* variable);

    /// A wall clock's instant. An hour that summer time skips is read as if the clock had not been
    /// put forward; of an hour that comes twice, the first.
    Instant to_instant(Local clock) const;
    Local to_local(Instant when) const;
    std::chrono::seconds offset_at(Instant when) const;
    const std::string& name() const { return name_; }

  private:
    explicit Zone(std::string name, std::optional<std::chrono::seconds> offset)
        : name_(std::move(name)), offset_(offset) {}
    std::string name_;
    std::optional<std::chrono::seconds> offset_;  ///< of a fixed zone
};

/// The zone that newspapers of a language and a country (top level domain of the host) live in:
/// ("de", "www.example.at") is Europe/Vienna. None where a language is spoken in too many.
std::optional<Zone> zone_of(std::string_view language, std::string_view host);

/// What a zone's abbreviation means in texts of Europe, America and India: CET, MEZ, BST, IST, EDT,
/// GMT+1. None if it means nothing.
std::optional<std::chrono::seconds> offset_of_abbreviation(std::string_view abbreviation);

}  // namespace stet::time
