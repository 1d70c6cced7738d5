#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/blocks.h"
#include "extract/jsonld.h"
#include "extract/outline.h"

namespace stet::page {

/// What a page says of itself: in print, in its meta elements, in its data for machines.
struct Head {
    std::string headline, kicker, summary, language, canonical, icon, publisher, site;
    std::vector<std::string> feeds;  ///< that its links name
    When published, modified;
    When event;  ///< the start of what is reported
    Picture picture;
    std::vector<Author> authors;
    std::vector<std::string> tags;
    std::optional<int> reading_minutes;
    std::optional<time::Zone> zone;          ///< that a sentence names for the page's clocks
    Outline::Index heading = Outline::none;  ///< the h1 that was taken

    bool printed_teaser = false;  ///< the summary stands in the page as a teaser

    /// Whether its words say that it is a live blog.
    bool names_live_blog = false;
    bool names_ticker = false;  ///< more than "live"
    /// Whether headline or kicker say so, and not only the teaser, which may tell of a concert.
    bool headline_names_live = false;
};

/// What stands in the head element, and the headline and what is printed around it.
Head read_head(const Outline& outline, const Facts& facts, std::string_view base);

/// What is printed between the headline and the text: stamp, reading time, teaser, lead picture.
/// `end` is where the updates or the body begin.
void read_opening(Head& head, const Outline& outline, const Facts& facts, Outline::Index end,
                  std::string_view base);

}  // namespace stet::page
