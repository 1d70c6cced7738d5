#include "extract/barrier.h"

#include "reading.h"

using namespace stet;

namespace {

Error::Kind failure(const Document& document) {
    const auto feed = extract(document);
    REQUIRE_FALSE(feed.has_value());
    return feed.error().kind;
}

Error::Kind failure(std::string_view body) {
    Document document;
    document.source = "https://news.example/";
    document.body = body;
    return failure(document);
}

}  // namespace

TEST_CASE("barrier: answers that failed are not read", "[extract]") {
    Document document;
    document.body = "<html><body><h1>Not found</h1></body></html>";
    document.status = 404;
    CHECK(failure(document) == Error::Kind::refused);
    document.status = 410;
    CHECK(failure(document) == Error::Kind::gone);
    document.status = 200;
    document.cut = true;
    CHECK(failure(document) == Error::Kind::cut);
    CHECK(failure(" \n ") == Error::Kind::empty);
}

TEST_CASE("barrier: pages that show no news say what they want", "[extract]") {
    CHECK(
        failure("<html><title>Just a moment...</title><body><p>Verify you are human by completing "
                "the action below.</p></body></html>") == Error::Kind::blocked);
    CHECK(failure("<html lang=de><body><h1>Mit Werbung weiterlesen</h1><p>Wir und unsere Partner "
                  "verarbeiten Daten.</p><button>Alle akzeptieren</button></body></html>") ==
          Error::Kind::consent);
    CHECK(
        failure(
            "<html><body><h1>Welcome back</h1><form><input type=password></form></body></html>") ==
        Error::Kind::sign_in);
}

TEST_CASE("barrier: an article about robots is an article", "[extract]") {
    std::string page = "<html lang=de><body><article><h1>Was ein Captcha ist</h1>";
    for (int i = 0; i < 12; ++i)
        page += "<p>" + words("Das Captcha") + "</p>";
    CHECK(read_of(page + "</article></body></html>").head.feed->format == "article");
}

TEST_CASE("barrier: a page that ends inside its text was cut", "[extract]") {
    using page::ends_inside;
    CHECK(ends_inside("<html><body><main><div><p>Der Kanzler sagte, dass die"));
    CHECK(ends_inside("<html><body><div><p>Text</p><a href=\"/wei"));
    CHECK(ends_inside("<html><body><p>Text</p><script>var a = 1;"));
    CHECK_FALSE(
        ends_inside("<html><body><main><div><p>Der Kanzler sagte es</div></main></body></html>"));
    CHECK_FALSE(ends_inside("<html><body><p>Kurz und ohne Ende"));
    CHECK_FALSE(ends_inside("<div><div>Ein Stück <b"));
    CHECK_FALSE(ends_inside("<html><body><div>Fertig.</div></body></html>\n<!-- Ende"));
}

TEST_CASE("barrier: a page without news is read with a warning", "[extract]") {
    const Feed feed = read_of("<html><body><h1>Bilder</h1><img src=/a.png></body></html>");
    CHECK(feed.items.empty());
    CHECK(feed.head.title == "Bilder");
    CHECK(feed.head.warnings == std::vector<std::string>{"no news was found in this page"});
}
