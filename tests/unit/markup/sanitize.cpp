#include "markup/sanitize.h"

#include <random>

#include "markup/html.h"
#include "markup/xml.h"
#include "support/catch.h"

using namespace stet;

namespace {

std::string clean(std::string_view html, std::string_view base = {}) {
    return markup::sanitize(html, base);
}

constexpr std::string_view base = "https://example.org/news/a.html";

}  // namespace

TEST_CASE("sanitize: harmless markup stays", "[markup]") {
    for (std::string_view html :
         {"<p>Ein <strong>Satz</strong> mit <a href=\"http://example.org/x\">Link</a>.</p>",
          "<ul><li>a</li><li>b</li></ul><blockquote>c</blockquote><hr>",
          "<figure><img src=\"http://example.org/a.jpg\" alt=\"A\" width=\"640\"><figcaption>B"
          "</figcaption></figure>",
          "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>",
          "5 &lt; 6 &amp; \"7\" 'ä'", "<span title=\"&quot;x&quot; &lt;y&gt;\"></span>",
          "<a href=\"mailto:a@example.org\">m</a>", "<span href=\"\"></span>"})
        CHECK(clean(html) == html);
}

TEST_CASE("sanitize: what could run is gone", "[markup]") {
    CHECK(clean("a<script>alert(1)</script>b<style>x</style>c") == "abc");
    CHECK(clean("<img src=x onerror=alert(1)>") == "<img src=\"x\">");
    CHECK(clean("<img/src=x/onerror=alert(1)>") == "<img src=\"x\">");
    CHECK(clean("<p onclick='x()' style='color:red' id=i class=c>a</p>") == "<p>a</p>");
    CHECK(clean("<svg><script>alert(1)</script></svg>a") == "<svg></svg>a");
    CHECK(clean("<iframe srcdoc='<script>x</script>'></iframe>a") == "a");
    CHECK(clean("<form action=x><button>go</button><input>a</form>") == "a");
    CHECK(clean("<!--><img src=x onerror=alert(1)>-->a") == "<img src=\"x\">--&gt;a");
    CHECK(clean("<noscript><p title=\"</noscript><img src=x onerror=y>\"></noscript>a") ==
          "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=y&gt;\">a</p>");
    CHECK(clean("<scr<script>ipt>alert(1)</scr</script>ipt>a").find("<script") ==
          std::string::npos);
    CHECK(clean("<base href='//e'><meta http-equiv=refresh><link rel=x>a") == "a");
    CHECK(clean("<object><param><embed>a</object>b") == "b");
}

TEST_CASE("sanitize: formulas and drawings stay", "[markup]") {
    for (std::string_view html :
         {"<math display=\"block\"><mfrac><mi>a</mi><mn>2</mn></mfrac><mo>+</mo></math>",
          "<math><mrow xlink:href=\"http://example.org\" xlink:show=\"replace\"></mrow></math>",
          "<p><svg viewbox=\"0 0 9 9\"><g fill=\"#fff\"><path "
          "d=\"M0,0l5-1z\"></path></g></svg></p>",
          "<svg><title>t</title><desc>u <abbr>v</abbr></desc><text x=\"1\">w</text></svg>x",
          "<svg><a href=\"https://example.org/\"><text>x</text></a></svg>",
          "<math><mtext><b>x</b></mtext></math>", "<svg><svg></svg>a</svg>b"})
        CHECK(clean(html) == html);
    CHECK(clean("<SVG baseProfile=full id=x><linearGradient/><Circle r=5 /></SVG>") ==
          "<svg baseprofile=\"full\"><lineargradient></lineargradient>"
          "<circle r=\"5\"></circle></svg>");
    CHECK(clean("<svg:svg><svg:g/></svg:svg><m:math><m:mi>a</m:mi></m:math>") ==
          "<svg><g></g></svg><math><mi>a</mi></math>");
    CHECK(clean("<mi>a</mi><g>b</g><circle r=1>c") == "abc");
}

TEST_CASE("sanitize: drawings fetch nothing and run nothing", "[markup]") {
    CHECK(clean("<svg onload=x style=y class=z><circle onclick=x r=1 /></svg>") ==
          "<svg><circle r=\"1\"></circle></svg>");
    CHECK(clean("<svg><style>x</style><script>y</script><foreignObject><p>z</p></foreignObject>"
                "<g/></svg>") == "<svg><g></g></svg>");
    CHECK(clean("<svg><use href='http://e/#x'/><image href='http://e/i'/><set to='x'/>"
                "<animate values='javascript:x'/><g/></svg>") == "<svg><g></g></svg>");
    CHECK(clean("<math><semantics><mi>a</mi><annotation>\\a</annotation><annotation-xml "
                "encoding='text/html'><p>b</p></annotation-xml></semantics></math>") ==
          "<math><semantics><mi>a</mi></semantics></math>");
    for (std::string_view fill : {"url(http://e/)", "URL( #x)", "u\\72l(x)", "red;x:y", "a:b"}) {
        CAPTURE(fill);
        CHECK(clean("<svg><g fill='" + std::string(fill) + "'/></svg>") == "<svg><g></g></svg>");
    }
    for (std::string_view name : {"href", "xlink:href", "XLINK:HREF"}) {
        CHECK(clean("<svg><a " + std::string(name) + "='java&Tab;script:x'>t</a></svg>") ==
              "<svg><a>t</a></svg>");
        CHECK(clean("<math><mi " + std::string(name) + "='javascript:x'>t</mi></math>") ==
              "<math><mi>t</mi></math>");
    }
    CHECK(clean("<svg><a xlink:href='x'>t</a></svg>", base) ==
          "<svg><a xlink:href=\"https://example.org/news/x\">t</a></svg>");
}

TEST_CASE("sanitize: HTML ends a drawing, but not inside its words", "[markup]") {
    CHECK(clean("<svg><g><p>a</p></g></svg>b") == "<svg><g></g></svg><p>a</p>b");
    CHECK(clean("<p><svg>a</p>b") == "<p><svg>a</svg></p>b");
    CHECK(clean("<p><svg><desc><p>a</desc></svg>b</p>") ==
          "<p><svg><desc><p>a</p></desc></svg>b</p>");
    CHECK(clean("<math><mtext><p>a</math>b") == "<math><mtext><p>a</p></mtext></math>b");
    CHECK(clean("<svg><title></svg><img src=x onerror=y></title>a") ==
          "<svg><title></title></svg><img src=\"x\">a");
    CHECK(clean("<math><svg><g/></svg><mi>a</mi></math>") == "<math></math><svg><g></g></svg>a");
}

TEST_CASE("sanitize: what only looks like a comment is text", "[markup]") {
    CHECK(clean("<!' <a href=\"x\">b</a>") == "&lt;!' <a href=\"x\">b</a>");
    CHECK(clean("a <! b> c <!> d <!-> e <!x> f") == "a &lt;! b&gt; c  d  e  f");
}

TEST_CASE("sanitize: a line break and its end are one", "[markup]") {
    CHECK(clean("a<br></br>b<br/></br></br>c</br>d") == "a<br>b<br><br>c<br>d");
    CHECK(clean("<br>a</br>") == "<br>a<br>");
}

TEST_CASE("sanitize: an element without an end does not take the rest", "[markup]") {
    CHECK(clean("a<iframe src=x> b") == "a b");
    CHECK(clean("a<iframe src=x /> b <i>c</i>") == "a b <i>c</i>");
    CHECK(clean("a<object> b</p>") == "a b");
    CHECK(clean("sa<!-- -- x >fe") == "safe");
    CHECK(clean("<object><object></object>a</object>b") == "b");
}

TEST_CASE("sanitize: addresses that run or lead elsewhere", "[markup]") {
    for (std::string_view address :
         {"javascript:x", "JavaScript:x", " java\nscript:x", "&#106;avascript:x", "vbscript:x",
          "data:text/html,x", "file:///etc/passwd", "\x01javascript:x", "javascript&colon;x",
          ":x"}) {
        CAPTURE(address);
        CHECK(clean("<a href=\"" + std::string(address) + "\">x</a>") == "<a>x</a>");
        CHECK(clean("<a href=\"" + std::string(address) + "\">x</a>", base) == "<a>x</a>");
    }
    CHECK(clean("<img src=data:image/png;base64,AAAA>") ==
          "<img src=\"data:image/png;base64,AAAA\">");
    CHECK(clean("<img src=data:image/svg+xml,x>") == "<img>");
    CHECK(clean("<a href=data:image/png,x>y</a>") == "<a>y</a>");
}

TEST_CASE("sanitize: addresses are made absolute", "[markup]") {
    CHECK(clean("<a href=' /x '>y</a>", base) == "<a href=\"https://example.org/x\">y</a>");
    CHECK(clean("<img src=i.jpg>", base) == "<img src=\"https://example.org/news/i.jpg\">");
    CHECK(clean("<a href='?a=1&copy=2'>y</a>", base) ==
          "<a href=\"https://example.org/news/a.html?a=1&amp;copy=2\">y</a>");
    CHECK(clean("<blockquote cite=x>y</blockquote>", base) ==
          "<blockquote cite=\"https://example.org/news/x\">y</blockquote>");
    CHECK(clean("<img srcset='a.jpg 1x, javascript:x 2x,b.jpg 2x'>", base) ==
          "<img srcset=\"https://example.org/news/a.jpg 1x, https://example.org/news/b.jpg 2x\">");
    CHECK(clean("<a href=x>y</a>", "file:///home/x") == "<a href=\"x\">y</a>");
    CHECK(clean("<a href=x>y</a>") == "<a href=\"x\">y</a>");
}

TEST_CASE("sanitize: what is opened is closed, in order", "[markup]") {
    CHECK(clean("<p>a<b>b<i>c") == "<p>a<b>b<i>c</i></b></p>");
    CHECK(clean("<p>a<p>b") == "<p>a</p><p>b</p>");
    CHECK(clean("<ul><li>a<li>b<ul><li>c</ul>d</ul>e") ==
          "<ul><li>a</li><li>b<ul><li>c</li></ul>d</li></ul>e");
    CHECK(clean("<b><i>a</b>b</i>") == "<b><i>a</i></b>b");
    CHECK(clean("</div>a</p><br></br>") == "a<br>");
    CHECK(clean("<td>a</div>b") == "<td>ab</td>");
    CHECK(clean("<P>a</P><IMG ALT=x>") == "<p>a</p><img alt=\"x\">");
    CHECK(clean("<font><xhtml:b>a</xhtml:b></font>") == "<b>a</b>");
}

TEST_CASE("sanitize: references are decoded once", "[markup]") {
    CHECK(clean("&auml; &amp;auml; &lt;script&gt; &#8217; &nope; &") ==
          "ä &amp;auml; &lt;script&gt; ’ &amp;nope; &amp;");
    CHECK(clean("a < b <3") == "a &lt; b &lt;3");
    CHECK(clean("a <b") == "a &lt;b");
    CHECK(clean("a\x01\r\nb\x7F") == "a\nb");
    CHECK(clean("<![CDATA[a <b> &amp;]]>c") == "a &lt;b&gt; &amp;amp;c");
}

TEST_CASE("sanitize: depth is bounded", "[markup]") {
    std::string deep;
    for (int n = 0; n < 1000; ++n)
        deep += "<div>";
    const std::string out = clean(deep + "x");
    CHECK(out.size() == 256 * 11 + 1);
}

TEST_CASE("sanitize: a node gives what its text gives", "[markup]") {
    for (std::string_view html :
         {"<p onclick=x>a<b>b</b> &amp; c</p><script>x</script><ul><li>d</li></ul><br><img "
          "src=i.jpg>",
          "<div><font>a</font><svg><p>b</p></svg></div>",
          "<math><mi>a</mi><mtext><p>b</p></mtext></math>", "<table><tr><td>a</td></tr></table>"}) {
        const markup::Tree tree = markup::parse_html_fragment(html);
        const std::string cleaned = markup::sanitize(tree.root(), base);
        CHECK(clean(cleaned, base) == cleaned);
        CHECK(cleaned.find("<script") == std::string::npos);
    }
    const auto xml = markup::parse_xml(
        "<content><div xmlns='http://www.w3.org/1999/xhtml'><p onclick='x'>a<br/>b</p> "
        "<script>x</script><a href='y'>c &lt;d&gt;</a></div></content>");
    REQUIRE(xml);
    CHECK(markup::sanitize(*xml->root().first_child, base) ==
          "<div><p>a<br>b</p> <a href=\"https://example.org/news/y\">c &lt;d&gt;</a></div>");
    const auto drawing = markup::parse_xml(
        "<c xmlns:x='http://www.w3.org/1999/xlink'><s:svg xmlns:s='http://www.w3.org/2000/svg' "
        "viewBox='0 0 1 1'><s:a x:href='y'><s:circle r='1'/></s:a><s:script/></s:svg>z</c>");
    REQUIRE(drawing);
    CHECK(markup::sanitize(*drawing->root().first_child, base) ==
          "<svg viewbox=\"0 0 1 1\"><a xlink:href=\"https://example.org/news/y\">"
          "<circle r=\"1\"></circle></a></svg>z");
}

TEST_CASE("sanitize: what is clean stays as it is, whatever it came from", "[markup]") {
    const std::string_view tokens[] = {"<p>",
                                       "</p>",
                                       "<b>",
                                       "</b>",
                                       "<a href=\"",
                                       "\">",
                                       "'",
                                       "<a href='javascript:",
                                       "<li>",
                                       "<ul>",
                                       "</ul>",
                                       "<table>",
                                       "<td>",
                                       "<tr>",
                                       "</table>",
                                       "<br/>",
                                       "&",
                                       "&amp;",
                                       "&amp;lt;",
                                       "&#13;",
                                       "&#0;",
                                       "&lt;script&gt;",
                                       "<script>",
                                       "</script>",
                                       "<svg>",
                                       "</svg>",
                                       "<!--",
                                       "-->",
                                       "<![CDATA[",
                                       "]]>",
                                       "<",
                                       ">",
                                       " ",
                                       "\n",
                                       "\r",
                                       "text",
                                       "<img srcset=\"a,b 2x,, c",
                                       "x onerror=y",
                                       "=",
                                       "/",
                                       "<h1>",
                                       "<h2>",
                                       "</h1>",
                                       "<dd>",
                                       "<dt>",
                                       "<pre>\n",
                                       "&nbsp;",
                                       "<iframe>",
                                       "\f",
                                       "<a>",
                                       "</a>",
                                       "<div title=\"&quot;&gt;",
                                       "\xC3\xA4",
                                       "<image src=:",
                                       "<noscript>",
                                       "&#x80;",
                                       "<?",
                                       "</",
                                       "&copy",
                                       "<math>",
                                       "</math>",
                                       "<mi>",
                                       "</mi>",
                                       "<mrow/>",
                                       "<g>",
                                       "</g>",
                                       "<desc>",
                                       "<title>",
                                       "</title>",
                                       "<circle r='1' />",
                                       "</desc>"};
    std::mt19937 random(20260128);
    std::uniform_int_distribution<std::size_t> which(0, std::size(tokens) - 1);
    for (int round = 0; round < 20'000; ++round) {
        std::string html;
        for (int n = 0; n < 12; ++n)
            html += tokens[which(random)];
        const std::string once = clean(html, base);
        if (clean(once, base) != once)
            FAIL(html + "\n" + once + "\n" + clean(once, base));
        const markup::Tree tree = markup::parse_html_fragment(html);
        const std::string from_tree = markup::sanitize(tree.root(), base);
        if (clean(from_tree, base) != from_tree)
            FAIL(html + "\n" + from_tree + "\n" + clean(from_tree, base));
    }
}
