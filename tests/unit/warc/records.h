#pragma once

#include <string>
#include <vector>

#include "text/cat.h"
#include "warc/warc.h"

namespace stet::test {

/// Gives the bytes in pieces of `piece`.
inline warc::Reader::Pull in_pieces(std::string bytes, std::size_t piece = 7) {
    return [bytes = std::move(bytes), piece, at = std::size_t{0}](char* buffer,
                                                                  std::size_t size) mutable {
        const std::size_t part =
            at < bytes.size() ? bytes.copy(buffer, std::min(size, piece), at) : 0;
        at += part;
        return part;
    };
}

inline std::string record(std::string_view type, std::string_view target, std::string_view block) {
    return text::cat("WARC/1.0\r\nWARC-Type: ", type, "\r\nWARC-Target-URI: ", target,
                     "\r\nWARC-Date: 2026-01-28T16:03:00Z\r\nContent-Length: ", block.size(),
                     "\r\n\r\n", block, "\r\n\r\n");
}

struct All {
    std::vector<warc::Record> records;
    std::vector<Error> errors;
};

inline All read_all(warc::Reader::Pull pull, std::size_t limit = 1 << 20) {
    All all;
    warc::Reader reader(std::move(pull), limit);
    while (true) {
        Result<std::optional<warc::Record>> next = reader.next();
        if (!next)
            all.errors.push_back(next.error());
        else if (*next)
            all.records.push_back(std::move(**next));
        else
            return all;
    }
}

}  // namespace stet::test
