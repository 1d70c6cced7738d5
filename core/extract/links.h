#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/document.h"

namespace stet {

/// The http(s) addresses that a page links to, absolute, without fragments and credentials, each
/// once, in document order. `selector` says where: of what it matches, the element's own link or
/// the first one in it, `SELECTOR@ATTRIBUTE` another attribute; empty: everywhere. Of a feed, where
/// no selector is of use, the addresses of its items.
Result<std::vector<std::string>> links_of(const Document& document, const std::string& selector);

/// Why such a selector makes no sense.
std::optional<Error> fault_of_links(const std::string& selector);

}  // namespace stet
