#include "extract/jsonld.h"

#include "markup/html.h"
#include "reading.h"

using namespace stet;

namespace {

std::string page_with(std::string_view json) {
    return "<html lang=de><head><script type=\"application/ld+json\">" + std::string(json) +
           "</script></head><body><h1>Newsblog</h1></body></html>";
}

}  // namespace

TEST_CASE("jsonld: a LiveBlogPosting is found wherever it stands", "[extract]") {
    const std::string blog =
        R"({"@type":"LiveBlogPosting","headline":"Newsblog zur Wahl","liveBlogUpdate":[)"
        R"({"@type":"BlogPosting","@id":"https://news.example/blog#p2","headline":"Zwei",)"
        R"("datePublished":"2026-01-28T12:00:00+01:00","articleBody":"Text zwei"},)"
        R"({"@type":"BlogPosting","@id":"https://news.example/blog#p1","headline":"Eins",)"
        R"("datePublished":"2026-01-28T11:00:00+01:00","articleBody":"Text eins"}]})";
    for (const std::string& json :
         {blog, "[" + blog + "]", "{\"@graph\":[{\"@type\":\"WebSite\"}," + blog + "]}",
          "{\"@type\":\"WebPage\",\"mainEntity\":" + blog + "}"}) {
        const Feed feed = read_of(page_with(json));
        REQUIRE(titles_of(feed) == std::vector<std::string>{"Zwei", "Eins"});
        CHECK(feed.items[0].id == "p2");
        CHECK(time_of(feed.items[0].date_published) == "2026-01-28T11:00:00Z");
        CHECK(feed.items[0].time_basis == TimeBasis::stated);
        CHECK(feed.head.feed->format == "liveblog");
        CHECK(feed.head.warnings.empty());
    }
}

TEST_CASE("jsonld: a single update need not be in a list", "[extract]") {
    CHECK(read_of(page_with(R"({"@type":"LiveBlogPosting","liveBlogUpdate":{"headline":"Eins",)"
                            R"("articleBody":"Text"}})"))
              .items.size() == 1);
}

TEST_CASE("jsonld: broken blocks are mended, and said", "[extract]") {
    const Feed feed = read_of(
        page_with("{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[{\"headline\":\"Eins\","
                  "\"articleBody\":\"Text\nmit Umbruch\"} "
                  "{\"headline\":\"Zwei\",\"articleBody\":\"Mehr\"},]}"));
    CHECK(feed.items.size() == 2);
    CHECK_FALSE(feed.head.warnings.empty());
    CHECK(feed.extent == Feed::Extent::mended);
}

TEST_CASE("jsonld: one broken update costs none of the others", "[extract]") {
    const Feed feed = read_of(page_with(
        "{\"@type\":\"LiveBlogPosting\", bad : , \"liveBlogUpdate\":[{\"headline\":\"Eins\","
        "\"articleBody\":\"Text\"},{]:\"\"},{\"headline\":\"Zwei\",\"articleBody\":\"Mehr\"}]}"));
    REQUIRE(titles_of(feed) == std::vector<std::string>{"Eins", "Zwei"});
    CHECK(feed.extent == Feed::Extent::mended);
}

TEST_CASE("jsonld: escaped texts are unescaped, tags are no text", "[extract]") {
    const Feed feed = read_of(page_with(
        R"({"@type":"LiveBlogPosting","liveBlogUpdate":[{"headline":"Ampel &amp;amp; Co &#39;neu&#39;",)"
        R"("articleBody":"Erste Zeile.<br>Zweite"}]})"));
    CHECK(feed.items.at(0).title == "Ampel & Co 'neu'");
    CHECK(feed.items[0].content_text == "Erste Zeile.\nZweite");
}

TEST_CASE("jsonld: a template's sample and its placeholders are no updates", "[extract]") {
    const Feed feed = read_of(page_with(
        R"({"@type":"LiveBlogPosting","liveBlogUpdate":[)"
        R"({"headline":"Green","url":"https://tool.example.org/x","articleBody":"sample"},)"
        R"({"headline":"[[.Heading]]","articleBody":"sample"}]})"));
    CHECK(feed.items.empty());
    CHECK(feed.head.warnings == std::vector<std::string>{"a live blog that shows no updates"});
}

TEST_CASE("jsonld: authors are objects, lists, names or references", "[extract]") {
    const Feed feed = read_of(page_with(
        R"({"@graph":[{"@type":"Person","@id":"#a","name":"Ada Lovelace"},)"
        R"({"@type":"LiveBlogPosting","liveBlogUpdate":[)"
        R"({"headline":"Eins","articleBody":"a","author":{"@id":"#a"}},)"
        R"({"headline":"Zwei","articleBody":"b","author":["Kurt Weill",{"name":"Lotte Lenya"}]}]}]})"));
    CHECK(feed.items.at(0).authors == std::vector<Author>{{"Ada Lovelace", {}, {}}});
    CHECK(feed.items.at(1).authors.size() == 2);
}

TEST_CASE("jsonld: a template that is broken beyond mending is passed over", "[extract]") {
    const Feed feed =
        read_of(page_with(R"({"liveBlogUpdate": [[range .Items]] ]]]}{"headline":"Eins"}])"));
    CHECK(feed.items.empty());
    CHECK(feed.head.title == "Newsblog");
}
