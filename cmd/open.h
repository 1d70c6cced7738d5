#pragma once

#include <string>
#include <vector>

#include "archive/archive.h"
#include "command.h"

namespace stet::cmd {

/// Opens the run's archive. Throws Fatal where no place for it is known or it cannot be opened.
archive::Archive open_archive(Context& ctx, archive::Archive::Access access);

/// The source of a name or address; throws Fatal, naming it, where the archive does not know it.
archive::Source source_of(archive::Archive& archive, const std::string& word);

/// The sources that words name, a series by all its parts; throws Fatal, naming it, where the
/// archive does not know one.
std::vector<archive::Source> sources_of(archive::Archive& archive,
                                        const std::vector<std::string>& words);

/// A selection in the words of the archive: keys that updates once had are those that they have.
/// Throws Fatal where one of the sources is not there: a slip of the finger must not look like
/// "nothing found".
Selection known_selection(archive::Archive& archive, Selection selection);

}  // namespace stet::cmd
