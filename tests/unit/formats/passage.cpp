#include "formats/passage.h"

#include "reading.h"
#include "support/catch.h"

using namespace stet;
using formats::Passage;
using formats::Scope;

TEST_CASE("passage: HTML is shown as a reader sees it, plain text as it is", "[formats]") {
    CHECK(Passage{"a <b>b</b> &amp; c", true, {}}.line() == "a b & c");
    CHECK(Passage{"a <b>b</b> &amp; c", false, {}}.line() == "a <b>b</b> &amp; c");
    CHECK(Passage{"1 &lt; 2", true, {}}.text() == "1 < 2");
}

TEST_CASE("passage: an address that runs a program is none", "[formats]") {
    const Scope scope{.base = "http://example.org/", .language = {}, .language_stated = false};
    CHECK(scope.address("a b") == "http://example.org/a b");
    CHECK(scope.address(" java\nscript:alert(1) ").empty());
    CHECK(scope.address("VBScript:x").empty());
    CHECK(scope.address("data:text/html,x").empty());
    CHECK(scope.address("  ").empty());
}

TEST_CASE("passage: xml:base adds up from the outside in", "[formats]") {
    const Item item = read_atom_entry(
        "<content type='xhtml' xml:base='sub/'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p xml:base='deep/'><a href='../x.html'>x</a></p></div></content>");
    CHECK(item.content_html == "<p><a href=\"http://example.org/dir/sub/x.html\">x</a></p>");
}

TEST_CASE("passage: RSS holds HTML escaped, in CDATA, or bare", "[formats]") {
    const std::string expected = "<p>a <b>b</b> &lt; c</p>";
    for (const std::string_view source :
         {"&lt;p&gt;a &lt;b&gt;b&lt;/b&gt; &amp;lt; c&lt;/p&gt;",
          "<![CDATA[<p>a <b>b</b> &lt; c</p>]]>", "<p>a <b>b</b> &lt; c</p>"}) {
        INFO(source);
        const Item item = read_rss_item("<description>" + std::string(source) + "</description>");
        CHECK(item.content_html == expected);
        CHECK(item.content_text == "a b < c");
    }
}

TEST_CASE("passage: Atom text is no markup, Atom html is", "[formats]") {
    const Item text = read_atom_entry("<content>a &lt;b> c</content>");
    CHECK(text.content_text == "a <b> c");
    CHECK(text.content_html.empty());
    const Item html = read_atom_entry("<content type='html'>a &lt;b>c&lt;/b></content>");
    CHECK(html.content_text == "a c");
    CHECK(html.content_html == "a <b>c</b>");
}

TEST_CASE("passage: the div around xhtml is not part of it", "[formats]") {
    const Item item = read_atom_entry(
        "<content type='xhtml'>\n <h:div xmlns:h='http://www.w3.org/1999/xhtml'>Ein <h:b>Wort</h:b>"
        " <h:i>und</h:i> mehr.</h:div>\n</content>");
    CHECK(item.content_html == "Ein <b>Wort</b> <i>und</i> mehr.");
}

TEST_CASE("passage: Atom 0.3 says by its mode how the content is wrapped", "[formats]") {
    const auto title = [](std::string_view element) {
        std::string text = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'>";
        return read_feed(text.append(element) + "</feed>").head.title;
    };
    CHECK(title("<title mode='base64'>\n RmlzaCA8Yj4=\n</title>") == "Fish <b>");
    CHECK(title("<title mode='base64' type='text/html'>PGI+RmlzaDwvYj4=</title>") == "Fish");
    CHECK(title("<title mode='escaped' type='text/html'>&lt;b>Fish&lt;/b></title>") == "Fish");
    CHECK(title("<title mode='base64'>no*base64</title>") == "no*base64");
}

TEST_CASE("passage: titles keep all but the white space of HTML", "[formats]") {
    CHECK(Passage{" a\n\t\xC2\xA0 b\xE2\x80\x89 ", true, {}}.line() == "a b\xE2\x80\x89");
}

TEST_CASE("passage: content of another type is text, base64 or nothing", "[formats]") {
    CHECK(read_atom_entry("<content type='application/json'>{}</content>").content_text == "{}");
    CHECK(read_atom_entry("<content type='video/mp4'>aGVsbG8=</content>").content_text == "hello");
    CHECK(read_atom_entry("<content type='image/png'>iVBORw0KGgo=</content>").content_text.empty());
    CHECK(read_atom_entry("<title type='x/y'>test</title>").title == "test");
}

TEST_CASE("passage: HTML's blanks that strayed into plain text are blanks", "[formats]") {
    CHECK(read_atom_entry("<content>a&amp;nbsp;b</content>").content_text == "a b");
    CHECK(read_atom_entry("<content>a &amp;amp; b</content>").content_text == "a &amp; b");
}
