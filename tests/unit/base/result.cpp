#include "base/result.h"

#include "support/catch.h"

using stet::Error;
using stet::Fatal;
using stet::Result;

namespace {

Result<int> half(int number) {
    if (number % 2 != 0)
        return Error{Error::Kind::unreadable, "odd", "a.txt:1", {}};
    return number / 2;
}

}  // namespace

TEST_CASE("result: holds a value or the error that kept it from being", "[base]") {
    const Result<int> good = half(8);
    REQUIRE(good.has_value());
    CHECK(*good == 4);

    const Result<int> bad = half(7);
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().message == "odd");
    CHECK(bad.error().place == "a.txt:1");
    CHECK(bad.value_or(3) == 3);
}

TEST_CASE("result: the first error of a chain is its outcome", "[base]") {
    CHECK(*half(8).and_then(half) == 2);
    const auto outcome = half(6).and_then(half).and_then(half);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == Error::Kind::unreadable);
}

TEST_CASE("result: a value moves out", "[base]") {
    Result<std::string> text(std::string(100, 'x'));
    const std::string taken = *std::move(text);
    CHECK(taken.size() == 100);
}

TEST_CASE("error: kinds have the names that the archive keeps", "[base]") {
    CHECK(name_of(Error::Kind::sign_in) == "sign_in");
    CHECK(name_of(Error::Kind::too_large) == "too_large");
    CHECK(name_of(Error::Kind::usage) == "usage");
    CHECK(name_of(Error::Kind::unreadable) == "unreadable");
}

TEST_CASE("fatal: keeps its hint", "[base]") {
    const Fatal fatal("the disk is full", "make room");
    CHECK(std::string(fatal.what()) == "the disk is full");
    CHECK(fatal.hint() == "make room");
}
