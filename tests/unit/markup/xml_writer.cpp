#include "markup/xml_writer.h"

#include "markup/xml.h"
#include "outline.h"
#include "support/catch.h"

using namespace stet;

TEST_CASE("xml writer: what was written reads back, whatever stands in it", "[markup]") {
    const std::string hostile = "]]> & <b a='\"'>\n&amp; \u00E4 </x>";
    markup::XmlWriter xml;
    xml.open("a");
    xml.attribute("b", hostile);
    xml.element("c", hostile);
    xml.open("d");
    xml.close();
    xml.close();
    const auto tree = markup::parse_xml(xml.take());
    REQUIRE(tree);
    CHECK(tree->warnings.empty());
    const markup::Node& root = *tree->root().first_child;
    CHECK(root["b"] == hostile);
    CHECK(root.first_child->first_child->text == hostile);
    CHECK(outline(*root.last_child).empty());
}

TEST_CASE("xml writer: characters that XML forbids are left out", "[markup]") {
    markup::XmlWriter xml;
    xml.element("a", std::string_view("1\0\x08\uFFFE\uFFFF\t2", 11));
    CHECK(xml.take().ends_with("<a>1\t2</a>\n"));
}

TEST_CASE("xml writer: pieces add up", "[markup]") {
    markup::XmlWriter xml;
    xml.open("a");
    std::string written = xml.take();
    xml.element("b", "1");
    written += xml.take();
    xml.close();
    written += xml.take();
    const auto tree = markup::parse_xml(written);
    REQUIRE(tree);
    CHECK(tree->warnings.empty());
    CHECK(outline(tree->root()) == "a(b(\"1\"))");
}
