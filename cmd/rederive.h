#pragma once

#include <functional>

#include "archive/reread.h"
#include "command.h"
#include "output.h"

namespace stet::cmd {

/// Derives a source's history again and writes the records of the changes that came of it, once
/// they are on disk. `begin` is called again where the source is looked at meanwhile. An Error, and
/// nothing is written, where far fewer updates would be left; `forced`: they are given up.
Result<archive::Rereading::Found> rederive(archive::Archive& archive,
                                           const std::function<archive::Rereading()>& begin,
                                           Output& output, bool forced = false);

}  // namespace stet::cmd
