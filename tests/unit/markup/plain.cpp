#include "markup/plain.h"

#include "markup/xml.h"
#include "support/catch.h"

using stet::markup::plain_text;

TEST_CASE("plain text: inline elements are joined, blocks are apart", "[markup]") {
    CHECK(plain_text("<p>Mark<b>le</b>'s <i>hat</i></p><p>two</p>") == "Markle's hat\n\ntwo");
    CHECK(plain_text("one<div>two</div>three") == "one\n\ntwo\n\nthree");
    CHECK(plain_text("<h2>Head</h2>\n  <p>  a \n b </p>") == "Head\n\na b");
}

TEST_CASE("plain text: breaks, items, rows and cells", "[markup]") {
    CHECK(plain_text("a<br>b<br><br>c") == "a\nb\n\nc");
    CHECK(plain_text("<ul><li>a</li><li>b</li></ul>c") == "a\nb\n\nc");
    CHECK(plain_text("<ul><li><p>a</p></li><li><p>b</p></li></ul>") == "a\n\nb");
    CHECK(plain_text("<table><tr><th>a</th><td>b</td></tr><tr><td>c<td>d</table>") == "a\tb\nc\td");
}

TEST_CASE("plain text: preformatted lines stay", "[markup]") {
    CHECK(plain_text("<pre>a\n  b\n\nc</pre>d\ne") == "a\nb\n\nc\n\nd e");
}

TEST_CASE("plain text: nothing of what readers do not see", "[markup]") {
    CHECK(plain_text("a<script>x</script><style>y</style><template>z</template>b") == "ab");
    CHECK(plain_text("a<img alt='b'>c") == "ac");
    CHECK(plain_text("<noscript><img src=x></noscript>a<noscript>b</noscript>") == "ab");
    CHECK(plain_text("<!-- x -->").empty());
}

TEST_CASE("plain text: references and text without markup", "[markup]") {
    CHECK(plain_text("5 &lt; 6 &amp;&nbsp;7") == "5 < 6 & 7");
    CHECK(plain_text("  no \n markup ") == "no\nmarkup");
}

TEST_CASE("inner text: is not folded", "[markup]") {
    const auto tree = stet::markup::parse_xml("<a> x <b>y</b><![CDATA[ <z> ]]></a>");
    REQUIRE(tree);
    CHECK(stet::markup::inner_text(tree->root()) == " x y <z> ");
}
