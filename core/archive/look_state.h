#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/database.h"
#include "archive/window.h"
#include "base/hash.h"

namespace stet::archive {

/// What keep() has to know of an update or a head that the archive has.
struct KnownEntry {
    std::int64_t entry = 0, state = 0;
    std::uint32_t revision = 0;
    bool withdrawn = false;
    std::string key, publisher_id;
};

struct LookState {
    LookState(Database& the_database, std::string asked_for, const Result<Document>& the_document,
              Instant the_time)
        : database(the_database),
          address(std::move(asked_for)),
          document(the_document),
          now(the_time) {}

    Database& database;
    std::string address;  ///< how the source was named to look()
    const Result<Document>& document;
    Instant now;
    std::string digest;  ///< of the body; for a 304 that of the last one that was read
    std::int64_t bytes = 0;

    KnownSource known;  ///< its source has the number 0 as long as it is not in the archive
    std::string typed;  ///< as it was typed for this look
    bool late = false;  ///< a capture from before the newest look, for the history to be reread

    std::optional<Transaction> transaction;
    bool has_entries = false;  ///< the source has some; from before() on
    Window whole_window;       ///< of the newest whole look
    Profile profile;           ///< of the source, from before() on
    /// The updates shown to compare(), by id, and heads, by `KIND id`.
    HashMap<std::string, KnownEntry> entries;

    /// Begins the transaction and finds the source as it is now, whatever other runs did.
    void begin();
    void load();
    NewLook new_look(std::string outcome) const;
    /// What the answer tells of the pace; none where the look was not over the network.
    std::optional<Signals> signals() const;
    void keep_late(const std::string& detail);
    void end();
};

/// How KnownEntries are found.
std::string entry_name(Kind kind, std::string_view id);

}  // namespace stet::archive
