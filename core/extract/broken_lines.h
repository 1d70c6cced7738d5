#pragma once

#include "extract/chronicle.h"
#include "extract/outline.h"

namespace stet::page {

/// Sets updates that line breaks alone part as paragraphs, where a page is a live blog:
/// `<p>18:42 Uhr: Text<br><br>18:31 Uhr: Text</p>`, as editors without paragraphs write them.
/// Only where these are more than what was `found`. Whether it changed the tree, of which the
/// outline then has to be made again.
bool part_lines(markup::Tree& tree, const Outline& outline, const Claim& claim,
                const Structure& found);

}  // namespace stet::page
