#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

const Strings clocks = {"1409247062.4", "1409245442.1", "1409242622.9"};

std::string page_of(std::string_view headline, const std::string& entry) {
    std::string page = "<html lang=pt-br><body><main><h1>" + std::string(headline) + "</h1><div>";
    for (const std::string& clock : clocks) {
        std::string one = entry;
        for (std::size_t at = one.find("{T}"); at != std::string::npos; at = one.find("{T}"))
            one.replace(at, 3, clock);
        if (const std::size_t at = one.find("{W}"); at != std::string::npos)
            one.replace(at, 3, words(clock.substr(0, 10)));
        page += one;
    }
    return page + "</div></main></body></html>";
}

const Strings times = {"2014-08-28T17:31:02Z", "2014-08-28T17:04:02Z", "2014-08-28T16:17:02Z"};

void check(const Feed& feed) {
    CHECK(feed.head.feed->format == "liveblog");
    CHECK(times_of(feed) == times);
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].content_text == words("1409247062"));
}

}  // namespace

TEST_CASE("containers: updates that are typed as comments, or stamped in an outer element",
          "[extract]") {
    for (const char* entry :
         {"<article class=microupdate data-timestamp={T} itemprop=comment itemscope "
          "itemtype='http://schema.org/Comment'><p>{W}</p></article>",
          "<div class=liveblog-entry><div class=when><span data-timestamp={T}></span></div><div>"
          "<p>{W}</p></div></div>",
          "<div class=liveblog-entry data-timestamp={T}><div><div><p>{W}</p></div></div></div>",
          "<li class=ticker-post><span class=x data-ts={T}></span><p>{W}</p></li>",
          "<section class=update><header data-published={T}></header><p>{W}</p></section>"}) {
        INFO(entry);
        check(read_of(page_of("Votação ao vivo", entry)));
        check(read_of(page_of("Abstimmung im Liveblog", entry)));
        check(read_of(page_of("Le vote en direct", entry)));
        check(read_of(page_of("La votación, minuto a minuto", entry)));
        check(read_of(page_of("Il voto in diretta", entry)));
    }
}

TEST_CASE("containers: readers' comments and posts of a forum are none", "[extract]") {
    for (const char* entry :
         {"<div itemprop=comment itemscope itemtype='http://schema.org/Comment' "
          "data-timestamp={T}><p>{W}</p></div>",
          "<div class=comment data-timestamp={T}><p>{W}</p></div>",
          "<div class='comment post' itemtype='http://schema.org/Comment' itemscope "
          "data-timestamp={T}><p>{W}</p></div>",
          "<div class=forum-post><span data-timestamp={T}></span><div "
          "class=message><p>{W}</p></div>"
          "</div>",
          "<div class=review data-timestamp={T}><p>{W}</p></div>"}) {
        INFO(entry);
        CHECK(read_of(page_of("Votação ao vivo",
                              "<div class=comments>" + std::string(entry) + "</div>"))
                  .items.empty());
    }
}

TEST_CASE("containers: a stamp that is a link gives the address", "[extract]") {
    const Feed feed = read_of(page_of("Votação ao vivo",
                                      "<div class=liveblog-entry id=e{T}><a href=/entry/{T}/><span "
                                      "data-timestamp={T}>14h</span></a><p>{W}</p></div>"));
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].url == "https://news.example/entry/1409247062.4/");
}

TEST_CASE("containers: bars of counters are no text", "[extract]") {
    for (const char* bar :
         {"127 shares · 1 comments", "12 Kommentare", "4 min ago | 3 views", "1.203 Aufrufe",
          "15 partages, 2 commentaires", "3 commenti - 12 condivisioni", "vor 5 Minuten"}) {
        INFO(bar);
        check(read_of(page_of("Votação ao vivo",
                              "<div class=update data-timestamp={T}><p>{W}</p><div class=meta>" +
                                  std::string(bar) + "</div></div>")));
    }
    for (const char* text : {"12 Menschen gerettet", "Tor: 2 zu 1", "3 Minuten Nachspielzeit",
                             "No comments.", "100 shares were sold"}) {
        INFO(text);
        const Feed feed = read_of(
            page_of("Votação ao vivo", "<div class=update data-timestamp={T}><p>{W}</p><p>" +
                                           std::string(text) + "</p></div>"));
        REQUIRE(feed.items.size() == 3);
        CHECK(feed.items[0].content_text == words("1409247062") + "\n\n" + text);
    }
}
