#include "archive/window.h"

#include "archive/sqlite.h"

#include "support/catch.h"

namespace stet::archive {

TEST_CASE("window: what is encoded comes back", "[archive]") {
    Window window;
    window.head = 7;
    window.places = {{9, false}, {8, true}, {1'000'000'000'000, false}, {1, false}};
    CHECK(decode_window(encode(window)) == window);
    CHECK(decode_window(encode(Window{})) == Window{});
}

TEST_CASE("window: neighbours take a byte each", "[archive]") {
    Window window;
    window.head = 100'000;
    for (int i = 0; i < 40; ++i)
        window.places.push_back({100'001 + i, false});
    CHECK(encode(window).size() <= 3 + 40);
}

TEST_CASE("window: bytes that end within a number are none", "[archive]") {
    CHECK_FALSE(decode_window(""));
    CHECK_FALSE(decode_window("\x80"));
    CHECK_FALSE(decode_window(std::string_view("\x01\x80", 2)));
}

TEST_CASE("window: bytes that are none are damage, not an empty window", "[archive]") {
    CHECK_THROWS_AS(stored_window("\xff"), Damaged);
    CHECK_THROWS_AS(stored_window(""), Damaged);
    CHECK(stored_window(encode({})) == Window{});
}

}  // namespace stet::archive
