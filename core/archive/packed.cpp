#include "archive/packed.h"

#include <zstd.h>

#include "archive/sqlite.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr int level = 3;
constexpr unsigned long long largest = std::uint64_t{80} << 20U;

std::size_t checked(std::size_t result) {
    if (ZSTD_isError(result) != 0)
        throw Damaged(text::cat("cannot pack or unpack: ", ZSTD_getErrorName(result)));
    return result;
}

}  // namespace

std::string packed(std::string_view bytes) {
    std::string frame(ZSTD_compressBound(bytes.size()), '\0');
    frame.resize(
        checked(ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), level)));
    return frame;
}

std::string unpacked(std::string_view frame) {
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > largest)
        throw Damaged("cannot unpack: it is no frame");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    bytes.resize(checked(ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size())));
    return bytes;
}

}  // namespace stet::archive
