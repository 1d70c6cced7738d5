#include "extract/payload.h"

#include "reading.h"

using namespace stet;

TEST_CASE("payload: blocks of a renderer", "[extract]") {
    const Feed feed = read_of(
        R"({"headline":"Storm – live","standfirst":"<p>Rain all day</p><ul><li>More</li></ul>",)"
        R"("webPublicationDate":"2021-02-19T19:41:53.000Z","webURL":"https://news.example/storm",)"
        R"("blocks":[{"id":"60300f5f","title":"Summary","blockFirstPublished":1613763003000,)"
        R"("blockLastUpdated":1613763519000,"contributors":[{"name":"Ann Lee"}],"elements":[)"
        R"({"_type":"x.TextBlockElement","html":"<p>Rain &amp; wind</p>"},)"
        R"({"_type":"x.YoutubeBlockElement","assetId":"XmP","mediaTitle":"A film"}]}]})");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.head.title == "Storm – live");
    CHECK(feed.head.summary == "Rain all day");
    CHECK(time_of(feed.head.date_modified) == "2021-02-19T19:41:53Z");
    const Item& item = feed.items[0];
    CHECK(item.id == "block-60300f5f");
    CHECK(item.url == "https://news.example/storm#block-60300f5f");
    CHECK(time_of(item.date_published) == "2021-02-19T19:30:03Z");
    CHECK(time_of(item.date_modified) == "2021-02-19T19:38:39Z");
    CHECK(item.content_text == "Rain & wind");
    CHECK(item.content_html.find("watch?v=XmP") != std::string::npos);
    CHECK(item.authors.at(0).name == "Ann Lee");
}

TEST_CASE("payload: posts of a blog's interface, drafts left out", "[extract]") {
    const auto post = [](const char* id, const char* status, const char* text) {
        return std::string("{\"_id\":\"") + id + "\",\"post_status\":\"" + status +
               "\",\"published_date\":\"2016-03-29T13:41:31+00:00\",\"_updated\":"
               "\"2016-03-29T13:42:56+00:00\",\"publisher\":{\"display_name\":\"Desk\"},\"groups\":"
               "[{\"id\":\"root\"},{\"id\":\"main\",\"refs\":[{\"item\":{\"item_type\":\"text\","
               "\"text\":\"" +
               text + "\"}}]}]}";
    };
    const Feed feed = read_of("{\"_items\":[" + post("urn:1", "submitted", "Entwurf") + "," +
                              post("urn:2", "open", "<b>Neues</b> vom Tage") + "]}");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].id == "urn:2");
    CHECK(feed.items[0].content_text == "Neues vom Tage");
    CHECK(feed.items[0].authors.at(0).name == "Desk");
}

TEST_CASE("payload: JSON of no known shape is unreadable, cut JSON is cut", "[extract]") {
    CHECK(extract_of(R"({"a": 1})").error().kind == Error::Kind::unreadable);
    CHECK(extract_of(R"({"blocks": [{"id": "1", "elem)").error().kind == Error::Kind::cut);
}
