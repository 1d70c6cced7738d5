#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "archive/sqlite.h"

/// Ids of a source that took each other's place and came back, so that they name two updates
/// (table `ids_apart`, and `rekeys`).
namespace stet::archive {

using IdPair = std::pair<std::string, std::string>;

/// All of them: those known, and those that the rekeys show.
std::vector<IdPair> ids_apart(Connection& sql, std::int64_t source);

/// Those of one id: also the ids of updates that gave it up for another.
std::vector<IdPair> ids_apart_from(Connection& sql, std::int64_t source, const std::string& id);

/// Remembers them. A history that is derived with them shows no rekeys any more that would.
void write_ids_apart(Connection& sql, std::int64_t source, const std::vector<IdPair>& pairs);

}  // namespace stet::archive
