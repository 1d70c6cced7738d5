#pragma once

#include <functional>

#include "base/result.h"
#include "model/document.h"
#include "model/feed.h"
#include "model/judged.h"

namespace stet::cmd {

/// What a document says against what is known.
struct Compared {
    Feed marked;
    std::vector<std::string> undecided;
};

/// The steps that every look takes, now or when it is read again: reads a document, compares it
/// with what `recall` says is known, and tells why it must not be believed.
struct Known {
    Feed before;
    Judged judged;
};
using Recall = std::function<Known(Feed& now)>;
Result<Compared> compare_document(const Document& document, const Reading& reading,
                                  const Recall& recall);

}  // namespace stet::cmd
