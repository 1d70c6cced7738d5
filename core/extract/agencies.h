#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::page {

/// The news agencies that a line names as its source and nothing else: "Quelle: dpa",
/// "Źródło: PAP", "(AFP/Reuters)", "© dpa-infocom, dpa:240911-99-1/2". None where it says anything
/// more.
std::vector<std::string> agencies_in(std::string_view line);

}  // namespace stet::page
