#include "base/digest.h"

#include "support/catch.h"

using namespace stet;

TEST_CASE("digest: SHA-256 gives the sums that FIPS 180-4 prints", "[base]") {
    CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("digest: pieces sum up to the whole, and finish() starts anew", "[base]") {
    Sha256 sum;
    sum.add("a");
    sum.add("");
    sum.add("bc");
    CHECK(sum.finish() == sha256("abc"));
    sum.add("abc");
    CHECK(sum.finish() == sha256("abc"));
}

TEST_CASE("digest: hexadecimal goes there and back", "[base]") {
    const std::string bytes("\x00\x7f\x80\xff", 4);
    CHECK(hex(bytes) == "007f80ff");
    CHECK(unhex("007F80ff") == bytes);
    CHECK(unhex("") == "");
    CHECK_FALSE(unhex("0"));
    CHECK_FALSE(unhex("0g"));
    CHECK_FALSE(unhex("0 "));
}

TEST_CASE("digest: random bytes are as many as asked for, and others each time", "[base]") {
    CHECK(random_bytes(0).empty());
    CHECK(random_bytes(32).size() == 32);
    CHECK(random_bytes(1000) != random_bytes(1000));
}
