#include "extract/agencies.h"

#include "support/catch.h"

using namespace stet::page;
using Strings = std::vector<std::string>;

TEST_CASE("agencies: a line that names them and nothing else", "[extract]") {
    CHECK(agencies_in("Quelle: dpa") == Strings{"dpa"});
    CHECK(agencies_in("Źródło: PAP") == Strings{"PAP"});
    CHECK(agencies_in("(AFP/Reuters)") == Strings{"AFP", "Reuters"});
    CHECK(agencies_in("dpa und AFP") == Strings{"dpa", "AFP"});
    CHECK(agencies_in("© dpa-infocom, dpa:240911-99-1/2") == Strings{"dpa"});
}

TEST_CASE("agencies: what says more is text", "[extract]") {
    for (const char* text : {"", "Quelle: Polizei Hamburg", "dpa meldet Verletzte", "(siehe unten)",
                             "Hinweis: dpa", "© Jan Kurz/dpa"})
        CHECK(agencies_in(text).empty());
}
