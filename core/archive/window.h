#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stet::archive {

/// What a look showed: the states of the head and of the updates, in document order.
struct Window {
    struct Place {
        std::int64_t state = 0;
        /// Missing from the document at its newest end, and nothing can be said of it yet.
        bool undecided = false;
        bool operator==(const Place&) const = default;
    };
    std::int64_t head = 0;  ///< 0: none
    std::vector<Place> places;

    bool operator==(const Window&) const = default;
};

/// The window in few bytes: neighbours in a document tend to be neighbours in the archive.
std::string encode(const Window& window);

/// None where the bytes are no window.
std::optional<Window> decode_window(std::string_view bytes);

/// The same of bytes that the archive says are a window. Throws Damaged where they are none.
Window stored_window(std::string_view bytes);

}  // namespace stet::archive
