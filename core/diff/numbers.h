#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::diff {

/// The numbers of a text as values, in its order, each spelt alike however it is printed: `1.200`,
/// `1 200`, `1'200` and `١٢٠٠` are `1200`; `12.30` and `12:30` are one, and so are `1,5` and `1.5`.
/// Three digits after a point are thousands. Numbers in words are none, nor digits inside a word.
std::vector<std::string> numbers(std::string_view text);

}  // namespace stet::diff
