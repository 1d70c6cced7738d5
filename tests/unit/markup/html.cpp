#include "markup/html.h"

#include "markup/html_scan.h"
#include "markup/plain.h"
#include "outline.h"
#include "support/catch.h"
#include "text/ascii.h"

using namespace stet;
using markup::parse_html;
using markup::parse_html_fragment;

namespace {

std::string fragment(std::string_view html) {
    return outline(parse_html_fragment(html).root());
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string out;
    for (std::size_t n = 0; n < times; ++n)
        out += part;
    return out;
}

std::size_t depth_of(const markup::Tree& tree) {
    std::size_t deepest = 0, depth = 0;
    for (const markup::Node* node = &tree.root(); node;) {
        deepest = std::max(deepest, depth);
        if (node->first_child) {
            node = node->first_child;
            ++depth;
            continue;
        }
        while (node && !node->next) {
            node = node->parent;
            --depth;
        }
        node = node ? node->next : nullptr;
    }
    return deepest;
}

}  // namespace

TEST_CASE("html: is read as browsers read it", "[markup]") {
    CHECK(outline(parse_html("<!doctype html><title>a</title><p>b").root()) ==
          "html(head(title(\"a\")) body(p(\"b\")))");
    CHECK(fragment("<h2><p>a</p></h2>") == "h2(p(\"a\"))");
    CHECK(fragment("<p>a<p>b<ul><li>c<li>d</ul>") == "p(\"a\") p(\"b\") ul(li(\"c\") li(\"d\"))");
    CHECK(fragment("<A HREF=x dateTime='1'>a &amp b</A>") == "a[href=x][datetime=1](\"a & b\")");
    CHECK(fragment("a<br></br>b</br>c") == "\"a\" br() \"b\" br() \"c\"");
    CHECK(fragment("<my-box>a</my-box>") == "my-box(\"a\")");
    CHECK(fragment("<template><p>a</template>") == "template(p(\"a\"))");
    CHECK(fragment("<noscript><img src=x></noscript>") == "noscript(img[src=x]())");
}

TEST_CASE("html: words and attributes are read as the parser would", "[markup]") {
    CHECK(fragment("a &lt;b&gt; &ampc &#x41;&#128;") == "\"a <b> &c A€\"");
    CHECK(fragment("<a href='?a=1&copy=2&amp;b' title='x&quot;y'>z</a>") ==
          "a[href=?a=1&copy=2&b][title=x\"y](\"z\")");
    CHECK(fragment("<p ID=a id=b CLASS = 'c d' hidden>x") == "p[id=a][class=c d][hidden=](\"x\")");
    CHECK(fragment("a\r\nb\rc") == "\"a\nb\nc\"");
    CHECK(fragment("<p title='a\r\nb'>") == "p[title=a\nb]()");
    CHECK(fragment(std::string_view("a\0b", 3)) == "\"ab\"");
    // What a broken page makes anew keeps the attributes of its tag.
    CHECK(fragment("<p><b class=x>a<p>b") == "p(b[class=x](\"a\")) p(b[class=x](\"b\"))");
    CHECK(fragment("<table><input type=hidden name=a><tr><td class=b>c") ==
          "table(input[type=hidden][name=a]() tbody(tr(td[class=b](\"c\"))))");
    CHECK(outline(parse_html("<html lang=de><body class=a><html lang=en id=b><body id=c>x").root())
              .find("html[lang=de][id=b](head() body[class=a][id=c](\"x\"))") == 0);
}

TEST_CASE("html: the signs that stand for words may stand in a page", "[markup]") {
    const std::string sign = "\U00100000";
    CHECK(fragment(sign + "<p>" + sign + " a") == "\"" + sign + "\" p(\"" + sign + " a\")");
    CHECK(fragment("<title>" + sign + "&amp;</title>") == "title(\"" + sign + "&\")");
    CHECK(fragment("<p title=" + sign + ">") == "p[title=" + sign + "]()");
}

TEST_CASE("html: blanks are kept where they are seen", "[markup]") {
    CHECK(fragment("<pre>\n\n  a\n    <b> c</b></pre>") == "pre(\"\n  a\n    \" b(\" c\"))");
    CHECK(fragment("<p>\n      a    b   </p>") == "p(\"\na    b   \")");
    CHECK(fragment("<b>a</b>\t\t<i>b</i>") == "b(\"a\") \"\t\" i(\"b\")");
}

TEST_CASE("html: scripts, styles, comments and drawings are left out", "[markup]") {
    CHECK(fragment("a<script>if (a < b) '</p>'</script>b") == "\"ab\"");
    CHECK(fragment("a<style>p > b {}</style><!-- <p> --><svg><g><path></g></svg>b") == "\"ab\"");
    CHECK(fragment("a<script src=x></SCRIPT >b") == "\"ab\"");
    CHECK(fragment("a<script>b") == "\"a\"");
    CHECK(fragment("a<svg/>b") == "\"ab\"");
}

TEST_CASE("html: scripts that carry data keep them as they stand", "[markup]") {
    CHECK(fragment("<script type='application/ld+json'>{\"a\": \"<p>&amp;\"}</script>") ==
          "script[type=application/ld+json](\"{\"a\": \"<p>&amp;\"}\")");
    CHECK(fragment("<script id=__NEXT_DATA__ type=\"application/json; charset=utf-8\">1</script>"
                   "<script type=application/json>2</script>") ==
          "script[id=__NEXT_DATA__][type=application/json; charset=utf-8](\"1\") "
          "script[type=application/json](\"2\")");
    CHECK(fragment("<script type=text/javascript>x</script>").empty());
}

TEST_CASE("html: text that looks like markup inside raw text is text", "[markup]") {
    CHECK(fragment("<textarea><b>x</b></textarea><iframe><p>y</p></iframe>") ==
          "textarea(\"<b>x</b>\") iframe(\"<p>y</p>\")");
    CHECK(fragment("1 < 2 <3 a<b") == "\"1 < 2 <3 a<b\"");
}

TEST_CASE("html: the scan leaves bare tags and a sign for each stretch of words", "[markup]") {
    const auto bones = [](std::string_view html) {
        const markup::Bones scanned = markup::scan_html(html);
        CHECK(scanned.warnings.empty());
        std::string text = scanned.text;
        for (const char* const sign : {"\U00100000", "\U00100001", "\U00100002"})
            text = text::replace_all(text, sign, "*");
        return text;
    };
    CHECK(bones("<p>a<b>c d</p>e</b>") == "<p>*<b>*</p>*</b>");
    CHECK(bones("<a href='x' title=\"a>b\">y</a >") == "<a>*</a>");
    CHECK(bones("<!DOCTYPE html><table><tr><td>x") == "<!DOCTYPE html><table><tr><td>*");
    CHECK(bones("<ul><li>a<li>b</ul></div>") == "<ul><li>*<li>*</ul></div>");
    CHECK(bones("<p/>a<br/>") == "<p>*<br>");
    CHECK(bones("<font size=1>&lt;</font>") == "<font size=1>*</font>");
    // Lists and paragraphs that close nothing are long, not deep.
    CHECK(parse_html_fragment(repeated("<p>a", 1000)).warnings.empty());
    CHECK(parse_html_fragment("<ul>" + repeated("<li><a name=x>a", 1000)).warnings.empty());
    CHECK(parse_html_fragment("<table>" + repeated("<tr><td><font>a", 1000)).warnings.empty());
    CHECK(parse_html_fragment("<select>" + repeated("<option>a", 1000)).warnings.empty());
}

TEST_CASE("html: depth is bounded and the text stays", "[markup]") {
    for (std::string_view part :
         {"<div>", "<b>", "<i><div></i>", "<a><div>", "<span><x-y>", "<template>", "<table><td>",
          "<font size=1><p>", "<blockquote><nobr>"}) {
        CAPTURE(part);
        const markup::Tree tree = parse_html_fragment(repeated(part, 5000) + "last words");
        CHECK_FALSE(tree.warnings.empty());
        CHECK(depth_of(tree) < 600);
        CHECK(markup::inner_text(tree.root()).find("last words") != std::string::npos);
    }
}

TEST_CASE("html: what is cut does not take what follows with it", "[markup]") {
    const std::string deep =
        "<section>" + repeated("<div>", 400) + "x" + repeated("</div>", 400) + "</section><p>y</p>";
    const markup::Tree tree = parse_html_fragment(deep);
    REQUIRE(tree.root().last_child);
    CHECK(tree.root().last_child->is("p"));
}

TEST_CASE("html: attributes and elements are bounded", "[markup]") {
    std::string crowd = "<p";
    for (int n = 0; n < 3000; ++n)
        crowd += " a" + std::to_string(n) + "=1";
    const markup::Tree tree = parse_html_fragment(crowd + ">x</p>");
    CHECK(tree.root().first_child->attributes.size() == markup::max_attributes);
    CHECK(tree.warnings.size() == 1);
    const markup::Tree many = parse_html_fragment(repeated("<br>", 250'000) + "x");
    CHECK(many.warnings.size() == 1);
    CHECK(markup::inner_text(many.root()) == "x");
    const std::string megabyte(1 << 20, 'x');
    const markup::Tree words = parse_html_fragment(repeated(megabyte + "<br>", 20));
    CHECK(words.warnings.size() == 1);
    CHECK(markup::inner_text(words.root()).size() / megabyte.size() == 16);
}
