#include "desk.h"
#include "support/catch.h"
#include "text/ascii.h"

namespace stet::archive {

using namespace desk;
using namespace std::chrono_literals;
using enum Change;

namespace {

const std::string news = "https://news.example/feed.xml";

std::string page(int number) {
    return text::cat("https://news.example/story/", number);
}

/// An archive with a feed that has articles.
struct Paper {
    Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    Source feed;
    Paper() {
        Source made = *archive.follow(news, "news", {}, 0s);
        made.articles = true;
        made.access.user_agent = "mine";
        made.reading.zone = "Europe/Vienna";
        made.reading.item = "article";
        feed = *archive.set(made, at(0));
    }
    std::optional<Source> take(const std::vector<std::string>& addresses) {
        return archive.follow_article(feed, addresses);
    }
    void look(int minutes, const std::string& address, std::string text = "Deich") {
        Feed marked = desk::feed({}, minutes == 0 ? added : edited);
        marked.head.content_text = std::move(text);
        marked.head.changed = {"content_text"};
        keep(archive, document(minutes, text::cat("look ", minutes), address), marked);
    }
    std::string followed() {
        std::string names;
        for (const Source& source : archive.sources())
            if (source.followed)
                names += text::cat(names.empty() ? "" : " ", source.name);
        return names;
    }
};

std::string due(Archive& archive, Instant now) {
    std::string names;
    for (const Source& source : archive.take_due([now] { return now; }))
        names += text::cat(names.empty() ? "" : " ", source.name);
    return names;
}

}  // namespace

TEST_CASE("articles: that they are wanted is a setting of the feed", "[articles]") {
    Paper paper;
    CHECK(paper.archive.find_source("news")->articles);
    REQUIRE(paper.archive.feeds_with_articles().size() == 1);
    CHECK(paper.archive.feeds_with_articles()[0].source == news);
    paper.archive.unfollow(paper.feed);
    CHECK(paper.archive.feeds_with_articles().empty());
    paper.feed.articles = false;
    REQUIRE(paper.archive.set(paper.feed, at(0)));
    CHECK_FALSE(paper.archive.find_source("news")->articles);
}

TEST_CASE("articles: each is a source named after the feed, asked for as it", "[articles]") {
    Paper paper;
    const Source first = *paper.take({page(1)});
    CHECK(first.name == "news.1");
    CHECK(first.source == page(1));
    CHECK(first.article_of == news);
    CHECK(first.followed);
    CHECK(first.access.user_agent == "mine");
    CHECK(first.reading.zone == "Europe/Vienna");
    CHECK(first.reading.item.empty());
    CHECK_FALSE(first.articles);
    REQUIRE(paper.archive.follow("https://elsewhere.example/", "news.2", {}, 0s));
    CHECK(paper.take({page(3)})->name == "news.3");
    CHECK(paper.archive.check().faults.empty());
}

TEST_CASE("articles: by whatever address it is found, it is one", "[articles]") {
    Paper paper;
    const std::string link = page(1) + "?utm_source=feed", short_link = "https://n.example/1";
    const Source article = *paper.take({page(1), link});
    CHECK(article.address() == page(1));
    CHECK(paper.archive.is_settled(link, at(0)));
    CHECK_FALSE(paper.archive.is_settled(short_link, at(0)));
    CHECK_FALSE(paper.take({page(1), short_link}));
    CHECK(paper.archive.find_source(short_link)->number == article.number);
    CHECK(paper.archive.find_source(short_link)->address() == page(1));
    CHECK_FALSE(paper.take({"https://amp.news.example/1", link}));
    CHECK(paper.archive.sources().size() == 2);
}

TEST_CASE("articles: a source that a person follows is none, and looked at where it was",
          "[articles]") {
    Paper paper;
    REQUIRE(paper.archive.follow(ticker, "ticker", {}, 0s));
    CHECK_FALSE(paper.take({ticker, page(9)}));
    const Source known = *paper.archive.find_source(page(9));
    CHECK(known.name == "ticker");
    CHECK(known.article_of.empty());
    CHECK(known.address() == ticker);
}

TEST_CASE("articles: who follows one by hand makes it a source like others", "[articles]") {
    Paper paper;
    paper.take({page(1)});
    paper.look(0, page(1));
    CHECK(paper.archive.find_source(page(1))->plan.interval == 5min);
    REQUIRE(paper.archive.follow(page(1), "", {}, 0s));
    const Source source = *paper.archive.find_source(page(1));
    CHECK(source.article_of.empty());
    CHECK_FALSE(source.pace.article);
    CHECK(source.plan.interval == 3min);
}

TEST_CASE("articles: settings of one leave it an article", "[articles]") {
    Paper paper;
    Source article = *paper.take({page(1)});
    article.name = "flood";
    CHECK(paper.archive.set(article, at(0))->article_of == news);
}

TEST_CASE("articles: one that is old, or gone, is followed no more", "[articles]") {
    Paper paper;
    for (int i = 1; i <= 3; ++i) {
        paper.take({page(i)});
        paper.look(0, page(i));
    }
    fail(paper.archive, document(5, "gone", page(1)), Error::Kind::gone, "410");
    CHECK(paper.followed() == "news news.2 news.3");
    Document nothing = document(5, "no such page", page(2));
    nothing.status = 404;
    for (int minutes : {5, 15, 35}) {
        nothing.observed = at(minutes);
        CHECK(paper.followed() == "news news.2 news.3");
        fail(paper.archive, nothing, Error::Kind::refused, "404");
    }
    CHECK(paper.followed() == "news news.3");
    paper.look(60 * 24 * 29, page(3), "Damm");
    CHECK(paper.archive.find_source("news.3")->plan.interval == 5min);
    keep(paper.archive, document(60 * 24 * 60, "same again", page(3)), desk::feed({}));
    CHECK(paper.followed() == "news");
    CHECK(paper.archive.is_settled(page(3), at(60 * 24 * 60)));
}

TEST_CASE("articles: of a feed as many are watched as may be, the newest", "[articles]") {
    Paper paper;
    for (int i = 1; i <= 4; ++i)
        paper.take({page(i)});
    paper.look(0, page(1));
    paper.look(1, page(2));
    paper.look(0, page(3));
    paper.look(3, page(3), "Damm");
    paper.archive.leave_oldest_articles(paper.feed, 4);
    CHECK(paper.followed() == "news news.1 news.2 news.3 news.4");
    paper.archive.leave_oldest_articles(paper.feed, 2);
    CHECK(paper.followed() == "news news.3 news.4");
}

TEST_CASE("articles: who stops following a feed stops following its articles", "[articles]") {
    Paper paper;
    paper.take({page(1)});
    paper.archive.unfollow(paper.feed);
    CHECK(paper.followed().empty());
}

TEST_CASE("articles: a link that was passed by rests for an hour", "[articles]") {
    Paper paper;
    paper.archive.pass_by(page(1), at(0));
    CHECK(paper.archive.is_settled(page(1), at(59)));
    CHECK_FALSE(paper.archive.is_settled(page(1), at(60)));
    CHECK_FALSE(paper.archive.is_settled(page(1), at(-61)));
    CHECK_FALSE(paper.archive.is_settled(page(2), at(0)));
    paper.archive.pass_by(page(2), at(60));
    CHECK(paper.archive.sources().size() == 1);
}

TEST_CASE("articles: what hosts said is known for a week, but for long texts", "[articles]") {
    Paper paper;
    Archive& archive = paper.archive;
    const std::string host = "https://news.example";
    CHECK_FALSE(archive.robots_of(host));
    archive.keep_robots(host, "User-agent: *\n\xff", at(0));
    archive.keep_robots("https://other.example", "", at(1));
    CHECK(archive.robots_of(host)->text == "User-agent: *\n\xff");
    CHECK(archive.robots_of(host)->asked == at(0));
    CHECK(archive.robots_of("https://other.example")->text.empty());
    archive.keep_robots("https://other.example", "b", at(7 * 24 * 60 + 1));
    CHECK_FALSE(archive.robots_of(host));
    CHECK(archive.robots_of("https://other.example")->text == "b");
    archive.keep_robots("https://other.example", std::string(70'000, 'a'), at(7 * 24 * 60 + 2));
    CHECK_FALSE(archive.robots_of("https://other.example"));
}

TEST_CASE("articles: where all are due at once, some of each feed are", "[articles]") {
    Paper paper;
    const Source other = *paper.archive.follow("https://other.example/feed", "other", {}, 0s);
    for (int i = 1; i <= 70; ++i)
        paper.take({page(i)});
    for (int i = 1; i <= 3; ++i)
        paper.archive.follow_article(other, {text::cat("https://other.example/", i)});
    const std::string first = due(paper.archive, at(0));
    CHECK(text::split(first, ' ').size() == 60 + 3 + 2);
    for (const Source& source : paper.archive.sources())
        if (source.number <= 40)
            paper.look(0, source.source);
    CHECK(due(paper.archive, at(1)).find("news.70") != std::string::npos);
}

}  // namespace stet::archive
