#pragma once

#include <functional>

#include "model/document.h"
#include "source/read.h"
#include "warc/warc.h"

namespace stet::source {

/// Hands on a Document for each response in a file of WARC records, and an Error for one whose date
/// cannot be read.
void read_captures(const Place& place, warc::Reader::Pull pull, const Take& take,
                   const std::function<bool()>& stop);

}  // namespace stet::source
