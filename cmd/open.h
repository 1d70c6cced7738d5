#pragma once

#include <string>

#include "archive/archive.h"
#include "command.h"

namespace stet::cmd {

/// Opens the run's archive. Throws Fatal where no place for it is known or it cannot be opened.
archive::Archive open_archive(Context& ctx, archive::Archive::Access access);

/// The source of a name or address; throws Fatal, naming it, where the archive does not know it.
archive::Source source_of(archive::Archive& archive, const std::string& word);

/// Throws Fatal where one of the selected sources is not in the archive: a slip of the finger must
/// not look like "nothing found".
void expect_sources(archive::Archive& archive, const Selection& selection);

}  // namespace stet::cmd
