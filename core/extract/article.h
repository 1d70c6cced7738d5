#pragma once

#include <string_view>

#include "extract/body.h"
#include "extract/head.h"
#include "extract/outline.h"

namespace stet::page {

/// Where the text of an article is: the smallest element that holds most of the page's paragraphs,
/// those of menus, side columns and readers' comments left aside. none where there is no text.
Outline::Index find_article(const Outline& outline);

/// The body of the article there, without headline, teaser and the lines about them. Changes the
/// tree.
Body read_article(markup::Tree& tree, const Outline& outline, Outline::Index article,
                  const Head& head, std::string_view base);

}  // namespace stet::page
