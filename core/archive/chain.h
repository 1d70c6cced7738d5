#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/sqlite.h"
#include "base/digest.h"

namespace stet::archive {

/// What an event of the chain is about.
enum class Subject {
    look,       ///< a look with its capture and its window; of a run of equal ones the first
    run,        ///< how long a run of looks lasted, known once the next look begins
    revision,   ///< a state and the change that made it
    span,       ///< the end of a span
    change,     ///< a withdrawal or a return, which make no new state
    rekey,      ///< a publisher's new id for an update that was there
    judgement,  ///< what a person decided
    reread,     ///< a history that was derived again and found other than it was
    found,      ///< that a reread found a change
    shown,      ///< the capture whose records a look showed of which no body is kept
    former,     ///< all updates of a source that were found to be others
    judged,     ///< the states that a judgement is about
    named,      ///< the id under which a publisher first showed an update that stet gave another
};
constexpr std::size_t subjects = 13;
/// The version of the schema from which on there are events of all subjects from `found` on.
constexpr std::int64_t all_subjects_since = 10;
std::string_view name_of(Subject subject);
/// What an event of a row is about, as a person is told.
std::string told(Subject subject, std::int64_t row);
/// The numbers of all rows that an event of a subject must cover.
std::string_view covered_rows(Subject subject);

/// The archive's own hash chain. An event covers a salted digest of what its rows say, and the
/// hash of the event before; so a row and its salt can be erased, and the chain still verifies:
///
///     digest = SHA-256(salt, canonical bytes of the rows)
///     hash   = SHA-256(hash of the event before (first: the archive's id), number, kind, digest)
///
/// The canonical bytes name things by what they are, never by the number of their row, so that
/// they stay the same when archives are merged, or a history is derived again. Where that makes
/// rows say something else, an event keeps the bytes that it covered (table `superseded`).
class Chain {
  public:
    /// This archive's own chain.
    static constexpr std::int64_t own = 1;

    explicit Chain(Connection& connection) : connection_(connection) {}

    /// Adds the event of a row just written.
    void add(Subject subject, std::int64_t row);

    /// Adds the events that rows of an archive lack which was made before there were such.
    void add_missing();

    /// The bytes that the event of a row covers; none where the row is not there.
    std::optional<std::string> bytes_of_row(Subject subject, std::int64_t row);

    /// Nothing is added from now on: for a history that is derived on the side.
    void rest() { rests_ = true; }

    /// Forgets what it knows of the chain's end; to be called when a transaction begins, for other
    /// runs may have written meanwhile.
    void begin();

    /// Verifies a whole chain against the rows. `fault` is told what is wrong, in words; `seen`
    /// each row of this archive that an event covers. Returns the number of events.
    std::int64_t verify(std::int64_t chain, const std::function<void(std::string)>& fault,
                        const std::function<void(Subject, std::int64_t)>& seen);

  private:
    Connection& connection_;
    bool rests_ = false;
    std::int64_t newest_ = 0;
    std::string hash_;
    std::string salts_;  ///< random bytes in store
};

}  // namespace stet::archive
