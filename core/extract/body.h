#pragma once

#include <string>
#include <string_view>

#include "extract/candidate.h"
#include "markup/node.h"

/// Bodies of updates and articles, cut out of the tree of their page.
namespace stet::page {

/// Moves a node to the end of another's children.
void append(markup::Node& parent, markup::Node& child);

/// A copy of a string with blanks folded; of an element's visible text.
std::string line_of(const markup::Node& node);

/// Whether a page hides an element by its attributes or classes that all systems know.
bool is_hidden(const markup::Node& node);

/// Takes out what is no part of the text: scripts, forms, share bars, advertisements, related
/// stories, placeholders that ask for consent; links that stand in for embeds take the place of
/// frames; pictures that are loaded late get their addresses.
void clean(markup::Tree& tree, markup::Node& top);

/// The first picture below a node, with the words that belong to it.
Picture picture_in(const markup::Node& top, std::string_view base);

struct Body {
    std::string html, text;
};
/// The body as safe HTML, and its text without captions. Changes the tree: captions are gone.
Body body_of(markup::Node& top, std::string_view base);

/// "Caption (Quelle: Name/dpa)" taken apart.
void split_credit(Picture& picture);

}  // namespace stet::page
