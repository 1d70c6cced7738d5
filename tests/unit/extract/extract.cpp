#include "extract/extract.h"

#include "reading.h"
#include "support/resident.h"

using namespace stet;
using Strings = std::vector<std::string>;

TEST_CASE("extract: blocks with clocks under day headings are updates", "[extract]") {
    std::string page =
        "<html lang=de><head><title>Newsblog zur Wahl | Blatt</title></head><body><main><article>"
        "<span class=kicker>Wahl</span><h1>Newsblog zur Wahl</h1>"
        "<p class=meta>Aktualisiert am 01.01.2025 - 02:46 Uhr · Lesedauer: 7 Min.</p>"
        "<p class=teaser>Das Land wählt, und wir berichten den ganzen Tag darüber.</p>"
        "<figure><img src=/bild.jpg alt=Urne><figcaption>Eine Urne. <span class=credit>Foto: AP"
        "</span></figcaption></figure><h2>Mittwoch, 1. Januar 2025</h2>";
    const auto entry = [](const char* id, const char* clock, const char* title) {
        return "<section class='entry' id='" + std::string(id) + "'><span class=time>" + clock +
               " Uhr</span><h3>" + title + "</h3><p>" + words(title) +
               "</p><ul class=share><li><a "
               "href='https://facebook.example/sharer'>Teilen</a></ul></section>";
    };
    page += entry("e4", "2:42", "Vier") + entry("e3", "0:05", "Drei") +
            "<h2>Dienstag, 31. Dezember 2024</h2>" + entry("e2", "23.10", "Zwei") +
            entry("e1", "9.00", "Eins") +
            "</article></main><footer>Impressum</footer></body></html>";
    const Feed feed = read_of(page);
    CHECK(feed.head.kind == Kind::page);
    CHECK(feed.head.id == "https://news.example/blog");
    CHECK(feed.head.title == "Newsblog zur Wahl");
    CHECK(feed.head.kicker == "Wahl");
    CHECK(feed.head.reading_minutes == 7);
    CHECK(feed.head.summary == "Das Land wählt, und wir berichten den ganzen Tag darüber.");
    CHECK(feed.head.image == "https://news.example/bild.jpg");
    CHECK(feed.head.image_alt == "Urne");
    CHECK(feed.head.image_caption == "Eine Urne.");
    CHECK(feed.head.image_credit == "AP");
    CHECK(time_of(feed.head.date_modified) == "2025-01-01T01:46:00Z");
    CHECK(feed.head.warnings.empty());
    REQUIRE(titles_of(feed) == Strings{"Vier", "Drei", "Zwei", "Eins"});
    CHECK(times_of(feed) == Strings{"2025-01-01T01:42:00Z", "2024-12-31T23:05:00Z",
                                    "2024-12-31T22:10:00Z", "2024-12-31T08:00:00Z"});
    CHECK(feed.items[0].id == "e4");
    CHECK(feed.items[0].url == "https://news.example/blog#e4");
    CHECK(feed.items[0].stamp == "2:42 Uhr");
    CHECK(feed.items[0].time_basis == TimeBasis::clock);
    CHECK(feed.items[0].content_text == words("Vier"));
    CHECK(feed.items[0].language == "de");
    CHECK(feed.items[3].position == 4);
}

TEST_CASE("extract: headings that begin with a clock open updates", "[extract]") {
    std::string page =
        "<html lang=de><body><h1>Ticker zum Streik</h1><p>Stand: 27.08.2024, 12:32 Uhr</p><div>"
        "<ul><li>Züge fallen aus (11.39 Uhr)</li><li>Die Lage (5.19 Uhr)</li></ul></div><div>";
    for (const char* clock : {"12.31", "11.39", "5.20"})
        page += "<h2>" + std::string(clock) + " Uhr: Titel um " + clock + "</h2><p>" +
                words("Das") + "</p><p>Gegen 14.15 Uhr geht es weiter.</p>";
    page +=
        "<h2>Dienstag, 27. August 2024</h2></div><div><h2>Mehr zum Thema</h2><p>Anderes.</p></div>";
    const Feed feed = read_of(page + "</body></html>");
    REQUIRE(titles_of(feed) == Strings{"Titel um 12.31", "Titel um 11.39", "Titel um 5.20"});
    CHECK(times_of(feed) ==
          Strings{"2024-08-27T10:31:00Z", "2024-08-27T09:39:00Z", "2024-08-27T03:20:00Z"});
    CHECK(feed.items[0].content_text == words("Das") + "\n\nGegen 14.15 Uhr geht es weiter.");
}

TEST_CASE("extract: paragraphs that begin with a clock are updates of a live blog only",
          "[extract]") {
    const auto page = [](const char* headline) {
        std::string body = "<html lang=de><body><h1>" + std::string(headline) +
                           "</h1><p>Stand: 25.05.2024 20:37 Uhr</p>";
        for (const char* clock : {"9.30", "10.15", "12.00"})
            body +=
                "<p><strong>" + std::string(clock) + " Uhr:</strong> " + words("Etwas") + "</p>";
        return body + "</body></html>";
    };
    CHECK(read_of(page("Liveticker vom Fest")).items.size() == 3);
    const Feed article = read_of(page("So lief der Tag des Festes"));
    CHECK(article.items.empty());
    CHECK(article.head.feed->format == "article");
}

TEST_CASE("extract: structure and JSON-LD are joined, the best of each", "[extract]") {
    std::string json = R"({"@type":"LiveBlogPosting","headline":"Live: Sturm","liveBlogUpdate":[)";
    std::string html;
    for (int i = 3; i > 0; --i) {
        const std::string n = std::to_string(i);
        json += std::string(i < 3 ? "," : "") + R"({"@id":"https://news.example/blog#b)" + n +
                R"(","headline":"Live: Sturm","datePublished":"2026-01-28T1)" + n +
                R"(:00:07+01:00","author":{"name":"Eva Bo"},"articleBody":"Text )" + n + "\"}";
        html += "<article class=block id=b" + n + "><time>1" + n + ":00</time><h2>Titel " + n +
                "</h2><p>" + words(n) + "</p></article>";
    }
    const Feed feed = read_of("<html lang=de><script type='application/ld+json'>" + json +
                              "]}</script><body><h1>Live: Sturm</h1>" + html + "</body></html>");
    REQUIRE(titles_of(feed) == Strings{"Titel 3", "Titel 2", "Titel 1"});
    CHECK(times_of(feed) ==
          Strings{"2026-01-28T12:00:07Z", "2026-01-28T11:00:07Z", "2026-01-28T10:00:07Z"});
    CHECK(feed.items[0].authors == std::vector<Author>{{"Eva Bo", {}, {}}});
    CHECK(feed.items[0].content_text == words("3"));
    CHECK(feed.items[0].stamp == "13:00");
}

TEST_CASE("extract: a column of other stories makes no live blog", "[extract]") {
    std::string page = "<html lang=de><body><main><article><h1>Parlament vertagt Abstimmung</h1>";
    for (int i = 0; i < 6; ++i)
        page += "<p>" + words("Die Entscheidung") + " " + words("Der Streit") + "</p>";
    page += "</article></main><div class=latest><h3>Newsticker</h3>";
    for (int i = 9; i > 0; --i)
        page += "<div class=entry><time datetime='2019-10-19T1" + std::to_string(i) + ":00:00Z'>1" +
                std::to_string(i) + ":00</time><h4><a href='/news/" + std::to_string(i) +
                "'>Eine ganz andere Geschichte steht hier, Nummer " + std::to_string(i) +
                "</a></h4></div>";
    const Feed feed = read_of(page + "</div></body></html>");
    CHECK(feed.items.empty());
    CHECK(feed.head.content_text.find("andere Geschichte") == std::string::npos);
    CHECK(feed.head.content_text.find("Die Entscheidung") == 0);
}

TEST_CASE("extract: readers' comments are no updates", "[extract]") {
    std::string page = "<html lang=en><body><h1>Chocolate cake, live from my kitchen</h1><p>" +
                       words("Kuchen") + words("Torte") + "</p><ol class=comment-list>";
    for (int i = 1; i < 8; ++i)
        page += "<li class=comment id=comment-" + std::to_string(i) + "><time datetime='2019-10-0" +
                std::to_string(i) + "T10:00:00Z'>Oct 2019</time><p>" + words("Thank you, it") +
                "</p></li>";
    CHECK(read_of(page + "</ol></body></html>").items.empty());
}

TEST_CASE("extract: an article is one page record with its body", "[extract]") {
    std::string page =
        "<html lang=de><head><meta property='article:published_time' "
        "content='2026-01-02T10:00:00+01:00'>"
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Der Fluss "
        "steigt\","
        "\"author\":[{\"name\":\"Eva Bo\"}]}</script></head><body><nav><a "
        "href=/>Start</a></nav><article>"
        "<h1>Der Fluss steigt</h1><p class=byline>Von Eva Bo</p>";
    for (const char* about : {"Der Fluss", "Die Brücke", "Das Wasser", "Der Damm"})
        page += "<p>" + words(about) + " " + words(about) + "</p>";
    page +=
        "<div class=related><a href=/a>Mehr zum Thema Hochwasser</a></div></article></body></html>";
    const Feed feed = read_of(page);
    CHECK(feed.items.empty());
    CHECK(feed.head.feed->format == "article");
    CHECK(feed.head.content_text.find("Der Fluss ist am Abend") == 0);
    CHECK(feed.head.content_text.find("Mehr zum Thema") == std::string::npos);
    CHECK(feed.head.authors == std::vector<Author>{{"Eva Bo", {}, {}}});
    CHECK(time_of(feed.head.date_published) == "2026-01-02T09:00:00Z");
    CHECK(feed.head.warnings.empty());
}

TEST_CASE("extract: embeds stay as links, questions for consent go", "[extract]") {
    std::string page = "<html lang=de><body><h1>Liveblog: Regen</h1>";
    for (int i = 3; i > 0; --i)
        page +=
            "<article class=entry id=e" + std::to_string(i) + "><time datetime='2026-01-28T1" +
            std::to_string(i) + ":00:00Z'>x</time><p>" + words("Es") +
            "</p><iframe src='https://www.youtube.com/embed/abc' title='Ein Film'></iframe>"
            "<div class=embed-consent>Empfohlener externer Inhalt. Wir benötigen Ihre Einwilligung."
            "</div></article>";
    const Feed feed = read_of(page + "</body></html>");
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].content_html.find("href=\"https://www.youtube.com/embed/abc\"") !=
          std::string::npos);
    CHECK(feed.items[0].content_text == words("Es") + "\n\nEin Film");
}

TEST_CASE("extract: feeds go to their readers", "[extract]") {
    const Feed feed = read_of(
        "<rss version='2.0'><channel><title>F</title><item><title>A</title>"
        "<description>&lt;p>Text&lt;/p></description></item></channel></rss>");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.head.id == "https://news.example/blog");
    CHECK(feed.items[0].position == 1);
    CHECK(feed.items[0].id.starts_with("stet:"));
    CHECK(feed.items[0].source == "https://news.example/blog");
}

TEST_CASE("extract: the same page gets the same ids", "[extract]") {
    const std::string page = "<html lang=de><body><h1>Newsticker</h1><h2>12.31 Uhr: Eins</h2><p>" +
                             words("a") + "</p><h2>11.00 Uhr: Zwei</h2><p>" + words("b") +
                             "</p></body></html>";
    const Feed first = read_of(page), second = read_of(page);
    REQUIRE(first.items.size() == 2);
    CHECK(first.items[0].id == second.items[0].id);
    CHECK(first.items[0].id != first.items[1].id);
}

TEST_CASE("extract: bytes that are no text are unreadable", "[extract]") {
    const auto feed =
        extract_of(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0", 30));
    REQUIRE_FALSE(feed);
    CHECK(feed.error().kind == Error::Kind::unreadable);
}

TEST_CASE("extract: records come one by one as they come together", "[extract]") {
    std::string items;
    for (int n = 0; n < 5; ++n)
        items += "<item><title>" + words("Der Zug") + "</title><link>https://news.example/" +
                 std::to_string(n / 2) + "</link></item>";
    Document document;
    document.source = document.address = "https://news.example/feed";
    document.body = "<rss><channel><title>Ticker</title>" + items + "</channel></rss>";
    const auto whole = stet::extract(document);
    REQUIRE(whole);
    CHECK(whole->items.size() == 5);
    CHECK(whole->head.language == "de");

    std::vector<Item> records;
    const Sink sink{.head =
                        [&](Feed&& feed) {
                            CHECK(feed.items.empty());
                            records.push_back(feed.head);
                        },
                    .item = [&](Item&& item) { records.push_back(std::move(item)); }};
    CHECK_FALSE(stet::extract(document, {}, sink));
    REQUIRE(records.size() == 6);
    CHECK(records[0].title == "Ticker");
    CHECK(records[0].language == "de");
    for (std::size_t n = 0; n < 5; ++n) {
        CHECK(records[n + 1].id == whole->items[n].id);
        CHECK(records[n + 1].language == "de");
        CHECK(records[n + 1].position == n + 1);
    }
    Feed again = *whole;
    for (Item& item : again.items)
        item.id.clear();
    assign_ids(again);
    for (std::size_t n = 0; n < 5; ++n)
        CHECK(again.items[n].id == whole->items[n].id);
}

TEST_CASE("extract: an entry that says it is in no language is recognised by its words",
          "[extract]") {
    const Feed feed = read_of(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>T</title>"
        "<entry><id>1</id><title>x</title></entry>"
        "<entry xml:lang=''><id>2</id><title>x</title></entry>"
        "<entry xml:lang=''><id>3</id><title>" +
        words("Der Zug") + words("Das Haus") + "</title></entry></feed>");
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].language == "en");
    CHECK(feed.items[1].language.empty());
    CHECK(feed.items[2].language == "de");
}

TEST_CASE("extract: of a large feed only what is read is in memory", "[extract]") {
    BodyWriter writer;
    writer.add("<rss><channel><title>Ticker</title><language>de</language>");
    for (int n = 0; writer.size() < 9'000'000; ++n)
        writer.add("\n<item><guid>" + std::to_string(n) + "</guid><description><![CDATA[" +
                   words("Der Zug") + std::string(100'000, '.') + "]]></description></item>");
    writer.add("</channel></rss>");
    Document document;
    document.source = document.address = "https://news.example/feed";
    document.body = writer.finish();

    std::vector<Item> records;
    std::size_t most = 0;
    const Sink sink{.head = [](Feed&&) {},
                    .item =
                        [&](Item&& item) {
                            most = std::max(most, test::resident(document.body));
                            records.push_back(std::move(item));
                        }};
    REQUIRE_FALSE(stet::extract(document, {}, sink));
    CHECK(most < 5'000'000);
    document.body = std::string(std::string_view(document.body));
    const auto whole = stet::extract(document);
    REQUIRE(whole);
    const auto same = [](const Item& a, const Item& b) {
        return a.id == b.id && a.position == b.position && a.content_text == b.content_text;
    };
    CHECK(std::ranges::equal(records, whole->items, same));
}

TEST_CASE("extract: a JSON array is no text page", "[extract]") {
    const auto read = [](std::string body, const std::string& type = {}) {
        Document document;
        document.source = document.address = "https://news.example/data";
        document.content_type = type;
        document.body = std::move(body);
        return extract(document);
    };
    for (const char* text : {R"([{"k": 1, "words": "Rain falls on the coast."}])", "[1, 2, 3]",
                             R"(["One", "Two"])", "[]"}) {
        CAPTURE(text);
        const Result<Feed> feed = read(text);
        REQUIRE_FALSE(feed.has_value());
        CHECK(feed.error().message == "JSON of no known shape");
    }
    const Result<Feed> cut = read(R"([{"k": 1, "words": "Rain fal)");
    REQUIRE_FALSE(cut.has_value());
    CHECK(cut.error().kind == Error::Kind::cut);
    CHECK(read("[1] See below: rain falls on the coast.\n\nIt goes on.").has_value());
    CHECK(read("[Update] Rain falls on the coast.\n\nIt goes on.").has_value());
}
