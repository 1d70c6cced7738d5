#pragma once

#include <functional>

#include "base/result.h"
#include "model/feed.h"
#include "model/pages.h"

namespace stet::page {

/// The pages of one look as one feed: the head of the first one and the updates of all, each once,
/// as if one page had shown them. One that did not come, or cannot be read, is where the feed falls
/// short: it is then mended.
Result<Feed> join_pages(Pages pages, const std::function<Result<Feed>(const Document&)>& read);

}  // namespace stet::page
