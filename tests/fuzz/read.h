#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "extract/extract.h"
#include "model/record.h"

namespace stet::fuzz {

/// Reads bytes as a document of a content type, and writes its records and reads them back: what
/// stet writes, stet can read.
inline void read(const std::uint8_t* data, std::size_t size, std::string_view content_type) {
    Document document;
    document.source = document.address = "https://news.example/live";
    document.content_type = content_type;
    document.body = std::string_view(reinterpret_cast<const char*>(data), size);
    const Result<Feed> feed = extract(document);
    if (!feed)
        return;
    RecordReader reader;
    std::string line;
    const auto there_and_back = [&](const Item& item) {
        line.clear();
        append_record(line, item);
        const Result<Item> back = reader.read(line);
        if (!back || back->id != item.id || back->content_text != item.content_text)
            std::abort();
    };
    there_and_back(feed->head);
    for (const Item& item : feed->items)
        there_and_back(item);
}

}  // namespace stet::fuzz
