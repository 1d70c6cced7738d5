#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace stet {

/// What came of one look that asked for several documents: a page of updates, then those with the
/// older ones.
struct Pages {
    std::vector<Document> list;
    std::string missing;   ///< why the next one, which was to come, did not; empty: none was to
    std::string left_out;  ///< why the next one was not asked for; empty: there is none
};

/// All of them as one document, which is kept, compared and read again as one. It is the first one
/// with a body of type multipart/mixed (RFC 2046) that holds each page as it came, its length
/// before it; the heads of all requests and answers follow each other. Where a page is missing it
/// has no validators, so that the next look asks for all again.
Document packed(Pages&& pages);

/// What packed() made; none of any other document. Each page has the look's source and time.
std::optional<Pages> unpacked(const Document& document);

/// Whether a document of this type is one that packed() made.
bool is_of_pages(std::string_view content_type);

}  // namespace stet
