#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::page {

/// The JSON that scripts of a page carry to build it from, for pages that print nothing before:
/// data elements (`__NEXT_DATA__`, `__NUXT_DATA__`, which is unrolled), assignments
/// (`window.__STATE__ = {...}`, `= JSON.parse("...")`), rows of React's stream
/// (`self.__next_f.push`). JSON-LD is not among them.
std::vector<std::string> states_of(std::string_view html);

}  // namespace stet::page
