#include "markup/html.h"

#include "markup/html_scan.h"
#include "markup/plain.h"
#include "outline.h"
#include "support/catch.h"

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

TEST_CASE("html: lines are told", "[markup]") {
    const markup::Tree tree = parse_html_fragment("<p>a</p>\n\n<p>b</p>");
    CHECK(tree.root().last_child->line == 3);
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

TEST_CASE("html: pages without need of bounds are not changed by the scan", "[markup]") {
    for (std::string_view html : {"<p>a<b>c</p>d</b>", "<a href='x' title=\"a>b\">y</a >",
                                  "<!DOCTYPE html><table><tr><td>x", "<ul><li>a<li>b</ul></div>",
                                  "<p/>a<br/>", "&lt;b&gt; <i>x"}) {
        const markup::ScannedHtml scanned = markup::scan_html(html);
        CHECK(scanned.text == html);
        CHECK(scanned.warnings.empty());
    }
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
}
