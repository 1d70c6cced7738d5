#include "extract/page_state.h"

#include "json/writer.h"
#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

std::string posts(const std::string& link = {}) {
    std::string list;
    for (const char* clock : {"18:42", "18:05", "17:31"})
        list += (list.empty() ? "" : ",") + std::string(R"({"id":"p)") + std::string(clock, 2) +
                R"(","title":"Titel um )" + clock + R"(","createdAt":"2024-11-16T)" + clock +
                R"(:00Z","text":")" + words(clock) + R"(")" +
                (link.empty() ? "" : R"(,"url":")" + link + "\"") + "}";
    return "[" + list + "]";
}

std::string quoted(const std::string& text) {
    std::string out;
    json::append_string(out, text);
    return out;
}

Feed page_with(const std::string& scripts, const std::string& headline = "Sturm – Liveblog") {
    return read_of("<html lang=de><head><title>" + headline + "</title></head><body><h1>" +
                   headline + "</h1><div id=root></div>" + scripts + "</body></html>");
}

void check(const Feed& feed) {
    CHECK(titles_of(feed) == Strings{"Titel um 18:42", "Titel um 18:05", "Titel um 17:31"});
    REQUIRE(feed.items.size() == 3);
    CHECK(time_of(feed.items[0].date_published) == "2024-11-16T18:42:00Z");
    CHECK(feed.items[0].content_text == words("18:42"));
}

}  // namespace

TEST_CASE("page state: what a page is built from has its updates", "[extract]") {
    const std::string state = R"({"props":{"blog":{"posts":)" + posts() + "}}}";
    check(page_with("<script id=__NEXT_DATA__ type='application/json'>" + state + "</script>"));
    check(page_with("<script>var a=1;window.__STATE__ = " + state + ";</script>"));
    check(page_with("<script>window.__DATA__=JSON.parse(" + quoted(state) + ")</script>"));
}

TEST_CASE("page state: rows of a stream, cut anywhere, with texts of their own", "[extract]") {
    std::string list = posts();
    const std::string body = words("18:42");
    list.replace(list.find(body), body.size(), "$1f");
    char length[20];
    std::snprintf(length, sizeof length, "%zx", body.size());
    const std::string stream = "1:\"$Sreact\"\n1f:T" + std::string(length) + "," + body +
                               "5:[\"$\",\"div\",null,{\"posts\":" + list + "}]\n";
    const std::size_t half = stream.size() / 2;
    std::string scripts = "<script>(self.__next_f=self.__next_f||[]).push([0])</script>";
    for (const std::string& part : {stream.substr(0, half), stream.substr(half)})
        scripts += "<script>self.__next_f.push([1," + quoted(part) + "])</script>";
    check(page_with(scripts));
}

TEST_CASE("page state: a list whose values name each other by their places", "[extract]") {
    std::string list = R"([["Reactive",1],{"posts":2},[3,4,5])", values;
    std::size_t place = 6;
    for (const char* clock : {"18:42", "18:05", "17:31"}) {
        list += R"(,{"title":)" + std::to_string(place) + R"(,"date":)" +
                std::to_string(place + 1) + R"(,"text":)" + std::to_string(place + 2) + "}";
        values += R"(,"Titel um )" + std::string(clock) + R"(","2024-11-16T)" + clock +
                  R"(:00Z",")" + words(clock) + "\"";
        place += 3;
    }
    check(page_with("<script type='application/json' id=__NUXT_DATA__>" + list + values +
                    "]</script>"));
    // One that names itself ends somewhere.
    CHECK(page_with("<script type='application/json'>[{\"a\":0,\"b\":1},\"" +
                    std::string(300, 'x') + "\",[0,0,0]]</script>")
              .items.empty());
}

TEST_CASE("page state: pointers to other stories are no updates, nor what an article carries",
          "[extract]") {
    const auto script = [](const std::string& state) {
        return "<script type='application/json'>" + state + "</script>";
    };
    CHECK(page_with(script(R"({"posts":)" + posts("/other/story") + "}")).items.empty());
    CHECK(page_with(script(R"({"latest":)" + posts() + "}")).items.empty());
    CHECK(page_with(script(R"({"posts":)" + posts() + "}"), "Wie Stürme entstehen").items.empty());
}

TEST_CASE("page state: a text that is named without end makes no state", "[extract]") {
    std::string names;
    for (int n = 0; n < 5000; ++n)
        names += (n > 0 ? "," : "") + std::string(R"("$20")");
    const std::string stream =
        "20:T10000," + std::string(0x10000, 'x') + "1f:{\"a\":[" + names + "]}\n";
    std::size_t states = 0;
    page::each_state("<script>self.__next_f.push([1," + quoted(stream) + "])</script>",
                     [&](const json::Value&) { ++states; });
    CHECK(states == 0);
}

TEST_CASE("page state: a body that a list names without end makes no updates", "[extract]") {
    std::string names;
    for (int n = 0; n < 1000; ++n)
        names += (n > 0 ? "," : "") + std::string(R"({"__ref":"E:1"})");
    const std::string state = R"({"E:1":{"createdAt":"2024-11-16T18:42:00Z","text":")" +
                              std::string(0x10000, 'x') + R"("},"posts":[)" + names + "]}";
    CHECK(page_with("<script>window.__APOLLO_STATE__=" + state + "</script>").items.empty());
}
