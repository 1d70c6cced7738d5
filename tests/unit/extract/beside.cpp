#include "extract/beside.h"

#include "reading.h"

using namespace stet;

namespace {

std::string article(std::string_view language = "de",
                    std::string_view headline = "Brücke am Hafen wird gesperrt") {
    std::string html = "<html lang=" + std::string(language) + "><body><main><article><h1>" +
                       std::string(headline) + "</h1>";
    for (const char* about : {"Der Beschluss", "Das Gutachten", "Der Umweg", "Die Klage"})
        html += "<p>" + words(about) + " " + words("Auch der Zeitplan") + "</p>";
    return html + "</article>";
}

std::string end() {
    return "</main></body></html>";
}

/// Entries in a box: {T} a time, {W} some words.
std::string list_of(const std::string& box, const std::string& entry,
                    const std::vector<std::string>& times) {
    std::string html = box;
    for (const std::string& time : times) {
        std::string one = entry;
        one.replace(one.find("{T}"), 3, time);
        if (const auto at = one.find("{W}"); at != std::string::npos)
            one.replace(at, 3, words("Die Meldung"));
        html += one;
    }
    return html + "</div>";
}

void check_article(const std::string& page) {
    const Feed feed = read_of(page);
    CHECK(feed.items.empty());
    CHECK(feed.head.feed->format == "article");
    CHECK(feed.head.content_text.find(words("Die Klage")) != std::string::npos);
    if (!feed.head.warnings.empty())
        CHECK(feed.head.content_text.find(words("Die Meldung")) == std::string::npos);
}

const std::vector<std::string> falling = {"2020-05-21T18:50:00Z", "2020-05-21T18:43:00Z",
                                          "2020-05-21T17:36:00Z", "2020-05-21T16:50:00Z"};

}  // namespace

TEST_CASE("beside: lists beside an article are none of its updates", "[extract]") {
    struct Case {
        const char *about, *box, *entry;
        std::vector<std::string> times;
    };
    const std::vector<std::string> years = {"2019-04-05T09:20:00Z", "2018-07-31T11:45:00Z",
                                            "2016-01-11T08:00:00Z", "2014-03-02T10:00:00Z"};
    const std::vector<std::string> equal(4, "2020-05-21T00:00:00Z");
    const Case cases[] = {
        {"the latest news", "<div class=latest-news>",
         "<div class=post><h3>Titel</h3><time datetime={T}></time><p>{W}</p></div>", falling},
        {"teasers", "<div class=row>",
         "<article class=entry><h3>Titel</h3><time datetime={T}>x</time><p>{W}</p></article>",
         falling},
        {"a social wall", "<div class=socialwall>",
         "<div class=post><time datetime={T}>x</time><p>{W}</p></div>", falling},
        {"tweets", "<div class=tweets>",
         "<div class=entry><time datetime={T}>x</time><p>{W}</p></div>", falling},
        {"comments", "<div class=comments>",
         "<div class=entry><time datetime={T}>x</time><p>{W}</p></div>", falling},
        {"dates of events", "<div class=agenda>",
         "<div class=event><time datetime={T}>x</time><p>{W}</p></div>", years},
        {"an archive", "<div>", "<div class=post><time datetime={T}>x</time><p>{W}</p></div>",
         years},
        {"times that are all one", "<div>",
         "<div class=post><time datetime={T}>x</time><p>{W}</p></div>", equal},
        {"entries without a text", "<div>", "<div class=post><time>{T}</time></div>", falling},
    };
    for (const Case& one : cases) {
        INFO(one.about);
        check_article(article() + list_of(one.box, one.entry, one.times) + end());
    }
    SECTION("in a footer, before the article, in other languages") {
        const std::string entry =
            "<div class=post><h3>Titel</h3><time datetime={T}>x</time><p>{W}</p></div>";
        const std::string list = list_of("<div>", entry, falling);
        check_article(article() + "<footer>" + list + "</footer>" + end());
        check_article(article("fr", "Le pont du port sera fermé") + list + end());
        check_article(article("en", "Harbour bridge to close") + list + end());
        check_article(article("it", "Chiude il ponte del porto") + list + end());
        check_article(article("pl", "Most w porcie zamknięty") + list + end());
        check_article(article("es", "Cierran el puente del puerto") + list + end());
    }
}

TEST_CASE("beside: a warning names the list that was left out", "[extract]") {
    const Feed feed = read_of(
        article() +
        list_of("<div class=row>",
                "<article class=entry><time datetime={T}>x</time><p>{W}</p></article>", falling) +
        end());
    REQUIRE(feed.head.warnings.size() == 1);
    CHECK(feed.head.warnings[0] ==
          "a list of 4 entries with times ('article.entry') stands beside the text and was not "
          "read");
}

TEST_CASE("beside: one block alone is no live blog", "[extract]") {
    check_article(article("de", "Live-Konzert: Brücke am Hafen") +
                  list_of("<div>", "<div class=post><time datetime={T}>x</time><p>{W}</p></div>",
                          {"2020-05-21T18:50:00Z"}) +
                  end());
}

TEST_CASE("beside: live blogs that look like lists stay live blogs", "[extract]") {
    struct Case {
        const char *headline, *box, *entry;
    };
    const Case cases[] = {
        {"Sturm im Liveblog", "<div class=widget>",
         "<div class=post><time datetime={T}>x</time><p>{W}</p></div>"},
        {"Sturm: der Live-Ticker", "<div class='widget live-ticker'>",
         "<div class=entry><time datetime={T}>x</time><p>{W}</p></div>"},
        {"La tempête en direct", "<div>",
         "<article class=post><time datetime={T}>x</time><p>{W}</p></article>"},
        {"Storm live updates", "<div>",
         "<div class=post><h3>Titel</h3><time datetime={T}>x</time><p>{W}</p></div>"},
        {"La tormenta, minuto a minuto", "<div>",
         "<div class=entry><time datetime={T}>x</time><p>{W}</p></div>"},
        {"Il temporale in diretta", "<div>",
         "<div class=block><time datetime={T}>x</time><p>{W}</p></div>"},
        // Nothing but its blocks names it; the text before them is short.
        {"Sturm an der Küste", "<div>",
         "<div class=update><time datetime={T}>x</time><p>{W}</p></div>"},
    };
    for (const Case& one : cases) {
        INFO(one.headline);
        const Feed feed = read_of("<html lang=de><body><h1>" + std::string(one.headline) +
                                  "</h1><p>Alles Wichtige in Kürze.</p>" +
                                  list_of(one.box, one.entry, falling) + "</body></html>");
        CHECK(feed.head.feed->format == "liveblog");
        CHECK(feed.items.size() == 4);
    }
}

TEST_CASE("beside: data for a live blog without updates makes no live blog", "[extract]") {
    const Feed feed = read_of(
        article() +
        "<script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Brücke "
        "am "
        "Hafen wird gesperrt\"}</script>" +
        end());
    CHECK(feed.items.empty());
    CHECK(feed.head.feed->format == "article");
    CHECK(feed.head.warnings == std::vector<std::string>{"a live blog that shows no updates"});
}
