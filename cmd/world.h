#pragma once

#include <iosfwd>

#include "command.h"

namespace stet::cmd {

/// Puts /dev/null where descriptors 0 to 2 are closed, so that no archive is opened as one of them
/// and then written over by a message; the wrong way round, so that what would be read or written
/// there fails as it should instead of getting lost; and lets a file size limit fail a write
/// instead of killing.
void open_closed_descriptors();

/// The process's own streams, terminal, clock and zone; `out` is its standard output. $STET_NOW
/// (RFC 3339) stills the clock.
Context real_world(std::ostream& out);

}  // namespace stet::cmd
