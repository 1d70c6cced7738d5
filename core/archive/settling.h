#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "archive/database.h"
#include "archive/derived.h"
#include "archive/restate.h"
#include "archive/said.h"

namespace stet::archive {

/// Puts what was derived anew of a source in the place of what stands, and keeps the numbers, keys
/// and ids of all that was said before.
class Settling {
  public:
    Settling(Database& database, Derived& derived, const Rereading::Mark& mark, Instant now)
        : database_(database),
          sql_(database.sql),
          derived_(derived),
          aside_(derived.database.sql),
          source_(derived.source.source),
          said_(database, aside_, source_.number),
          mark_(mark),
          now_(now) {}

    std::optional<Rereading::Found> run();

  private:
    struct Logging;

    void number_looks();
    void read_what_stands();
    void write_changes();
    void log(const std::string& name, const Logging& change);
    void write_spans();
    void write_rekeys();
    void write_looks();
    void write_figures();

    // Which update is which, in settle_entries.cpp.
    void match_entries();
    void find_heirs();
    void order_entries();
    std::int64_t entry_for(const std::string& name, Kind kind, const std::string& id);
    std::int64_t new_entry(const std::string& name, Kind kind, const std::string& id);
    std::optional<std::int64_t> returned_entry(const std::string& key);
    void write_entries();
    void retire_entries();
    void point_to_heirs();

    std::optional<std::int64_t> look(std::optional<std::int64_t> derived) const;
    std::int64_t look(std::int64_t derived) const { return rows_.looks.at(derived); }

    Database& database_;
    Connection& sql_;
    Derived& derived_;
    Connection& aside_;
    const Source& source_;
    Said said_;
    const Rereading::Mark& mark_;
    Instant now_;
    Restating::Rows rows_;
    std::unordered_set<std::int64_t> taken_;  ///< entries that are derived ones
    std::optional<Restating> states_;
    std::unordered_map<std::string, std::int64_t> logged_;         ///< seq of what stands, by name
    std::unordered_map<std::int64_t, std::int64_t> first_states_;  ///< by entry, as it stands
    std::int64_t reread_ = 0, newest_change_ = 0, found_ = 0, retired_ = 0;
};

}  // namespace stet::archive
