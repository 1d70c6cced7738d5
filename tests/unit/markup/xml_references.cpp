#include "markup/xml_references.h"

#include "support/catch.h"

using namespace stet::markup;

namespace {

/// `text` with what has to be done about its first `&` done.
std::string mended(std::string_view text, std::string_view doctype = "<!DOCTYPE a>") {
    const std::string whole = std::string(doctype) + std::string(text);
    XmlFaults faults;
    XmlReferences references(whole, faults);
    references.doctype(0);
    const XmlReference found = references.read(whole.find('&', doctype.size()), whole.size());
    if (!found.by)
        return whole.substr(doctype.size());
    return whole.substr(doctype.size(), found.from - doctype.size()) + *found.by +
           whole.substr(found.to);
}

}  // namespace

TEST_CASE("xml references: what XML knows stays", "[markup]") {
    for (std::string_view text : {"&amp;", "&lt;x", "a&quot;", "&#60;", "&#x20AC;", "&#10;"})
        CHECK(mended(text) == text);
}

TEST_CASE("xml references: a bare ampersand is escaped", "[markup]") {
    for (std::string_view rest : {"&T", "& b", "&a=1", "&;", "&#;", "&#12a;", "&nope;", "&"})
        CHECK(mended(rest) == "&amp;" + std::string(rest.substr(1)));
}

TEST_CASE("xml references: names and numbers become their characters", "[markup]") {
    CHECK(mended("&nbsp;") == "\u00A0");
    CHECK(mended("&#150;") == "\u2013");
    CHECK(mended("&#X41;") == "&#x41;");
    CHECK(mended("a&#0;b") == "ab");
    CHECK(mended("&#xD800;").empty());
    CHECK(mended("&#99999999999;").empty());
}

TEST_CASE("xml references: entities of the document stand for plain text only", "[markup]") {
    CHECK(mended("&x;", "<!DOCTYPE a [<!ENTITY x \"y > z\">]>") == "y &gt; z");
    CHECK(mended("&x;", "<!DOCTYPE a [<!ENTITY x \"&y;\">]>") == "&amp;x;");
    CHECK(mended("&x;", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>") == "&amp;x;");
    CHECK(mended("&x;", "<!DOCTYPE a [<!-- <!ENTITY x \"y\"> -->]>") == "&amp;x;");
}

TEST_CASE("xml references: what they write is bounded", "[markup]") {
    const std::string doctype = "<!DOCTYPE a [<!ENTITY x \"" + std::string(1000, 'x') + "\">]>";
    const std::string text = doctype + "&x;";
    XmlFaults faults;
    XmlReferences references(text, faults);
    REQUIRE(references.doctype(0) == doctype.size());
    std::size_t written = 0;
    for (int n = 0; n < 1000; ++n) {
        const XmlReference found = references.read(doctype.size(), text.size());
        REQUIRE(found.by);
        written += found.by->size();
    }
    CHECK(written < 100'000);
    CHECK(faults.has(XmlFault::unknown_entity));
}
