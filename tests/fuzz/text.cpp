#include "read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    stet::fuzz::read(data, size, "text/plain");
    return 0;
}
