#pragma once

#include <functional>
#include <optional>

#include "base/result.h"
#include "model/document.h"
#include "model/feed.h"

namespace stet {

/// Why a reading makes no sense: words that are neither selectors nor paths into JSON, or some this
/// and some that; a zone that there is not.
std::optional<Error> fault_of(const Reading& reading);

/// Reads a document: finds out what it is, decodes it, and makes it a head record and its updates.
/// Declared feeds go to formats; pages are searched for updates, else read as an article; plain
/// text is read as a text extract of a page. Every item has an id, a source, a position and, where
/// it has a body, content_text. A reading's selectors and paths go before all that. Fails with
/// `refused`, `gone`, `blocked`, `consent`, `sign_in`, `cut`, `empty` or `unreadable` where there
/// is nothing to be read.
Result<Feed> extract(const Document& document, const Reading& reading = {});

/// Takes what a document holds, part after part.
struct Sink {
    /// The head record with extent and tombstones, but no items; comes first.
    std::function<void(Feed&&)> head;
    std::function<void(Item&&)> item;
};

/// The same, item after item, so that a large feed is never held as a whole. Where it fails,
/// nothing has been handed on.
std::optional<Error> extract(const Document& document, const Reading& reading, const Sink& sink);

}  // namespace stet
