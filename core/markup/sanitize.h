#pragma once

#include <string>
#include <string_view>

#include "markup/node.h"

namespace stet::markup {

/// Foreign HTML made safe by an allow-list of elements and attributes: no script, style, form,
/// frame, event handler; links to http, https, mailto (and ftp, tel, magnet left as text), images
/// from http, https and data:image of the raster kinds. Addresses are made absolute against `base`
/// where it is not empty. Every element that is opened is closed.
///
/// This one streams over the text and builds no tree, which is what bodies of feeds need.
std::string sanitize(std::string_view html, std::string_view base);

/// The children of a node of a parsed page, by the same rules.
std::string sanitize(const Node& node, std::string_view base);

}  // namespace stet::markup
