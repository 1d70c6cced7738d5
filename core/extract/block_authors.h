#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "markup/node.h"
#include "model/item.h"

namespace stet::page {

/// Who wrote an update, taken out of its block: bylines that their class names; a name beside the
/// stamp or beside a portrait, or one that links to a person's page, before the text begins; the
/// signature that ends the text, of an agency too. `stamp_boxes`: the elements in which stamps of
/// the block stood. Nothing of the text is taken for a name.
std::vector<Author> take_authors(markup::Node& top, std::span<markup::Node* const> stamp_boxes,
                                 std::string_view title);

}  // namespace stet::page
