#pragma once

#include "model/document.h"
#include "text/charset.h"

namespace stet::page {

/// A document's body as UTF-8, by what HTTP and the document itself say of its charset.
text::Decoded decoded(const Document& document);

}  // namespace stet::page
