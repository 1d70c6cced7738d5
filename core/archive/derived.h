#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "archive/database.h"
#include "archive/judgements.h"
#include "archive/observation.h"
#include "archive/reread.h"

namespace stet::archive {

/// A source's history as it was derived again, in an archive of its own that is never on disk under
/// a name. Its look n is the n-th of `looks`.
struct Derived {
    Derived() : database("", Connection::Mode::aside) {}

    Database database;
    KnownSource source;  ///< in the archive
    std::vector<ObservedLook> looks;
    std::int64_t captures = 0;  ///< read again
    std::optional<Judgements> judgements;

    /// Which update of the archive each derived one is: its key there, by entry_name().
    std::unordered_map<std::string, std::string> keys;
    std::unordered_set<std::string> taken;
    /// Derived updates by the keys of those in the archive that went into them beside their own.
    std::unordered_map<std::string, std::string> absorbed;
};

/// Puts a derived history in the place of what stands in the archive, inside a transaction of it.
/// None if that was the same already.
std::optional<Rereading::Found> settle(Database& database, Derived& derived,
                                       const Rereading::Mark& mark, Instant now);

}  // namespace stet::archive
