#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/candidate.h"
#include "json/value.h"
#include "markup/node.h"

namespace stet::page {

/// What a page's data for machines says of the page as a whole.
struct Facts {
    std::string headline, description, kicker, language, body, type, url;
    When published, modified;
    When ends;   ///< of a live blog: coverageEndTime
    When event;  ///< the start of what is reported: a match, a conference
    std::vector<Author> authors;
    std::vector<std::string> tags;
    Picture picture;
    std::string publisher;
    bool live = false;                      ///< it is a LiveBlogPosting
    bool locked = false;                    ///< isAccessibleForFree is false
    std::vector<std::string> locked_parts;  ///< CSS selectors of what is not free
};

/// A page's JSON-LD: schema.org's LiveBlogPosting and the Articles.
struct LinkedData {
    Facts facts;
    Candidates updates;
    std::vector<std::string> warnings;
};

/// Reads script elements of type application/ld+json. Broken blocks are mended, or their updates
/// read one by one; a broken block costs none of the others.
LinkedData linked_data(std::span<markup::Node* const> scripts, std::string_view base);
/// The same from JSON that has been read.
LinkedData linked_data(const json::Value& value, std::string_view base);

}  // namespace stet::page
