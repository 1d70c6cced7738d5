#pragma once

#include <string_view>

#include "extract/body.h"
#include "extract/head.h"
#include "extract/outline.h"
#include "extract/prose.h"

namespace stet::page {

/// Where the text of an article is.
struct ArticlePlace {
    Outline::Index top = Outline::none;   ///< none where there is no text
    Outline::Index core = Outline::none;  ///< in it or itself: the element that holds most of it
};

/// The smallest element that holds most of the page's paragraphs, and the one around it that holds
/// paragraphs beside them. `heading` is where the headline stands.
ArticlePlace find_article(const Outline& outline, const Prose& prose, Outline::Index heading);

/// The body of the article there, without headline, teaser and the lines about them. Changes the
/// tree.
Body read_article(markup::Tree& tree, const Outline& outline, const ArticlePlace& article,
                  const Prose& prose, const Head& head, std::string_view base);

}  // namespace stet::page
