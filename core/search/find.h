#pragma once

#include "archive/archive.h"
#include "search/query.h"

namespace stet::search {

/// Hands on the records of an archive that answer a query, newest first, of each update the newest
/// revision that does, with `match` set. Keeps to the selection and its limit.
void find(archive::Archive& archive, const Query& query, const Selection& selection,
          const archive::Archive::Take& take);

}  // namespace stet::search
