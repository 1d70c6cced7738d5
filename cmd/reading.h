#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "command.h"
#include "model/document.h"
#include "model/feed.h"

namespace stet::cmd {

/// How a source is to be read, as far as it was typed.
struct TypedReading {
    std::vector<std::pair<std::string Reading::*, std::string>> words;
    std::optional<std::vector<std::string>> drop;

    bool empty() const { return words.empty() && !drop; }
};

/// The options that say how a source is to be read: selectors, zone, language.
void declare_reading(CLI::App& sub, TypedReading& typed);

/// A reading with what was typed in the place of what it said; an empty word clears. Throws Fatal
/// where what comes of it makes no sense.
Reading read_as(const TypedReading& typed, Reading reading);

/// What was typed as lines NAME=VALUE, and back; lines that say nothing are passed over.
std::string to_text(const TypedReading& typed);
TypedReading typed_reading(std::string_view text);

/// Says a reading's warnings on standard error, where a person looks at how a document is read.
void tell_warnings(const Feed& feed, std::string_view place, Context& ctx);

}  // namespace stet::cmd
