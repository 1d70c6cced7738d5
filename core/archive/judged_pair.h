#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "archive/archive.h"
#include "archive/sqlite.h"

namespace stet::archive {

/// A judgement with the states that its keys named. They stay the same states when updates are
/// taken together or apart, which keys do not.
struct JudgedPair {
    Judgement::Verdict verdict{};
    std::string key_a, key_b;  ///< of updates, without a revision
    /// None where no state of the key's own is left: its update went into another.
    std::optional<std::int64_t> state_a, state_b;
};

/// Finds what a judgement names, also by keys that earlier ones gave up; an Error where a key is
/// unknown, where both are one revision or of two sources, or where earlier judgements say
/// otherwise.
Result<JudgedPair> judged_pair(Connection& sql, const Judgement& judgement);

/// The source of the updates that a judgement concerns.
std::int64_t source_of(Connection& sql, const JudgedPair& pair);

/// Stores a judgement, and returns its number.
std::int64_t insert_judgement(Connection& sql, const JudgedPair& pair, Instant at);

/// The key under which the archive has the update that a key names or once named; none where it
/// never had one.
std::optional<std::string> present_key(Connection& sql, const std::string& key);

}  // namespace stet::archive
