#pragma once

#include <optional>
#include <string_view>

#include "extract/candidate.h"
#include "extract/head.h"
#include "json/value.h"

namespace stet::page {

/// A live blog as a publisher's interface gives it.
struct Payload {
    Head head;
    Candidates updates;
};

/// Reads JSON of a known shape: the blocks of the Guardian's renderer, the posts of a Sourcefabric
/// Live Blog, a LiveBlogPosting by itself. None if it is another.
std::optional<Payload> payload(const json::Value& root, std::string_view base);

}  // namespace stet::page
