#include "extract/byline.h"

#include "support/catch.h"

using namespace stet::page;
using Strings = std::vector<std::string>;

TEST_CASE("byline: what stands before the name is none of it", "[extract]") {
    CHECK(names_in_byline("By  Ann Lee") == Strings{"Ann Lee"});
    CHECK(names_in_byline("Von Eva Maier") == Strings{"Eva Maier"});
    CHECK(names_in_byline("Autor: Jan Kurz") == Strings{"Jan Kurz"});
    CHECK(names_in_byline("From CNX staff") == Strings{"CNX staff"});
    CHECK(names_in_byline("From CNX's Ann Lee and Bo Ek") == Strings{"Ann Lee", "Bo Ek"});
    CHECK(names_in_byline("By BOB STONE") == Strings{"BOB STONE"});
    CHECK(names_in_byline("Byron Gay") == Strings{"Byron Gay"});
    CHECK(names_in_byline("Von der Leyen") == Strings{"Von der Leyen"});
    CHECK(names_in_byline("Di Maio") == Strings{"Di Maio"});
    for (const char* nobody : {"By", "From ", "von:", "", "KEY EVENT"})
        CHECK(names_in_byline(nobody).empty());
}

TEST_CASE("byline: several names are several authors", "[extract]") {
    CHECK(names_in_byline("By Ann Lee and Bo Ek") == Strings{"Ann Lee", "Bo Ek"});
    CHECK(names_in_byline("Eva Maier, Jan Kurz und Ivo Žák") ==
          Strings{"Eva Maier", "Jan Kurz", "Ivo Žák"});
    CHECK(names_in_byline("Олена Шевчук") == Strings{"Олена Шевчук"});
    // What is no name beside one may be a place or an office: it stays as printed.
    CHECK(names_in_byline("Ann Lee, political editor") == Strings{"Ann Lee, political editor"});
}
