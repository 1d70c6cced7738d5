#include "model/pages.h"

#include "support/catch.h"
#include "support/page.h"

namespace stet {

namespace {

Document page(std::string address, std::string body) {
    Document document = test::page(std::move(address), std::move(body));
    document.etag = "\"1\"";
    document.response_head = "HTTP/1.1 200 OK\r\n\r\n";
    return document;
}

}  // namespace

TEST_CASE("pages: come back as they were packed", "[pages]") {
    const std::string odd = "--stet-page\r\nContent-Length: 7\r\n\r\n\r\n--stet-page--\r\n";
    Pages pages{.list = {page("https://news.example/live", "one"),
                         page("https://news.example/live?page=2", odd),
                         page("https://news.example/live?page=3", "")},
                .missing = "status 500",
                .left_out = {}};
    const Document whole = packed(std::move(pages));
    CHECK(whole.address == "https://news.example/live");
    CHECK(whole.etag.empty());
    CHECK(whole.response_head ==
          "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
    const auto again = unpacked(whole);
    REQUIRE(again);
    REQUIRE(again->list.size() == 3);
    CHECK(again->list[0].body == "one");
    CHECK(again->list[1].body == odd);
    CHECK(again->list[1].address == "https://news.example/live?page=2");
    CHECK(again->list[1].content_type == "text/html; charset=utf-8");
    CHECK(again->list[2].body.empty());
    CHECK(again->list[2].source == whole.source);
    CHECK(again->list[2].observed == whole.observed);
    CHECK(again->missing == "status 500");
    CHECK(again->left_out.empty());
}

TEST_CASE("pages: a field cannot begin another", "[pages]") {
    Pages pages;
    pages.list = {page("https://news.example/\r\nMissing: x", "one")};
    const auto again = unpacked(packed(std::move(pages)));
    REQUIRE(again);
    CHECK(again->missing.empty());
    CHECK(again->list[0].address == "https://news.example/Missing: x");
}

TEST_CASE("pages: what was not packed is one document", "[pages]") {
    CHECK_FALSE(unpacked(page("https://news.example/", "one")));
    Pages pages;
    pages.list = {page("https://news.example/", "one")};
    Document document = packed(std::move(pages));
    std::string whole(std::string_view(document.body));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        document.body = whole.substr(0, size);
        CHECK_FALSE(unpacked(document));
    }
    document.body = whole.replace(whole.find("Content-Length: 3"), 17, "Content-Length: 9");
    CHECK_FALSE(unpacked(document));
}

}  // namespace stet
