#pragma once

#include <cstdint>
#include <string>

#include "extract/blocks.h"
#include "extract/head.h"

namespace stet::page {

enum class Place : std::uint8_t {
    main,     ///< what the page is about
    beside,   ///< a list beside an article, or among its parts
    outside,  ///< the same, in a box of its own: no part of the article's text
};

/// Whether blocks with times are a list that stands beside an article (teasers, the latest news,
/// posts of a network, dates of events) and no updates of a live blog. In doubt they are beside it,
/// unless the page's own data or a strong word of its head names a live blog.
Place place_of_blocks(const Outline& outline, const Structure& structure, const Head& head,
                      const Claim& claim);

/// What a warning says of such a list: how many entries, and what element it is made of.
std::string told_list(const Structure& structure);

}  // namespace stet::page
