#pragma once

#include <cstdint>

#include "archive/sqlite.h"
#include "model/profile.h"

/// The table `profiles`: what the looks at each source have shown of its list. A reread derives it
/// anew.
namespace stet::archive {

Profile read_profile(Connection& sql, std::int64_t source);
void write_profile(Connection& sql, std::int64_t source, const Profile& profile);

}  // namespace stet::archive
