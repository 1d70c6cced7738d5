#pragma once

#include <optional>

#include "base/result.h"
#include "extract/head.h"
#include "extract/outline.h"
#include "model/document.h"

namespace stet::page {

/// Why an answer holds nothing to be read: an HTTP status of 400 or more, a transfer that was cut,
/// an empty body.
std::optional<Error> failed_answer(const Document& document);

/// Whether the text of an HTML page ends before the page does: inside a tag, or with elements open
/// that no page may leave open, in the middle of a sentence.
bool ends_inside(std::string_view html);

/// What a page with hardly any text shows instead of news: a check for robots, a question for
/// consent, a form to sign in.
std::optional<Error> barrier(const Outline& outline, const Head& head, const Document& document);

}  // namespace stet::page
