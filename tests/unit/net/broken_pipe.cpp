#include "net/broken_pipe.h"

#include <unistd.h>

#include "support/catch.h"

using namespace stet;

namespace {

int broken_pipes = 0;

void write_to_nobody() {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    ::close(ends[0]);
    CHECK(::write(ends[1], "x", 1) == -1);
    ::close(ends[1]);
}

}  // namespace

TEST_CASE("broken pipe: the signal is kept away, but not while it is lifted", "[net]") {
    const auto before = std::signal(SIGPIPE, [](int) { ++broken_pipes; });
    {
        net::BrokenPipeHeld held;
        write_to_nobody();
        CHECK(broken_pipes == 0);
        held.lifted([] { write_to_nobody(); });
        CHECK(broken_pipes == 1);
        CHECK_THROWS(held.lifted([] { throw 1; }));
        write_to_nobody();
    }
    CHECK(broken_pipes == 1);
    write_to_nobody();
    CHECK(broken_pipes == 2);
    std::signal(SIGPIPE, before);
}
