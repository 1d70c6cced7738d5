#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stet::source {

/// A response as it stood on the wire, its transfer and content encodings undone.
struct Message {
    int status = 0;
    std::string head, body;
    bool cut = false;      ///< it ends before its length or its last chunk
    bool readable = true;  ///< false: an encoding that is not known, or is damaged
    bool too_large = false;
};

/// Takes a recorded response apart. Tools that record a body already decoded leave the head as it
/// was: an encoding that the body does not have is passed over.
Message read_message(std::string_view bytes, std::size_t limit);

}  // namespace stet::source
