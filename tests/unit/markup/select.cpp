#include "markup/select.h"

#include "markup/html.h"
#include "support/catch.h"

using namespace stet;
using markup::Selector;

namespace {

/// The ids of the elements that a selector finds.
std::string found(std::string_view css, std::string_view html) {
    const Result<Selector> selector = Selector::compile(css);
    if (!selector)
        return "error";
    const markup::Tree tree = markup::parse_html_fragment(html);
    std::string ids;
    for (const markup::Node* node : selector->all(tree.root()))
        ids += (*node)["id"];
    const markup::Node* const first = selector->first(tree.root());
    CHECK((first ? std::string((*first)["id"]) : "") == ids.substr(0, 1));
    return ids;
}

constexpr std::string_view page =
    "<div id=a class='live blog'><p id=b>x<em id=c></em></p><p id=d lang=de-AT></p>"
    "<section id=e><p id=f data-time='12:31'></p><span id=g></span></section></div>"
    "<article id=h><h2 id=i></h2><div id=j><h2 id=k></h2></div></article>";

}  // namespace

TEST_CASE("select: types, ids, classes", "[markup]") {
    CHECK(found("p", page) == "bdf");
    CHECK(found("P, h2", page) == "bdfik");
    CHECK(found("#e", page) == "e");
    CHECK(found(".live.BLOG", page) == "a");
    CHECK(found("*", "<i id=a><b id=b></b></i>") == "ab");
    CHECK(found("p#b", page) == "b");
}

TEST_CASE("select: combinators", "[markup]") {
    CHECK(found("div p", page) == "bdf");
    CHECK(found("div > p", page) == "bd");
    CHECK(found("p + p", page) == "d");
    CHECK(found("p ~ section", page) == "e");
    CHECK(found("div>section   p", page) == "f");
    CHECK(found("article div h2", page) == "k");
    CHECK(found("article > h2", page) == "i");
}

TEST_CASE("select: an outer candidate is tried where the nearest one fails", "[markup]") {
    const std::string_view nested =
        "<div id=a class=x><div id=b><div id=c></div><p id=d></p><i id=e><u "
        "id=f></u></i></div></div>";
    CHECK(found(".x > div u", nested) == "f");
    CHECK(found(".x div > i u", nested) == "f");
    CHECK(found("div > p ~ i u", nested) == "f");
    CHECK(found("div ~ p ~ i", nested) == "e");
    CHECK(found(".x > p ~ i", nested).empty());
}

TEST_CASE("select: attributes", "[markup]") {
    CHECK(found("[data-time]", page) == "f");
    CHECK(found("[lang|=de]", page) == "d");
    CHECK(found("[lang=de]", page).empty());
    CHECK(found("[data-time^='12'][data-time$=31]", page) == "f");
    CHECK(found("[data-time*=\":\"]", page) == "f");
    CHECK(found("[class~=blog]", page) == "a");
    CHECK(found("[lang='DE-at' i]", page) == "d");
    CHECK(found("[class^='']", page).empty());
}

TEST_CASE("select: places among siblings", "[markup]") {
    const std::string_view list =
        "<b id=a></b> text <b id=b></b><i id=c></i><b id=d></b><b id=e>x</b>";
    CHECK(found(":first-child", list) == "a");
    CHECK(found(":last-child", list) == "e");
    CHECK(found(":nth-child(2n+1)", list) == "ace");
    CHECK(found(":nth-child(even)", list) == "bd");
    CHECK(found(":nth-child(-n+2)", list) == "ab");
    CHECK(found(":nth-last-child(1)", list) == "e");
    CHECK(found("b:nth-of-type(3)", list) == "d");
    CHECK(found("i:only-of-type", list) == "c");
    CHECK(found(":empty", list) == "abcd");
}

TEST_CASE("select: lists in selectors", "[markup]") {
    CHECK(found("p:not(:first-child)", page) == "d");
    CHECK(found(":is(h2, span)", page) == "gik");
    CHECK(found("div:has(> h2)", page) == "j");
    CHECK(found("p:has(em)", page) == "b");
    CHECK(found("p:has(+ section)", page) == "d");
    CHECK(found(":not(p, div, section, article):not(h2)", page) == "cg");
}

TEST_CASE("select: escapes and digits in names", "[markup]") {
    CHECK(found(".\\31 2", "<b id=x class=12></b>") == "x");
    CHECK(found(".sm\\:flex", "<b id=x class=sm:flex></b>") == "x");
    CHECK(found("#1", "<b id=1></b>") == "1");
}

TEST_CASE("select: what is no selector is told", "[markup]") {
    for (std::string_view css :
         {"", "p,", "p >", "> p", "[", "[a", "[a=", "p:nope", ":nth-child(x)", ":not(", "a::before",
          "p)", ".", "#", "[a='x]", "!"}) {
        CAPTURE(css);
        const Result<Selector> selector = Selector::compile(css);
        REQUIRE_FALSE(selector);
        CHECK(selector.error().kind == Error::Kind::usage);
    }
    CHECK_FALSE(Selector::compile(std::string(5000, 'a')));
}

TEST_CASE("select: a page made to be slow ends the search", "[markup]") {
    std::string siblings;
    for (int n = 0; n < 60'000; ++n)
        siblings += "<b></b>";
    const markup::Tree tree = markup::parse_html_fragment(siblings);
    const Result<Selector> selector = Selector::compile(":nth-last-child(2n) ~ b:nth-child(7n)");
    REQUIRE(selector);
    CHECK(selector->all(tree.root()).size() < 60'000);
}
