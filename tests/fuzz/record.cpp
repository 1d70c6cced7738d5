#include <cstdint>
#include <string>

#include "model/record.h"

// A record that was read is written the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    stet::RecordReader reader;
    const auto item = reader.read({reinterpret_cast<const char*>(data), size});
    if (!item)
        return 0;
    std::string first, second;
    stet::append_record(first, *item);
    const auto again = reader.read(first);
    if (!again)
        __builtin_trap();
    stet::append_record(second, *again);
    if (first != second)
        __builtin_trap();
    return 0;
}
