#pragma once

#include <map>
#include <string>

#include "model/feed.h"
#include "output.h"
#include "places.h"

namespace stet::cmd {

/// States of sources by their names in records.
using States = std::map<std::string, Feed>;

/// Reads an operand: a stream of records (JSON Lines) or a document (feed, page, text); a file, an
/// address or `-`. Records of one id fold to the last. Throws Fatal where it cannot be read.
States read_states(const std::string& operand, const DocumentOptions& options, Context& ctx);

/// Writes a record if it is selected and within the selection's limit.
void write_selected(const Item& item, const Selection& selection, Output& output);

/// Writes what changed in the archive between the selection's two times, net: an update that was
/// edited twice gives one record, from its first state to its last.
void write_net_changes(archive::Archive& archive, const Selection& selection, Output& output);

}  // namespace stet::cmd
