#pragma once

#include <string_view>

#include "extract/blocks.h"
#include "extract/candidate.h"
#include "extract/head.h"

namespace stet::page {

/// A page of which only the text was kept.
struct PlainPage {
    Head head;
    std::string body;  ///< of an article
    Candidates updates;
    std::vector<DayHeading> days;
};

/// Reads text with blocks apart by empty lines: kicker, headline, stamp, picture's words, teaser,
/// text. Blocks after the teaser are updates where they begin with clocks, or where kicker or
/// headline name a live blog; else they are the body of an article.
PlainPage read_plain(std::string_view text);

}  // namespace stet::page
