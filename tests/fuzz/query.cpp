#include <cstdint>
#include <string>

#include "model/item.h"
#include "search/query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto query = stet::search::parse_query(text.substr(0, size / 2));
    stet::Item item;
    item.content_text = text.substr(size / 2);
    if (stet::search::matches(query, item))
        stet::search::snippet(query, item);
    return 0;
}
