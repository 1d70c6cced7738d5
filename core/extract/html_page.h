#pragma once

#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "model/feed.h"

namespace stet::page {

/// Reads a page of HTML as a live blog, an h-feed or an article. Fails where it holds no news but a
/// barrier, or was cut.
Result<Feed> read_html(std::string_view html, const Document& document, const Reading& reading);

/// Reads the text of a page whose markup was lost.
Feed read_text(std::string_view text, const Document& document, const Reading& reading);

}  // namespace stet::page
