#include "markup/xml_attributes.h"

#include "support/catch.h"

using namespace stet::markup;

namespace {

/// The attributes of `tag`, which holds all behind a tag's name, and `!` where they need mending.
std::string read(std::string_view tag) {
    XmlFaults faults;
    XmlAttributes attributes(tag, faults);
    std::size_t at = 0;
    bool self_closing = false;
    const bool good = attributes.read(at, self_closing);
    std::string out;
    for (const XmlAttribute& one : attributes.list())
        out += '[' + std::string(one.name) + '=' + std::string(one.value) + ']';
    if (at == std::string_view::npos)
        return out + "...";
    out += self_closing ? "/" : "";
    out += good && attributes.in_order() ? "" : "!";
    return out + std::string(tag.substr(at));
}

}  // namespace

TEST_CASE("xml attributes: those that are in order", "[markup]") {
    CHECK(read(" a=\"1\" b = '2'>x") == "[a=1][b=2]x");
    CHECK(read(">") == "");
    CHECK(read(" a=\"/>\" />x") == "[a=/>]/x");
}

TEST_CASE("xml attributes: those that have to be mended", "[markup]") {
    CHECK(read(" a=1>x") == "[a=1]!x");
    CHECK(read(" a>x") == "[a=]!x");
    CHECK(read(" a=\"1\"b=\"2\">x") == "[a=1][b=2]!x");
    CHECK(read(" a=\"1\" a=\"2\">x") == "[a=1][a=2]!x");
    CHECK(read(" a=\"1>x") == "[a=1]!x");
    CHECK(read(" ?a=\"1\">x") == "[a=1]!x");
    CHECK(read(" a=\"1\"<b>x") == "[a=1]!<b>x");
}

TEST_CASE("xml attributes: a tag that never ends", "[markup]") {
    CHECK(read(" a=\"1\"") == "[a=1]...");
    CHECK(read("") == "...");
}

TEST_CASE("xml attributes: very many are cut", "[markup]") {
    std::string tag;
    for (int n = 0; n < 5000; ++n)
        tag += " a" + std::to_string(n) + "=''";
    tag += '>';
    XmlFaults faults;
    XmlAttributes attributes(tag, faults);
    std::size_t at = 0;
    bool self_closing = false;
    attributes.read(at, self_closing);
    CHECK(at == tag.size());
    CHECK(attributes.overcrowded());
    CHECK(attributes.list().size() == 1000);
}
