#pragma once

#include "archive/archive.h"
#include "command.h"
#include "output.h"
#include "source/read.h"

namespace stet::cmd {

/// One look: reads a document into the archive, says what changed, and writes the records of the
/// changes once they are on disk. False where the look failed; that is kept and reported.
bool keep_look(archive::Archive& archive, const Result<Document>& document,
               const source::Place& place, Output& output, Context& ctx);

}  // namespace stet::cmd
