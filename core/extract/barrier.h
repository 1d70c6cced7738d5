#pragma once

#include <optional>

#include "base/result.h"
#include "extract/head.h"
#include "extract/outline.h"
#include "model/document.h"

namespace stet::page {

/// Why an answer holds nothing to be read: an HTTP status of 400 or more (by its words a check for
/// robots), a transfer that was cut, an empty body.
std::optional<Error> failed_answer(const Document& document);

/// Whether the text of an HTML page ends before the page does: inside a tag, or with elements open
/// that no page may leave open, in the middle of a sentence.
bool ends_inside(std::string_view html);

/// What a page without updates shows instead of news: a check for robots, a question for consent, a
/// form to sign in. `article`: where the text of an article was found, or none. `is_news`: data for
/// machines says that it is one; then only a page with hardly any text can be a barrier.
std::optional<Error> barrier(const Outline& outline, const Head& head, Outline::Index article,
                             bool is_news, const Document& document);

}  // namespace stet::page
