#include "markup/mend.h"

#include "markup/node.h"
#include "support/catch.h"

using stet::Error;
using stet::markup::mend_xml;

namespace {

/// What a text is mended to; the warnings must be there, or not.
std::string mended(std::string_view text, bool warns = true) {
    const auto result = mend_xml(text);
    if (!result)
        return "error";
    CAPTURE(text);
    CHECK(result->warnings.empty() != warns);
    return std::string(result->text());
}

}  // namespace

TEST_CASE("mend: well-formed XML comes through as it is", "[markup]") {
    for (std::string_view text :
         {"<a/>", "<a></a>", "<a b='\"' c = \"&lt;&#38;'\">x &amp; y &#x1F600; ]] &gt;</a >",
          "<a:b xmlns:a=\"u\"><a:c/></a:b>", "<a><![CDATA[<&]]></a>", "<r>\n <b>1</b>\n <b/>\n</r>",
          "<item><entry/></item>"}) {
        const auto result = mend_xml(text);
        REQUIRE(result);
        CHECK(result->text() == text);
        CHECK_FALSE(result->changed);
        CHECK(result->warnings.empty());
    }
    CHECK(mended("<?xml version='1.0'?>\n<!DOCTYPE a [<!-- > --><!ELEMENT a ANY>]><!-- x --><a/>",
                 false) == "<a/>");
}

TEST_CASE("mend: comments and instructions leave nothing", "[markup]") {
    CHECK(mended("<a>x<!-- <b>\n -->y<?z\n\n?></a>", false) == "<a>xy</a>");
}

TEST_CASE("mend: prefixes are told of that are not declared where they are used", "[markup]") {
    const auto result = mend_xml(
        "<r xmlns:p='1'><a xmlns:q='2'><q:b p:c=''/></a><q:d/><s:e t:f='' xml:lang=''/><q:g/>"
        "<u xmlns:v='3'/><v:w/></r>");
    REQUIRE(result);
    CHECK(result->warnings == std::vector<std::string>{"the prefix 'q' is not declared",
                                                       "the prefix 's' is not declared",
                                                       "the prefix 't' is not declared",
                                                       "the prefix 'v' is not declared"});
}

TEST_CASE("mend: ampersands and references", "[markup]") {
    CHECK(mended("<a>AT&T & &x; &#;</a>") == "<a>AT&amp;T &amp; &amp;x; &amp;#;</a>");
    CHECK(mended("<a>&nbsp;&auml;&lang;</a>") == "<a>\u00A0\u00E4\u2329</a>");
    CHECK(mended("<a>x&#0;&#x1F;&#xD800;&#1114112;&#99999999999;y</a>") == "<a>xy</a>");
    CHECK(mended("<a>&#146;</a>", false) == "<a>\u2019</a>");
    CHECK(mended("<a b='?x=1&copy=2&amp;y'/>") == "<a b='?x=1&amp;copy=2&amp;y'/>");
}

TEST_CASE("mend: only plain entities of a document are known", "[markup]") {
    CHECK(mended("<!DOCTYPE a [<!ENTITY n \"x>y\">]><a>&n;</a>", false) == "<a>x&gt;y</a>");
    CHECK(mended("<!DOCTYPE a [<!ENTITY n \"x\">]><a b='&n;'>&n;</a>", false) == "<a b='x'>x</a>");
    CHECK(mended("<!DOCTYPE a [<!ENTITY n SYSTEM \"file:///etc/passwd\">]><a>&n;</a>") ==
          "<a>&amp;n;</a>");
    CHECK(mended("<!DOCTYPE a [<!ENTITY n \"x\"><!ENTITY m \"&n;&n;\">]><a>&m;</a>") ==
          "<a>&amp;m;</a>");
    std::string many = "<!DOCTYPE a [<!ENTITY n \"" + std::string(1000, 'x') + "\">]><a>";
    for (int n = 0; n < 10'000; ++n)
        many += "&n;";
    const auto result = mend_xml(many + "</a>");
    REQUIRE(result);
    CHECK(result->text().size() < 200'000);
}

TEST_CASE("mend: what grows without end, and items that no news fills, are refused", "[markup]") {
    const auto signs = mend_xml("<rss>" + std::string(10 << 20, '&') + "</rss>");
    REQUIRE_FALSE(signs);
    CHECK(signs.error().kind == Error::Kind::too_large);
    const std::string feed = "<rss><channel><item>x</item><item>";
    const auto item = mend_xml(feed + std::string(stet::markup::max_item_bytes, 'x') + "</item>");
    REQUIRE_FALSE(item);
    CHECK(item.error().kind == Error::Kind::too_large);
    CHECK(mend_xml(feed + std::string(stet::markup::max_item_bytes - 100, 'x') + "</item>"));
}

TEST_CASE("mend: forbidden characters", "[markup]") {
    using namespace std::string_literals;
    CHECK(mended("<a b='\x01'>x\0y\x1B\uFFFE<![CDATA[\x02z]]></a>"s) ==
          "<a b=''>xy<![CDATA[z]]></a>");
}

TEST_CASE("mend: signs that are no tags", "[markup]") {
    CHECK(mended("<a>1 < 2 <3 <</a>") == "<a>1 &lt; 2 &lt;3 &lt;</a>");
    CHECK(mended("<a b='<'/>") == "<a b='&lt;'/>");
}

TEST_CASE("mend: attributes", "[markup]") {
    CHECK(mended("<a b=c d e='\"'/>") == "<a b=\"c\" d=\"\" e=\"&quot;\"/>");
    CHECK(mended("<a b='1' b='2'>") == "<a b=\"1\"></a>");
    CHECK(mended("<a b='1'c='2'/>") == "<a b=\"1\" c=\"2\"/>");
    CHECK(mended("<a href=http://x/y/></a>") == "<a href=\"http://x/y\"/>");
    CHECK(mended("<a b=\"x>y</a>") == "<a b=\"x\">y</a>");
    CHECK(mended("<a $ b='1'/>") == "<a b=\"1\"/>");
}

TEST_CASE("mend: tags left open, crossed and strange", "[markup]") {
    CHECK(mended("<a><b>x</a>") == "<a><b>x</b></a>");
    CHECK(mended("<a><b><c></b></c></a>") == "<a><b><c></c></b></a>");
    CHECK(mended("<a>x</b></a>") == "<a>x</a>");
    CHECK(mended("<A>x</a>", false) == "<A>x</A>");
    CHECK(mended("<a>x<br>y<img src='1'>z</a>") == "<a>x<br/>y<img src=\"1\"/>z</a>");
    CHECK(mended("<a>x<br></br></a>", false) == "<a>x<br></br></a>");
    CHECK(mended("<a><b </a>") == "<a><b></b></a>");
    CHECK(mended("<a><b></b</a>") == "<a><b></b></a>");
}

TEST_CASE("mend: an item left open ends before the next one", "[markup]") {
    CHECK(mended("<r><item><t>1</t><item><t>2</t></item></r>") ==
          "<r><item><t>1</t></item><item><t>2</t></item></r>");
}

TEST_CASE("mend: what stands before and after the document", "[markup]") {
    CHECK(mended(" \n<?xml version='1.0'?><a/>") == "<a/>");
    CHECK(mended("<br />\n<b>Warning</b>: x<br>\n<?xml version='1.0'?><rss><channel/></rss>") ==
          "<rss><channel/></rss>");
    CHECK(mended("<p>Notice <?xml version='1.0'?><rss><channel/></rss>") ==
          "<rss><channel/></rss>");
    CHECK(mended("HTTP headers\n<rss></rss> tail") == "<rss></rss>");
    CHECK(mended("<rss></rss>\n<!-- served -->\n", false) == "<rss></rss>");
    CHECK(mended("no markup") == "error");
    CHECK(mended("") == "error");
}

TEST_CASE("mend: a cut text is closed and told", "[markup]") {
    for (std::string_view text : {"<a><b>x", "<a><b>x<c d=\"1", "<a><b>x<![CDATA[y",
                                  "<a><b>x<!-- y", "<a><b>x</", "<a><b>x</b><c"}) {
        CAPTURE(text);
        const auto result = mend_xml(text);
        REQUIRE(result);
        CHECK(result->cut);
        CHECK_FALSE(result->warnings.empty());
        CHECK(result->text().starts_with("<a><b>x"));
        CHECK(result->text().ends_with("</a>"));
    }
    CHECK_FALSE(mend_xml("<a><b>x</a>")->cut);
}

TEST_CASE("mend: a CDATA section whose end was forgotten ends with its element", "[markup]") {
    CHECK(mended("<r><a><![CDATA[x</a><b>y</b></r>") == "<r><a><![CDATA[x]]></a><b>y</b></r>");
    CHECK(mended("<r><a><![CDATA[x</a><a><![CDATA[y]]></a></r>") ==
          "<r><a><![CDATA[x]]></a><a><![CDATA[y]]></a></r>");
    CHECK_FALSE(mend_xml("<r><a><![CDATA[x</a><b>y</b></r>")->cut);
    CHECK(mended("<a><![CDATA[x</a>y]]></a>", false) == "<a><![CDATA[x</a>y]]></a>");
    CHECK(mended("<a><![CDATA[x<![CDATA[y]]></a>", false) == "<a><![CDATA[x<![CDATA[y]]></a>");
    std::string many = "<r>";
    for (int n = 0; n < 100'000; ++n)
        many += "<a><![CDATA[x</a>";
    CHECK(mend_xml(many + "]]></r>"));
}

TEST_CASE("mend: blanks between elements of HTML are kept, others need not be", "[markup]") {
    CHECK(mended("<p><b>x</b> <i>y</i></p>", false) == "<p><b>x</b>&#32;<i>y</i></p>");
    CHECK(mended("<channel><a>x</a> <b>y</b></channel>", false) ==
          "<channel><a>x</a> <b>y</b></channel>");
}

TEST_CASE("mend: depth, attributes and elements are bounded", "[markup]") {
    std::string deep, wide = "<a", many = "<a>";
    for (int n = 0; n < 300; ++n)
        deep += "<a>";
    for (int n = 0; n < 1500; ++n)
        wide += " b" + std::to_string(n) + "=''";
    const std::string flat = mended(deep + "x");
    std::size_t tags = 0;
    for (std::size_t at = flat.find("<a>"); at != std::string::npos; at = flat.find("<a>", at + 1))
        ++tags;
    CHECK(tags == stet::markup::max_xml_depth);
    CHECK(flat.find('x') != std::string::npos);
    const std::string narrow = mended(wide + "/>");
    CHECK(narrow.find("b999=") != std::string::npos);
    CHECK(narrow.find("b1000=") == std::string::npos);
    for (int n = 0; n < 300'000; ++n)
        many += "<b/>";
    const auto result = mend_xml(many);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == stet::Error::Kind::too_large);
}

TEST_CASE("mend: items are found where they can be read alone", "[markup]") {
    const auto result = mend_xml("<rss><channel><item>1 & 2</item>\n<item/><item><b>3</b></item>");
    REQUIRE(result);
    REQUIRE(result->items.size() == 2);
    const auto piece = [&](std::size_t n) {
        return result->text().substr(result->items[n].start,
                                     result->items[n].end - result->items[n].start);
    };
    CHECK(piece(0) == "<item>1 &amp; 2</item>");
    CHECK(piece(1) == "<item><b>3</b></item>");
}
