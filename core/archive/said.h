#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "archive/chain.h"
#include "archive/database.h"

namespace stet::archive {

/// What the chain says of one source, while the rows of that source are derived again: its events
/// are found again by what they cover, not by the numbers of rows. An event that no row bears out
/// any more keeps what it covered; rows of which none tells get one.
class Said {
  public:
    /// Learns what the events of the source's rows cover. `aside` holds the bytes meanwhile.
    Said(Database& database, Connection& aside, std::int64_t source);

    /// Brings the chain up to what the rows say now. True if anything was other than it was.
    bool settle();

  private:
    struct Event {
        std::int64_t number = 0, row = 0;
        bool stands = false;
    };
    void learn(Subject subject, std::string_view rows_sql);
    bool settle(Subject subject, std::string_view rows_sql);
    bool supersede();

    Database& database_;
    Connection& aside_;
    std::int64_t source_;
    std::vector<std::unordered_map<std::int64_t, std::string>> rows_;  ///< by subject: row, digest
    std::unordered_map<std::string, std::vector<Event>> events_;       ///< by subject and digest
};

}  // namespace stet::archive
