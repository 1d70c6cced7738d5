#include "markup/tags.h"

#include "support/catch.h"

using namespace stet::markup;

namespace {

std::string attributes_of(std::string_view text) {
    TagReader tags(text);
    const std::optional<Tag> tag = tags.tag(0);
    if (!tag)
        return "none";
    std::string out;
    std::string_view rest = tag->attributes;
    while (const std::optional<RawAttribute> attribute = next_attribute(rest))
        out += '[' + std::string(attribute->name) + '=' + std::string(attribute->value) + ']';
    return out;
}

}  // namespace

TEST_CASE("tags: attributes in all spellings", "[markup]") {
    CHECK(attributes_of("<a b=\"1\" c='2' d=3 e>") == "[b=1][c=2][d=3][e=]");
    CHECK(attributes_of("<img/src=x/onerror=alert(1)>") == "[src=x][onerror=alert(1)]");
    CHECK(attributes_of("<a b = '>' c\n=\n\"<\">") == "[b=>][c=<]");
    CHECK(attributes_of("<a b=\"1\"c=\"2\">") == "[b=1][c=2]");
    CHECK(attributes_of("<a b=>") == "[b=]");
}

TEST_CASE("tags: what is no tag", "[markup]") {
    CHECK(attributes_of("<3") == "none");
    CHECK(attributes_of("< a>") == "none");
    CHECK(attributes_of("<a b") == "none");
    CHECK(attributes_of("<") == "none");
}

TEST_CASE("tags: a quote without an end does not swallow the text", "[markup]") {
    const std::string_view text = "<a title=\"x>words</a>";
    TagReader tags(text);
    const std::optional<Tag> tag = tags.tag(0);
    REQUIRE(tag);
    CHECK(text.substr(tag->end) == "words</a>");
}

TEST_CASE("tags: comments end where browsers end them", "[markup]") {
    const auto rest = [](std::string_view text) {
        TagReader tags(text);
        const std::size_t end = tags.end_of_other(0);
        return end == std::string_view::npos ? "none" : std::string(text.substr(end));
    };
    CHECK(rest("<!--a-->b") == "b");
    CHECK(rest("<!-->b-->") == "b-->");
    CHECK(rest("<!--->b") == "b");
    CHECK(rest("<!--a--!>b") == "b");
    CHECK(rest("<!-- a -- b>c") == "c");
    CHECK(rest("<!doctype html>b") == "b");
    CHECK(rest("<?php x ?>b") == "b");
    CHECK(rest("</ x>b") == "b");
    CHECK(rest("</p>b") == "none");
    CHECK(rest("<!-- a") == "none");
}

TEST_CASE("tags: references in attributes keep the parameters of addresses", "[markup]") {
    CHECK(decode_attribute("?a=1&copy=2&amp;lt=3") == "?a=1&copy=2&lt=3");
    CHECK(decode_attribute("&#106;ava&Tab;x") == "java\tx");
    CHECK(decode_attribute("&copyleft &copy &") == "&copyleft \u00A9 &");
}
