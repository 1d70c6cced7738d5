#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "model/selection.h"

namespace stet::cmd {

/// A selection as it was typed.
struct Picked {
    std::vector<std::string> sources, changes, classes, kinds, keys, ids, authors, tags, languages;
    std::string since, until, at, published_since, published_until;
    std::string from, to;
    std::size_t min_words = 0;
    bool silent = false, numbers = false;
    std::optional<std::size_t> limit;
};

/// The selection options that several commands share.
void declare_selection(CLI::App& sub, Picked& picked);

/// What was typed, understood; throws Fatal where a time or a word makes no sense.
Selection selection_of(const Picked& picked, Context& ctx);

/// A time as a person types it; throws Fatal where it is none.
Instant time_of(const std::string& typed, Context& ctx);

}  // namespace stet::cmd
