#include "extract/pick.h"

#include "markup/html.h"
#include "support/catch.h"

using namespace stet;
using page::Pick;

TEST_CASE("pick: a selector, and the attribute that is meant", "[extract]") {
    CHECK(Pick::compile("time@datetime")->attribute() == "datetime");
    CHECK(Pick::compile("@data-id")->is_of_item());
    const auto mail = Pick::compile("a[href='mailto:a@b.example']");
    REQUIRE(mail.has_value());
    CHECK(mail->attribute().empty());
    CHECK_FALSE(Pick::compile("  ")->given());
    CHECK_FALSE(Pick().given());
}

TEST_CASE("pick: what is no selector is refused", "[extract]") {
    for (const char* words : {"div >", "p::first-line", "[", ".posts[]", "time@@", "a:hover"}) {
        INFO(words);
        const auto pick = Pick::compile(words);
        REQUIRE_FALSE(pick.has_value());
        CHECK(pick.error().kind == Error::Kind::usage);
        CHECK(pick.error().message.find('\'') != std::string::npos);
    }
}

TEST_CASE("pick: of matches in each other the outer one", "[extract]") {
    markup::Tree tree = markup::parse_html("<div id=a><div id=b></div></div><div id=c></div>");
    const auto found = Pick::compile("div")->in(tree.root());
    REQUIRE(found.size() == 2);
    CHECK((*found[0])["id"] == "a");
    CHECK((*found[1])["id"] == "c");
}
