#pragma once

#include <string>
#include <string_view>

#include "extract/candidate.h"
#include "extract/outline.h"

namespace stet::page {

/// The entries of an h-feed, or of a page that shows several h-entry without one.
struct HFeed {
    std::string name;
    Candidates entries;
};
HFeed microformats(const Outline& outline, std::string_view base);

}  // namespace stet::page
