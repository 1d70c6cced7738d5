#include "extract/block_authors.h"

#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

Strings authors_of(const Item& item) {
    Strings names;
    for (const Author& author : item.authors)
        names.push_back(author.name);
    return names;
}

/// A live blog of three entries with markup before and after each text.
Feed blog_with(const std::string& opening, const std::string& ending = {}) {
    std::string page =
        "<html lang=de><head><meta property='article:modified_time' "
        "content='2024-05-01T12:00:00Z'></head><body><h1>Sturm-Ticker</h1>";
    for (const char* clock : {"11:50", "10:40", "09:30"})
        page += "<div class=entry><div class=a1><time datetime=2024-05-01T" + std::string(clock) +
                ":00Z></time>" + opening + "<p>" + words(clock) + "</p>" + ending + "</div>";
    return read_of(page + "</body></html>");
}

void check(const Feed& feed, const Strings& authors) {
    REQUIRE(feed.items.size() == 3);
    for (const Item& item : feed.items)
        CHECK(authors_of(item) == authors);
    CHECK(feed.items[0].content_text == words("11:50"));
}

}  // namespace

TEST_CASE("block authors: a name beside the stamp", "[extract]") {
    check(blog_with("<span class=x>Eva Maier</span></div>"), {"Eva Maier"});
    const Feed labelled = blog_with("<span class=x>Neues Update</span></div>");
    CHECK(authors_of(labelled.items[0]).empty());
}

TEST_CASE("block authors: a name beside a portrait goes with its office", "[extract]") {
    check(blog_with("</div><div class=b2><img src=/p.jpg width=40><div><span>Eva "
                    "Maier</span><span>Redakteurin</span></div></div>"),
          {"Eva Maier"});
}

TEST_CASE("block authors: a name that links to a person's page", "[extract]") {
    check(blog_with("</div><p class=c3><a href=/autor/eva-maier>Eva Maier</a></p>"), {"Eva Maier"});
    check(blog_with("</div><div><span>By </span><a rel=author href=/x>Eva Maier</a></div>"),
          {"Eva Maier"});
}

TEST_CASE("block authors: a name in the text that nothing speaks for is text", "[extract]") {
    const Feed feed = blog_with("</div><p>Olaf Scholz</p>");
    CHECK(authors_of(feed.items[0]).empty());
    CHECK(feed.items[0].content_text == "Olaf Scholz\n\n" + words("11:50"));
}

TEST_CASE("block authors: the agency that ends the text", "[extract]") {
    check(blog_with("</div>", "<div class=q>Quelle: dpa</div>"), {"dpa"});
    check(blog_with("</div>", "<p><em>(dpa/AFP)</em></p>"), {"dpa", "AFP"});
    check(blog_with("<span>Eva Maier</span></div>", "<p>© dpa-infocom, dpa:240501-99-1/2</p>"),
          {"Eva Maier"});
    // The source of a picture is none of the text.
    const Feed feed =
        blog_with("</div>", "<figure><img src=/f.jpg><figcaption>(afp)</figcaption></figure>");
    CHECK(authors_of(feed.items[0]).empty());
}

TEST_CASE("block authors: a name beside a stamp at the end", "[extract]") {
    std::string page = "<html lang=en><body><h1>Storm – live</h1>";
    for (const char* clock : {"11:50", "10:40", "09:30"})
        page += "<div class=entry data-sort-time=2024-05-01T" + std::string(clock) + ":00Z><p>" +
                words(clock) + "</p><div><span>Ann Lee</span><span>1 May 2024 " + clock +
                "</span></div></div>";
    check(read_of(page), {"Ann Lee"});
}
