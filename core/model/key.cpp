#include "model/key.h"

#include "text/ascii.h"

namespace stet {

Key parse_key(std::string_view typed) {
    const std::size_t last = typed.rfind('/');
    if (last == std::string_view::npos || typed.find('/') == last)
        return {std::string(typed), 0};
    const auto revision = text::parse_number<std::uint32_t>(typed.substr(last + 1));
    if (!revision || *revision == 0)
        return {std::string(typed), 0};
    return {std::string(typed.substr(0, last)), *revision};
}

}  // namespace stet
