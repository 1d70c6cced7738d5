#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/sqlite.h"
#include "time/instant.h"

/// The looks at a source in the order of observation: its own in the order in which they were
/// made, whatever the clock said, and captures that were brought in later in the place that their
/// time gives them.
namespace stet::archive {

struct ObservedLook {
    std::int64_t row = 0;  ///< in `looks`
    /// The second part of a run into which a capture falls, for which there is no row yet.
    bool is_rest = false;
    Instant first{}, last{};
    std::int64_t count = 1;
    std::string outcome, detail, came;
    std::string reading;  ///< as it was typed
    std::string cut_by;   ///< `transport`, `document` or empty
    int status = 0;
    bool has_body = false;                ///< else it showed what the look before it showed
    std::optional<std::int64_t> capture;  ///< whose records it showed, kept of itself or not
    bool brought_news = false;

    bool is_late() const { return outcome == "backfilled"; }
    bool was_read() const {
        return outcome == "ok" || outcome == "unchanged" || outcome == "mended";
    }
    bool operator==(const ObservedLook&) const = default;
};

std::vector<ObservedLook> looks_in_order(Connection& sql, std::int64_t source);

}  // namespace stet::archive
