#include "quantity.h"

#include "text/cat.h"

namespace stet::cmd {

std::string bytes_text(std::int64_t bytes) {
    if (bytes < 1000)
        return text::cat(bytes, " B");
    std::int64_t unit = 1000;
    const char* name = "kB";
    for (const char* next : {"MB", "GB", "TB"})
        if (bytes / unit >= 1000) {
            unit *= 1000;
            name = next;
        }
    const std::int64_t tenths = bytes / (unit / 10);
    return tenths < 100 ? text::cat(tenths / 10, '.', tenths % 10, ' ', name)
                        : text::cat(tenths / 10, ' ', name);
}

}  // namespace stet::cmd
