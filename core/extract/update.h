#pragma once

#include <string>
#include <string_view>

#include "extract/blocks.h"
#include "extract/candidate.h"

namespace stet::page {

/// What of an update was pointed at by hand, and is not to be looked for.
struct Known {
    bool title = false, authors = false, id = false;
};

/// Makes a block of the page a candidate: its id, heading, times and author taken out, the rest
/// being its body. Changes the tree.
Candidate read_block(markup::Tree& tree, const Outline& outline, const Block& block,
                     std::string_view base, const Known& known = {});

/// The id that an element bears, in `id`, `data-id` and the like; nothing where it bears none.
std::string_view id_of(const markup::Node& node);

/// A name as a byline prints it, without the "By".
std::string author_name(std::string printed);

}  // namespace stet::page
