#include "markup/xml.h"

#include "outline.h"
#include "support/catch.h"

using namespace stet;
using markup::parse_xml;
namespace ns = markup::ns;

namespace {

const markup::Node& only(const markup::Node& node) {
    REQUIRE(node.first_child);
    return *node.first_child;
}

}  // namespace

TEST_CASE("xml: text, CDATA, attributes and blanks", "[markup]") {
    const auto tree = parse_xml("<a b='&lt;1&gt;'> x &amp; <![CDATA[<y>]]> <b/></a>");
    REQUIRE(tree);
    CHECK(tree->warnings.empty());
    CHECK(outline(tree->root()) == "a[b=<1>](\" x & \" raw\"<y>\" b())");
}

TEST_CASE("xml: names are resolved by address, whatever the prefix", "[markup]") {
    const auto tree = parse_xml(
        "<r xmlns='http://www.w3.org/2005/Atom' xmlns:d='http://purl.org/dc/elements/1.1/'>"
        "<d:date d:x='1' y='2'><d xmlns=''/></d:date><xml xml:lang='de'/></r>");
    REQUIRE(tree);
    const markup::Node& root = only(tree->root());
    CHECK(root.is(ns::atom10, "r"));
    CHECK(root.attribute(ns::xmlns, "xmlns") == ns::atom10);
    CHECK(root["xmlns"].empty());
    const markup::Node& date = only(root);
    CHECK(date.is(ns::dc, "date"));
    CHECK(date.attribute(ns::dc, "x") == "1");
    CHECK(date["x"].empty());
    CHECK(date["y"] == "2");
    CHECK(only(date).is("", "d"));
    CHECK(root.last_child->attribute(ns::xml, "lang") == "de");
    CHECK(tree->warnings.empty());
}

TEST_CASE("xml: a namespace ends with its element", "[markup]") {
    const auto tree = parse_xml("<r><a xmlns:p='u'><p:b/></a><p:b/></r>");
    REQUIRE(tree);
    const markup::Node& root = only(tree->root());
    CHECK(only(only(root)).is("u", "b"));
    CHECK(root.last_child->is("p", "b"));
    CHECK(tree->warnings.size() == 1);
}

TEST_CASE("xml: undeclared usual prefixes are known, with a warning", "[markup]") {
    const auto tree = parse_xml(
        "<rss><channel><item><dc:creator/><media:content/><x:title/></item>"
        "<itunes:author/></channel></rss>");
    REQUIRE(tree);
    const markup::Node& item = only(only(only(tree->root())));
    CHECK(item.first_child->is(ns::dc, "creator"));
    CHECK(item.first_child->next->is(ns::media, "content"));
    CHECK_FALSE(item.last_child->is("", "title"));
    CHECK(tree->warnings.size() == 4);
}

TEST_CASE("xml: line ends and references are read as XML has them", "[markup]") {
    const auto tree =
        parse_xml("<a b='1\r\n2&#13;'>x\r\ny\rz&#10;&amp;lt;<![CDATA[\r\n&amp;]]></a>");
    REQUIRE(tree);
    CHECK(outline(tree->root()) == "a[b=1\n2\r](\"x\ny\nz\n&lt;\" raw\"\n&amp;\")");
}

TEST_CASE("xml: items are cut out and read one by one, in their scope", "[markup]") {
    const std::string_view text =
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:d='u'><id>1</id>\n"
        "<entry><d:id>2</d:id></entry><!-- --><list "
        "xmlns:d='v'><entry><d:id>3</d:id></entry></list>"
        "<x/><entry xmlns=''>4 & 5</entry></feed>";
    const auto xml = markup::CutXml::read(text);
    REQUIRE(xml);
    CHECK(xml->tree().warnings.size() == 1);
    const markup::Node& feed = only(xml->tree().root());
    markup::Tree item;
    std::vector<std::string> found;
    for (const markup::Node* node = &feed; node; node = following(*node, &feed)) {
        if (node->kind != markup::Node::Kind::cut)
            continue;
        xml->each(*node, item, [&](const markup::Node& entry) {
            found.push_back(outline(entry) + ' ' + std::string(entry.space) + ' ' +
                            std::string(only(entry).space));
            CHECK(item.root().first_child == &entry);
            return true;
        });
    }
    CHECK(found == std::vector<std::string>{"id(\"2\") http://www.w3.org/2005/Atom u",
                                            "id(\"3\") http://www.w3.org/2005/Atom v",
                                            "\"4 & 5\"  "});
    CHECK(feed.last_child->previous->is(ns::atom10, "x"));
}

TEST_CASE("xml: items with but blanks between them are cut out as one", "[markup]") {
    const auto xml = markup::CutXml::read(
        "<rss><channel><item>1</item>\n\t<item>2</item><item>3</item> x <item>4</item><!-- -->"
        "<item>5</item></channel><content><item>6</item> <item>7</item></content></rss>");
    REQUIRE(xml);
    CHECK(xml->items() == 7);
    const markup::Node& rss = only(xml->tree().root());
    markup::Tree item;
    std::string found;
    for (const markup::Node* node = &rss; node; node = following(*node, &rss)) {
        if (node->kind == markup::Node::Kind::text)
            found += std::string(node->text) + "| ";
        if (node->kind != markup::Node::Kind::cut)
            continue;
        CHECK(xml->each(*node, item, [&](const markup::Node& one) {
            found += std::string(only(one).text) + ' ';
            return true;
        }));
        found += "| ";
        int asked = 0;
        CHECK_FALSE(xml->each(*node, item, [&](const markup::Node&) { return ++asked > 1; }));
        CHECK(asked == 1);
    }
    CHECK(found == "1 2 3 |  x | 4 | 5 | 6 |  | 7 | ");
}

TEST_CASE("xml: a cut feed is read as far as it goes", "[markup]") {
    const auto tree = parse_xml("<rss><channel><item><title>1</title></item><item><title>2");
    REQUIRE(tree);
    CHECK(tree->cut);
    CHECK(outline(tree->root()) == "rss(channel(item(title(\"1\")) item(title(\"2\"))))");
    CHECK_FALSE(parse_xml("<rss/>")->cut);
}

TEST_CASE("xml: deep feeds are read, in and outside of items", "[markup]") {
    std::string deep, end;
    for (int n = 0; n < 300; ++n) {
        deep += "<a>";
        end += "</a>";
    }
    for (const std::string& feed :
         {"<rss><channel><item>" + deep + "x" + end + "</item></channel></rss>",
          "<rss><channel><item>" + deep + "x", "<rss>" + deep + "x" + end + "</rss>",
          "<rss>" + deep + "<item>x</item>" + end + "</rss>"}) {
        const auto tree = parse_xml(feed);
        REQUIRE(tree);
        CHECK_FALSE(tree->warnings.empty());
        CHECK(outline(tree->root()).find("\"x\"") != std::string::npos);
    }
}

TEST_CASE("xml: text without an element is unreadable", "[markup]") {
    const auto tree = parse_xml("{\"version\": 1}");
    REQUIRE_FALSE(tree);
    CHECK(tree.error().kind == Error::Kind::unreadable);
}

TEST_CASE("xml: all that is mended can be parsed", "[markup]") {
    // Nasty tokens in every order of three, inside a feed.
    const std::string_view tokens[] = {"<a>",         "</a>",   "<b c='1' c=2 d>",
                                       "</b ",        "<br>",   "&",
                                       "&amp;",       "&#0;",   "&nbsp;",
                                       "<![CDATA[",   "]]>",    "<!--",
                                       "-->",         "--",     "<?x",
                                       "?>",          "<",      ">",
                                       "\"",          "'",      "=",
                                       "<x:y z:w=\"", "<item>", "</item>",
                                       "\x01",        "text",   " ",
                                       "<!DOCTYPE",   "[",      "<1",
                                       "</",          "/>",     "\u00E4",
                                       "<\u00E4>",    "<:a>",   "<a:>",
                                       "<a::b/>",     "</:a>",  "xmlns:a='",
                                       "<-a>"};
    for (std::string_view one : tokens)
        for (std::string_view two : tokens)
            for (std::string_view three : tokens) {
                const std::string text =
                    "<rss>" + std::string(one) + std::string(two) + std::string(three);
                const auto tree = parse_xml(text);
                if (!tree)
                    FAIL(text + ": " + tree.error().message);
                if (!tree->root().first_child->is("rss"))
                    FAIL(text);
            }
}
