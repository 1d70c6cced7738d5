#include "archive/window.h"

#include "archive/sqlite.h"

namespace stet::archive {

namespace {

// Numbers of seven bits a byte, the low ones first; the top bit says that more follow.
//
//   head, then for each place: zigzag(state - the state before) * 2 + undecided

void put(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7U)
        out.push_back(static_cast<char>(number | 0x80U));
    out.push_back(static_cast<char>(number));
}

std::optional<std::uint64_t> take(std::string_view& bytes) {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80)
            return number;
    }
    return std::nullopt;
}

}  // namespace

std::string encode(const Window& window) {
    std::string out;
    put(out, static_cast<std::uint64_t>(window.head));
    std::int64_t before = window.head;
    for (const Window::Place& place : window.places) {
        const std::int64_t step = place.state - before;
        const std::uint64_t zigzag = step < 0 ? (static_cast<std::uint64_t>(-(step + 1)) << 1U) + 1U
                                              : static_cast<std::uint64_t>(step) << 1U;
        put(out, zigzag << 1U | (place.undecided ? 1U : 0U));
        before = place.state;
    }
    return out;
}

std::optional<Window> decode_window(std::string_view bytes) {
    Window window;
    const auto head = take(bytes);
    if (!head)
        return std::nullopt;
    window.head = static_cast<std::int64_t>(*head);
    auto before = *head;
    while (!bytes.empty()) {
        const auto number = take(bytes);
        if (!number)
            return std::nullopt;
        const std::uint64_t zigzag = *number >> 1U;
        before += (zigzag & 1U) != 0 ? ~(zigzag >> 1U) : zigzag >> 1U;
        window.places.push_back({static_cast<std::int64_t>(before), (*number & 1U) != 0});
    }
    return window;
}

Window stored_window(std::string_view bytes) {
    std::optional<Window> window = decode_window(bytes);
    if (!window)
        throw Damaged("what a look showed cannot be read", "'stet check' tells what is damaged");
    return *std::move(window);
}

}  // namespace stet::archive
