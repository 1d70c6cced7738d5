#pragma once

#include <string>
#include <vector>

namespace stet {

/// What a person judged of updates: names, by the places of items in two states of a source, empty
/// where nothing was judged. Two items that both have one are the same update if the names are
/// equal, and are not if they differ.
struct Judged {
    std::vector<std::string> before, now;
};

}  // namespace stet
