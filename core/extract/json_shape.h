#pragma once

#include <string_view>

#include "extract/candidate.h"
#include "json/value.h"

namespace stet::page {

/// Where a JSON text comes from.
struct ShapeClaim {
    /// It is the state of a page that names itself a live blog, whose address `base` is; else it
    /// stands for itself.
    bool page = false;
    std::string_view base;
};

/// The updates in JSON of no known shape: the list of objects that each have a time and a text,
/// under the names that such data commonly has, with the most text of all. Nothing where there is
/// none: fewer than three, times out of order, little text, readers' comments, or, in a page,
/// pointers to other stories. References of stores that keep objects apart are followed.
Candidates updates_by_shape(const json::Value& root, const ShapeClaim& claim);

}  // namespace stet::page
