#include "markup/plain.h"

#include <random>

#include "markup/html.h"
#include "markup/xml.h"
#include "support/catch.h"

using stet::markup::plain_text;

namespace {

/// Writes pieces of well-formed HTML at random.
class WellFormed {
  public:
    explicit WellFormed(std::mt19937& random) : random_(random) {}

    std::string blocks(int depth = 0) {
        std::string html;
        for (std::size_t n = below(4); n > 0 || html.empty(); n -= n > 0 ? 1 : 0)
            html += block(depth) + (below(2) == 0 ? "\n " : "");
        return html;
    }

  private:
    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }

    std::string block(int depth) {
        switch (below(depth < 3 ? 9 : 3)) {
            case 0:
                return "<p>" + phrase(depth) + "</p>";
            case 1:
                return phrase(depth);
            case 2:
                return "<h2>" + phrase(depth) + "</h2><hr>";
            case 3:
                return "<pre>" + phrase(depth) + "\n\n  x\ty</pre>";
            case 4:
                return "<ul><li>" + phrase(depth) + "</li> <li>" + blocks(depth + 1) + "</li></ul>";
            case 5:
                return "<dl><dt>" + phrase(depth) + "</dt><dd>" + blocks(depth + 1) + "</dd></dl>";
            case 6:
                return "<table><caption>c</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
                       "<tbody>\n<tr> <td>" +
                       blocks(depth + 1) + "</td><td>" + phrase(depth) +
                       "</td></tr></tbody></table>";
            case 7:
                return "<blockquote>" + blocks(depth + 1) + "</blockquote>";
            default:
                return "<div>" + blocks(depth + 1) + "</div>";
        }
    }

    std::string phrase(int depth) {
        constexpr std::string_view pieces[] = {"word",
                                               " ",
                                               "\n",
                                               "two words",
                                               "&amp;",
                                               "&nbsp;",
                                               "&#8217;",
                                               "<br>",
                                               "<br />",
                                               "5 &lt; 6",
                                               "<img src=\"x\" alt=\"y\">",
                                               "<!-- <p> -->",
                                               "<script>a < b</script>",
                                               "<style>p {}</style>",
                                               "<template><p>x</p></template>",
                                               "<select><option>x</select>",
                                               "<noscript>n</noscript>",
                                               "\u201Cquoted\u201D",
                                               "\u00AD",
                                               "<custom-one>z</custom-one>"};
        std::string html;
        for (std::size_t n = below(6); n > 0; --n)
            html += pieces[below(std::size(pieces))];
        if (depth < 5 && below(3) == 0)
            html += "<b>" + phrase(depth + 1) + "</b>";
        return html;
    }

    std::mt19937& random_;
};

}  // namespace

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

TEST_CASE("plain text: two cells without a row are apart, br and its end are one", "[markup]") {
    CHECK(plain_text("a<br></br>b") == "a\nb");
    CHECK(plain_text("a<br></br></br>b") == "a\n\nb");
    CHECK(plain_text("a</br>b") == "a\nb");
    CHECK(plain_text("<![CDATA[a &amp; <b>]]>c") == "a &amp; <b>c");
}

TEST_CASE("plain text: end tags without a start part nothing", "[markup]") {
    CHECK(plain_text("a</div>b</li>c</td>d") == "abcd");
    CHECK(plain_text("<pre>a</div>\nb") == "a\nb");
    CHECK(plain_text("<pre>a\nb<p>c\nd</pre>e\nf") == "a\nb\n\nc\nd\n\ne f");
}

TEST_CASE("plain text: wide blanks fold like others", "[markup]") {
    CHECK(plain_text("<p>a\u00A0 b</p><p>\u2003</p><p>\u3000c\u200Bd\u2060</p>") == "a b\n\ncd");
    CHECK(plain_text("<p>a&nbsp;</p>\uFEFF<p>\u00ADb\u1680c\u2028d</p>") == "a\n\nb c\nd");
    CHECK(plain_text("<p>\u201Ca\u201D \u2013 b\u2026</p>") == "\u201Ca\u201D \u2013 b\u2026");
}

TEST_CASE("plain text: nested far too deep it is still read to the end", "[markup]") {
    std::string deep;
    for (int n = 0; n < 100'000; ++n)
        deep += "<div><blockquote>";
    CHECK(plain_text(deep + "a<p>b") == "a\n\nb");
}

TEST_CASE("plain text: HTML gives what its tree gives", "[markup]") {
    std::mt19937 random(20260129);
    for (int round = 0; round < 4'000; ++round) {
        const std::string html = WellFormed(random).blocks();
        const std::string from_tree = plain_text(stet::markup::parse_html_fragment(html).root());
        if (plain_text(html) != from_tree)
            FAIL(html + "\n---\n" + plain_text(html) + "\n---\n" + from_tree);
    }
}

TEST_CASE("inner text: is not folded", "[markup]") {
    const auto tree = stet::markup::parse_xml("<a> x <b>y</b><![CDATA[ <z> ]]></a>");
    REQUIRE(tree);
    CHECK(stet::markup::inner_text(tree->root()) == " x y <z> ");
}
