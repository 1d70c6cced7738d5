#include "extract/links.h"

#include "support/catch.h"

namespace stet {

namespace {

std::vector<std::string> links(std::string body, const std::string& selector = {}) {
    Document document;
    document.address = "https://news.example/live/1";
    document.body = std::move(body);
    const auto found = links_of(document, selector);
    REQUIRE(found);
    return *found;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("links: all of a page, absolute, each once, in their order", "[links]") {
    CHECK(links("<p><a href=2#top>2</a><a href='/x?a=1'>x</a><a href=2>again</a>"
                "<a href='https://u:p@other.example/'>o</a>") == List{"https://news.example/live/2",
                                                                      "https://news.example/x?a=1",
                                                                      "https://other.example/"});
    CHECK(links("<base href='https://b.example/d/'><a href=2>2</a>") ==
          List{"https://b.example/d/2"});
}

TEST_CASE("links: what leads to no page is none", "[links]") {
    CHECK(links("<a href='javascript:alert(1)'>j</a><a href='mailto:a@b.example'>m</a><a href=''>"
                "e</a><a href='  '>b</a><a name=x>n</a><a href='file:///etc/passwd'>f</a>")
              .empty());
    CHECK(links("<a href='/" + std::string(3000, 'x') + "'>long</a>").empty());
}

TEST_CASE("links: a selector says where", "[links]") {
    const std::string page =
        "<head><link rel=next href=/2></head><body><a href=/no>no</a>"
        "<div class=next><span>on</span> <a href=/3>3</a><a href=/4>4</a></div>"
        "<button class=more data-url=/5>more</button>";
    CHECK(links(page, "link[rel=next]") == List{"https://news.example/2"});
    CHECK(links(page, ".next") == List{"https://news.example/3"});
    CHECK(links(page, ".next a") == List{"https://news.example/3", "https://news.example/4"});
    CHECK(links(page, ".more@data-url") == List{"https://news.example/5"});
    CHECK(links(page, ".nothing").empty());
    CHECK(fault_of_links("a["));
    CHECK_FALSE(fault_of_links(""));
}

TEST_CASE("links: of a feed those of its items", "[links]") {
    CHECK(links("<rss version='2.0'><channel><title>t</title><link>https://news.example/</link>"
                "<item><title>2</title><link>https://news.example/2</link></item>"
                "<item><title>1</title><link>https://news.example/1</link></item>"
                "</channel></rss>") == List{"https://news.example/2", "https://news.example/1"});
}

TEST_CASE("links: an answer that is none has none", "[links]") {
    Document document;
    document.status = 404;
    document.body = "<a href=https://news.example/>x</a>";
    CHECK_FALSE(links_of(document, {}));
}

}  // namespace stet
