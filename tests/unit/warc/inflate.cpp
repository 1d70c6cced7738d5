#include <zlib.h>

#include "support/catch.h"
#include "support/server.h"
#include "warc/warc.h"

using namespace stet;

namespace {

std::string packed(std::string_view bytes, int kind) {
    z_stream z{};
    deflateInit2(&z, 9, Z_DEFLATED, kind, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&z, bytes.size()), '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

}  // namespace

TEST_CASE("inflate: gzip, zlib and bare deflate are unpacked", "[warc]") {
    const std::string text = std::string(300'000, 'a') + "end";
    for (const int kind : {16 + MAX_WBITS, MAX_WBITS, -MAX_WBITS}) {
        const auto got = warc::inflated(packed(text, kind), 1 << 20);
        REQUIRE(got);
        CHECK(*got == text);
    }
}

TEST_CASE("inflate: a bomb stops at the limit", "[warc]") {
    const auto got = warc::inflated(test::gzipped(std::string(50'000'000, 'a')), 1'000'000);
    REQUIRE_FALSE(got);
    CHECK(got.error().kind == Error::Kind::too_large);
}

TEST_CASE("inflate: what ends too soon is cut, what is damaged is told", "[warc]") {
    const std::string whole = test::gzipped("some words that are packed");
    const auto cut = warc::inflated(whole.substr(0, whole.size() - 9), 1000);
    REQUIRE_FALSE(cut);
    CHECK(cut.error().kind == Error::Kind::cut);
    CHECK_FALSE(warc::inflated("", 1000));
    CHECK_FALSE(warc::inflated("\x1f\x8b\x08plain words after all, nothing else", 1000));
}
