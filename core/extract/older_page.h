#pragma once

#include <string>
#include <vector>

#include "model/document.h"

namespace stet {

/// Where the updates before those of a document are, as it names them itself; the likeliest address
/// first. In a feed links of relation `prev-archive` (RFC 5005) or `next`, in JSON `next_url`,
/// `pagination.older`, `_links.next.href` and the like, in a page links of relation `next` and
/// those of its pager. Of a page's only such as are the address `first`, of the page that was asked
/// for at first, and say a further page of it: `next` may lead to another story too. Absolute
/// addresses of http or https, without fragments and credentials.
std::vector<std::string> older_pages_of(const Document& document, const std::string& first);

}  // namespace stet
