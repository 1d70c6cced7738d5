#pragma once

#include <functional>
#include <string>

#include "command.h"
#include "model/item.h"

namespace stet::cmd {

/// Reads JSON Lines from a file or `-` and hands on its records until `take` says false. A line
/// that is no record is reported with its number and passed over. Throws Fatal where the file
/// cannot be read, and at the end where no line of a stream that was not empty was a record.
void for_each_record(Context& ctx, const std::string& path,
                     const std::function<bool(Item&&)>& take);

}  // namespace stet::cmd
