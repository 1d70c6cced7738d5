#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

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

/// What is wrong with an answer whose status says that its body is not the whole document: a part
/// or a difference (206, 226), or a redirect that was not followed. 304 is for the caller to judge.
std::optional<Error> not_the_document(int status, std::string_view address);

}  // namespace stet::source
