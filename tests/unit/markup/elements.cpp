#include "markup/elements.h"

#include "support/catch.h"

using stet::markup::element;
using stet::markup::Element;
using stet::markup::OpenElements;

namespace {

void open(OpenElements& elements, std::string_view name) {
    elements.push(element(name), name);
}

}  // namespace

TEST_CASE("elements: are found in any case", "[markup]") {
    REQUIRE(element("BlockQuote"));
    CHECK(element("BlockQuote")->name == "blockquote");
    CHECK(element("br")->has(Element::hollow));
    CHECK(element("script")->has(Element::unwanted));
    CHECK(element("blink") == nullptr);
    CHECK(element("") == nullptr);
    CHECK(element("a-very-long-custom-element") == nullptr);
}

TEST_CASE("elements: an item ends the one before, not that of an outer list", "[markup]") {
    OpenElements elements;
    open(elements, "ul");
    open(elements, "li");
    open(elements, "b");
    CHECK(elements.closed_by_start(*element("li")) == 2);
    open(elements, "ul");
    CHECK(elements.closed_by_start(*element("li")) == 0);
}

TEST_CASE("elements: a block ends a paragraph, but not one around the table", "[markup]") {
    OpenElements elements;
    open(elements, "p");
    CHECK(elements.closed_by_start(*element("div")) == 1);
    CHECK(elements.closed_by_start(*element("b")) == 0);
    open(elements, "table");
    open(elements, "td");
    CHECK(elements.closed_by_start(*element("div")) == 0);
}

TEST_CASE("elements: a row ends cell and row before it", "[markup]") {
    OpenElements elements;
    for (std::string_view name : {"table", "tbody", "tr", "td"})
        open(elements, name);
    CHECK(elements.closed_by_start(*element("td")) == 1);
    CHECK(elements.closed_by_start(*element("tr")) == 2);
    CHECK(elements.closed_by_start(*element("tbody")) == 3);
}

TEST_CASE("elements: an end tag does not reach out of its cell", "[markup]") {
    OpenElements elements;
    for (std::string_view name : {"div", "table", "tr", "td", "i"})
        open(elements, name);
    CHECK(elements.closed_by_end(element("div"), "div") == 0);
    CHECK(elements.closed_by_end(element("tr"), "tr") == 3);
    CHECK(elements.closed_by_end(element("i"), "i") == 1);
    elements.push(nullptr, "x-box");
    CHECK(elements.closed_by_end(nullptr, "X-BOX") == 1);
    CHECK(elements.closed_by_end(nullptr, "y-box") == 0);
}
