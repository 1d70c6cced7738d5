#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stet::archive {

class Connection;

/// `stet` in SQLite's header: what makes a database file an archive.
constexpr std::int64_t application_id = 0x73746574;

/// The steps that make the schema, the first from nothing; step n leads to version n. They are
/// appended to, never edited: archives of each version are out in the world.
const std::vector<std::string_view>& schema_steps();

/// Takes a database from its version to that of the last step, in one transaction. One that is
/// there already, or beyond, stays as it is.
void migrate(Connection& connection, const std::vector<std::string_view>& steps);

std::int64_t schema_version(Connection& connection);

/// Where the objects of a database differ from those that `steps` make, in words; empty: nowhere.
/// A trigger or view that somebody planted is code, and shows here.
std::vector<std::string> schema_faults(Connection& connection,
                                       const std::vector<std::string_view>& steps);
/// The same against all steps. To make them all takes most of the time of a small command, so it is
/// done only where the objects do not have the digest that they should.
std::vector<std::string> schema_faults(Connection& connection);

/// SHA-256 of a database's objects, hexadecimal; and what it is after all steps.
std::string schema_digest(Connection& connection);
extern const std::string_view newest_schema_digest;

}  // namespace stet::archive
