#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "model/document.h"
#include "model/feed.h"

namespace stet::page {

/// Of what use something that a person pointed at was in one document.
struct HandCount {
    std::string option;  ///< as it was typed: `--title 'h2 a'`
    bool given = false;
    bool needed = false;    ///< updates without it are read wrongly
    std::size_t found = 0;  ///< in so many updates; of --item: so many updates
};

/// An option by which a person points at a part of updates.
struct HandOption {
    std::string_view name;
    std::string Reading::*words;
    bool needed;
};
/// In the order in which those who read by hand keep them.
inline constexpr std::array<HandOption, 6> hand_options{{{"--item", &Reading::item, true},
                                                         {"--title", &Reading::title, true},
                                                         {"--body", &Reading::body, true},
                                                         {"--time", &Reading::time, true},
                                                         {"--author", &Reading::author, false},
                                                         {"--id", &Reading::id, true}}};

/// Says in a feed what matched nothing: in its warnings and, where it must not be believed, as its
/// doubt. `whole`: it was looked for in the document as one, not in updates.
void tell_unmatched(Feed& feed, std::string_view place, const HandCount& item,
                    std::span<const HandCount* const> fields, bool whole);

}  // namespace stet::page
