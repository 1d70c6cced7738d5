#pragma once

#include <cstddef>
#include <cstdint>

#include "archive/archive.h"
#include "command.h"
#include "output.h"
#include "reading.h"
#include "source/read.h"

namespace stet::cmd {

/// What is said of looks that fail: each of them, or only where a source begins to fail and where
/// it recovers, or nothing. With -v it is all the same each of them.
enum class Tell : std::uint8_t { all, turns, nothing };

/// What came of a look.
struct Kept {
    enum class Outcome : std::uint8_t { changed, unchanged, failed };
    Outcome outcome = Outcome::unchanged;
    bool begins_to_fail = false, recovers = false;
    std::size_t added = 0, edited = 0, withdrawn = 0, restored = 0;  ///< updates and heads
    std::size_t bytes = 0;                                           ///< of the body

    bool failed() const { return outcome == Outcome::failed; }
};

/// How a look is to be taken.
struct LookManner {
    TypedReading typed = {};       ///< goes before how the source is read
    bool reads_otherwise = false;  ///< than at the look before: its settings are new
    bool is_watched = false;       ///< a person looks on: warnings are told
    Tell tell = Tell::all;
};

/// One look: reads a document into the archive, says what changed, and writes the records of the
/// changes once they are on disk. One that failed is kept and reported.
Kept keep_look(archive::Archive& archive, const Result<Document>& document,
               const source::Place& place, Output& output, Context& ctx,
               const LookManner& manner = {});

}  // namespace stet::cmd
