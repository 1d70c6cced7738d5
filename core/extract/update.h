#pragma once

#include <string_view>

#include "extract/blocks.h"
#include "extract/candidate.h"

namespace stet::page {

/// Makes a block of the page a candidate: its id, heading, times and author taken out, the rest
/// being its body. Changes the tree.
Candidate read_block(markup::Tree& tree, const Outline& outline, const Block& block,
                     std::string_view base);

}  // namespace stet::page
