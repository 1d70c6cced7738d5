#pragma once

#include <functional>
#include <optional>

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

/// What is known of a source that a document is held against.
struct Known {
    Feed before;
    Judged judged;
};
using Recall = std::function<Known(Feed& now)>;

// The steps that every look takes, now or when it is read again.

/// Reads a document, or tells why a look at it has failed. `opened` is shown what came, also of a
/// look that fails because it must not be believed.
Result<Feed> read_document(const Document& document, const Reading& reading,
                           const std::function<void(const Feed&)>& opened = {});

/// Why a reading must not be believed as a look: a doubt, or a document that ends too soon.
std::optional<Error> fault_of(const Feed& feed);

/// Compares a document with what `recall` says is known, or tells why it must not be believed.
/// `otherwise`: it was read in another way than what is known, so a loss is no reason for doubt.
Result<Compared> compare_document(Feed now, const Recall& recall, bool otherwise = false);

/// What another way of reading makes of a document is not the publisher's doing: what it does not
/// find was not withdrawn, and of the same bytes nothing was edited.
void forgive(Feed& marked, bool same);

}  // namespace stet::cmd
