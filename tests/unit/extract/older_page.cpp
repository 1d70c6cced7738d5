#include "extract/older_page.h"

#include "support/catch.h"

using namespace stet;

namespace {

/// The likeliest address of older updates that a document names, as its first page.
std::string older(std::string body, std::string address = "https://news.example/live?all=2") {
    Document document;
    document.address = std::move(address);
    document.body = std::move(body);
    const std::vector<std::string> found = older_pages_of(document, document.address);
    return found.empty() ? std::string() : found.front();
}

/// Whether a page at `first` that links to `next` is said to go on there.
bool goes_on(const std::string& first, const std::string& next) {
    return older("<p>x</p><a rel=next href='" + next + "'>older</a>", first) == next;
}

}  // namespace

TEST_CASE("older page: a page links to it", "[pages]") {
    CHECK(older("<head><link rel=next href='?all=2&page=2'></head><p>x") ==
          "https://news.example/live?all=2&page=2");
    CHECK(older("<p>x</p><a rel='nofollow Next' href='/live/2?all=2#top'>older</a>") ==
          "https://news.example/live/2?all=2");
    CHECK(older("<p>x</p><a rel=prev href='/live/2?all=2'>newer</a>").empty());
    CHECK(older("<p>x</p><a href='/live/2?all=2'>next</a>").empty());
    CHECK(older("<a rel=next href='javascript:more()'>older</a>").empty());
    CHECK(older("<a rel=next href='file:///live/2?all=2'>older</a>").empty());
}

TEST_CASE("older page: a pager without relations names pages too", "[pages]") {
    const std::string pager =
        "<p>x</p><nav class='Pagination-list'><b>1</b> <a href='?all=2'>1</a>"
        "<a href='/about'>about</a><a href='?all=2&p=2'>2</a><a href='?all=2&p=3'>3</a></nav>";
    CHECK(older(pager) == "https://news.example/live?all=2&p=2");
    CHECK(older("<p>x</p><div pagination><a href='?all=2&p=2'>2</a></div>") ==
          "https://news.example/live?all=2&p=2");
}

TEST_CASE("older page: the next story is none", "[pages]") {
    const std::string live = "https://news.example/2026/live";
    for (const char* const end : {"?page=2", "/2", "/page/2/", "-2", ",seite-2", "?start=20&x=y"})
        CHECK(goes_on(live, live + end));
    CHECK(goes_on(live + ".html", live + "-2.html"));
    CHECK(goes_on(live + "/1", live + "/2"));
    CHECK(goes_on(live + "?page=1", live + "?page=2"));
    CHECK(goes_on(live + "?utm_source=x", live + "?page=2"));
    CHECK(goes_on("https://news.example/", "https://news.example/page/2/"));
    CHECK_FALSE(goes_on(live, "https://news.example/2026/flood"));
    CHECK_FALSE(goes_on(live, live + "-flood-2"));
    CHECK_FALSE(goes_on("https://news.example/", "https://news.example/flood"));
    CHECK_FALSE(goes_on("https://news.example/story-17", "https://news.example/story-18"));
    CHECK_FALSE(goes_on("https://news.example/s?id=17", "https://news.example/s?id=18"));
    CHECK_FALSE(goes_on("https://news.example/s?id=17", "https://news.example/s?page=2"));
}

TEST_CASE("older page: a feed is paged or has an archive", "[pages]") {
    const std::string next = "<a:link rel='next' href='/feed?p=2'/>";
    const std::string archive = "<a:link rel='prev-archive' href='/feed/2025'/>";
    const auto rss = [](const std::string& links) {
        return "<rss version='2.0' "
               "xmlns:a='http://www.w3.org/2005/Atom'><channel><title>t</title>" +
               links + "<item><title>x</title></item></channel></rss>";
    };
    CHECK(older(rss(next)) == "https://news.example/feed?p=2");
    CHECK(older(rss(next + archive)) == "https://news.example/feed/2025");
    CHECK(older(rss("")).empty());
    CHECK(older("<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>"
                "<link rel='next' href='/feed?p=2'/><entry><link rel='next' href='/other'/>"
                "<title>x</title></entry></feed>") == "https://news.example/feed?p=2");
}

TEST_CASE("older page: JSON names it", "[pages]") {
    CHECK(older(R"({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [],
                    "next_url": "https://news.example/2.json"})") == "https://news.example/2.json");
    const std::string blocks = R"({"pagination": {"currentPage": 1, "older": "?page=with:block-2"},
                                   "blocks": []})";
    CHECK(older(blocks) == "https://news.example/live?all=2&page=with:block-2");
    CHECK(older(blocks, "https://news.example/live?page=with:block-9&all") ==
          "https://news.example/live?all&page=with:block-2");
    const std::string posts = "https://blogs.example/api/blogs/7/posts";
    CHECK(older(R"({"_items": [], "_links": {"next": {"href": "blogs/7/posts?page=2"}}})", posts) ==
          posts + "?page=2");
    CHECK(older(R"({"next": "https://news.example/2"})") == "https://news.example/2");
    CHECK(older(R"({"next": "dGhlIG5leHQ="})").empty());
    CHECK(older(R"({"next_url": 7})").empty());
    CHECK(older(R"({"next_url": "file:///etc/passwd"})").empty());
    CHECK(older("{").empty());
}
