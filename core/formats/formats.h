#pragma once

#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "model/feed.h"

/// Documents that declare their items.
namespace stet::formats {

enum class Format { none, rss, rdf, atom, json_feed, opml };

/// What a text is, by its first element or its version member; looks at its beginning only.
Format sniff(std::string_view text);

/// Reads a feed. `text` is the document's body in valid UTF-8, `encoding` what it was read from.
/// Ids of items that have none are empty. The head record says in `warnings` what was mended.
Result<Feed> read(Format format, std::string_view text, std::string_view encoding,
                  const Document& document);

}  // namespace stet::formats
