#pragma once

#include <string>

#include "export/marked.h"
#include "model/item.h"
#include "time/zone.h"

/// What a record says, as HTML that loads nothing and runs nothing.
namespace stet::out {

/// The body of a record: its HTML sanitized once more, else its text in paragraphs; pictures as
/// links.
std::string body_html(const Item& item);

/// Sanitized HTML with each picture replaced by a link to it.
std::string without_pictures(std::string_view html);

/// What an edit did to a record, as HTML: old and new words marked, other members by name; the
/// headline too if `headline`.
std::string edit_html(const Item& item, std::size_t context, const time::Zone& zone, bool headline);

}  // namespace stet::out
