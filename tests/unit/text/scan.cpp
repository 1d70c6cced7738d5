#include "text/scan.h"

#include <string>

#include "support/catch.h"

using namespace stet;

TEST_CASE("scan: the first byte that is looked for is found wherever it stands", "[text]") {
    const auto wanted = [](auto c) { return (c < 0x20) | (c == '&') | (c >= 0xF0); };
    for (std::size_t size = 0; size < 50; ++size) {
        const std::string plain(size, 'x');
        CHECK(text::find_byte(plain, 0, wanted) == size);
        for (std::size_t at = 0; at < size; ++at)
            for (const char c : {'\0', '\x1F', '&', '\xF0', '\xFF'}) {
                std::string found = plain;
                found[at] = c;
                if (at + 3 < size)
                    found[at + 3] = '&';
                for (std::size_t from = 0; from <= at; ++from)
                    if (text::find_byte(found, from, wanted) != at)
                        FAIL(size << " " << at << " " << from);
            }
    }
}
