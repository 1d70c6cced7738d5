#pragma once

#include <string_view>

#include "extract/candidate.h"
#include "extract/jsonld.h"
#include "extract/outline.h"

namespace stet::page {

/// A page's microdata: schema.org's LiveBlogPosting with its liveBlogUpdate items, and what an
/// Article's properties say of the page. Candidate::element is the item's element.
LinkedData microdata(const Outline& outline, std::string_view base);

}  // namespace stet::page
