#pragma once

#include <string>
#include <string_view>

namespace stet::json {

/// Broken JSON as pages carry it, made readable: raw line breaks and other control characters in
/// strings are escaped, trailing and doubled commas dropped, missing commas between members or
/// elements put in, comments and CDATA marks left out, a text that ends too soon is closed.
/// What cannot be mended stays; parse() then says so. `cut` tells whether the text ended too soon:
/// inside an object, an array or a string.
std::string mend(std::string_view text, bool* cut = nullptr);

}  // namespace stet::json
