#pragma once

#include "archive/archive.h"
#include "command.h"

namespace stet::cmd {

/// Where a selection asks for the window at a time (`--at`): says of each source whose last look
/// before that is older than three of its paces which look is shown, and of each that had none yet.
void tell_window_age(archive::Archive& archive, const Selection& selection, Context& ctx);

}  // namespace stet::cmd
