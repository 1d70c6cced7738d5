#pragma once

#include <string_view>

#include "extract/candidate.h"
#include "extract/marks.h"
#include "extract/pick.h"

/// Times at places that a person pointed at: more is understood there than what the general reader
/// dares to take for a time.
namespace stet::page {

/// A date for machines, seconds or milliseconds since 1970, or a time in print wherever in the
/// words it stands: "Posted at 12:31".
When when_in(std::string_view words);

/// The time that an element gives: in an attribute, the one that is asked for or those in which
/// pages keep times; else in print.
When when_in(const markup::Node& node, std::string_view attribute);

/// Whether the element is a time and nothing else, is opened by one, or bears one.
Mark::Form form_of(const markup::Node& node, const Pick& pick);

}  // namespace stet::page
