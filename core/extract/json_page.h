#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "model/feed.h"

namespace stet::page {

/// A path to texts that are pieces of a page, and the selector of items in them.
struct PiecesOfPage {
    std::string path, selector;
};
/// What `PATH | SELECTOR` means; none if it is a path or a selector alone.
std::optional<PiecesOfPage> pieces_of_page(std::string_view item);

/// Reads JSON by the paths that the reading gives, else of a known shape.
Result<Feed> read_json(std::string_view text, const Document& document, const Reading& reading);

}  // namespace stet::page
