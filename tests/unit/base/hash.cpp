#include "base/hash.h"

#include <set>
#include <string>

#include "support/catch.h"

using namespace stet;

TEST_CASE("hash: equal bytes have one hash, others hardly ever share one", "[base]") {
    CHECK(keyed_hash("Odessa") == keyed_hash(std::string("Odessa")));
    std::set<std::uint64_t> seen;
    for (int n = 0; n < 10'000; ++n)
        seen.insert(keyed_hash("wort" + std::to_string(n)) & 0xFFFFFFFF);
    CHECK(seen.size() > 9'990);
}

TEST_CASE("hash: tables are asked with a view of the key", "[base]") {
    HashMap<std::string, int> table{{"one", 1}};
    CHECK(table.find(std::string_view("one"))->second == 1);
    CHECK_FALSE(HashSet<std::string>{"one"}.contains(std::string_view("two")));
}
