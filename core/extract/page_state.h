#pragma once

#include <functional>
#include <string_view>

#include "extract/candidate.h"
#include "json/value.h"

/// Pages that a script builds print nothing before: their updates are in the data of the script.
namespace stet::page {

/// The value lives until the call returns.
using TakeState = std::function<void(const json::Value& root)>;

/// Hands on the JSON that scripts of a page carry to build it from, for pages that print nothing
/// before: data elements (`__NEXT_DATA__`, `__NUXT_DATA__`, which is unrolled), assignments
/// (`window.__STATE__ = {...}`, `= JSON.parse("...")`), rows of React's stream
/// (`self.__next_f.push`). JSON-LD is not among them.
void each_state(std::string_view html, const TakeState& take);

/// The updates in the state that has the most text of them, by the shape of its JSON.
Candidates updates_in_state(std::string_view html, std::string_view base);

}  // namespace stet::page
