#include "source/older_pages.h"

#include <atomic>
#include <map>
#include <sstream>

#include "model/pages.h"
#include "support/catch.h"
#include "support/server.h"
#include "text/ascii.h"
#include "text/cat.h"

using namespace stet;

namespace {

const Instant noon = *time::from_rfc3339("2026-01-28T12:00:00Z");

/// Every word of a page after `next` is where it says that older updates are.
std::vector<std::string> find(const Document& page, const std::string& first) {
    std::vector<std::string> found;
    for (const std::string_view word : text::split(page.body, ' '))
        if (word.starts_with('/'))
            found.push_back(text::cat(first.substr(0, first.find('/', 8)), word));
        else if (word.find(':') != word.npos)
            found.emplace_back(word);
    return found;
}

/// A site: its pages by path, and what it answers in their place.
struct Site {
    std::map<std::string, std::string> pages, answers;
    test::Server server{[this](const test::Asked& asked, test::Connection& connection) {
        if (const auto answer = answers.find(asked.path); answer != answers.end())
            return connection.send(answer->second);
        const auto page = pages.find(asked.path);
        if (page == pages.end())
            return connection.send(test::answer("404 Not Found"));
        if (asked.field("If-None-Match") == "\"1\"")
            return connection.send(test::answer("304 Not Modified", "ETag: \"1\"\r\n"));
        connection.send(test::answer("200 OK", "ETag: \"1\"\r\n", page->second));
    }};

    std::string url(std::string_view path) const { return server.url(path); }

    /// How often the site was asked for a path.
    std::size_t asked_for(const std::string& path) const {
        std::size_t count = 0;
        for (const std::string& head : server.asked())
            count += head.starts_with("GET " + path + " ");
        return count;
    }
};

Document read(const Site& site, std::size_t older_pages, const std::string& etag = {}) {
    source::Place place;
    place.address = site.url("/live");
    place.etag = etag;
    place.older_pages = older_pages;
    net::Settings settings;
    settings.limits.pause_before_retry = std::chrono::milliseconds(1);
    source::Network network(settings);
    net::Robots robots(network.client);
    std::istringstream in;
    std::vector<Document> all;
    source::read_with_older(
        {place}, network, robots, in, [] { return noon; }, find,
        [&](const source::Place& told, Result<Document>&& document) {
            REQUIRE(document);
            CHECK(told.address == place.address);
            all.push_back(*std::move(document));
        });
    REQUIRE(all.size() == 1);
    return all.front();
}

/// The bodies of a look's pages, and what it says of the one that is not there.
std::string told(const Site& site, const Document& document) {
    const std::optional<Pages> pages = unpacked(document);
    if (!pages)
        return text::cat("one: ", document.body);
    std::string line;
    for (const Document& page : pages->list)
        line += text::cat(line.empty() ? "" : " | ", page.body);
    if (!pages->missing.empty())
        line += text::cat(" missing ", pages->missing);
    if (!pages->left_out.empty())
        line += text::cat(" left out ", pages->left_out);
    return text::replace_all(line, site.url(""), "");
}

const std::map<std::string, std::string> three_pages{
    {"/live", "a /2"}, {"/2", "b /live /3"}, {"/3", "c /live /2 /3"}};

}  // namespace

TEST_CASE("older pages: so many as are wanted come with the first one", "[source]") {
    Site site;
    site.pages = three_pages;
    CHECK(told(site, read(site, 0)) == "one: a /2");
    CHECK(told(site, read(site, 1)) == "a /2 | b /live /3");
    CHECK(told(site, read(site, 9)) == "a /2 | b /live /3 | c /live /2 /3");  // no ring is run
    CHECK(site.asked_for("/3") == 1);
    const Document document = read(site, 1);
    CHECK(document.address == site.url("/live"));
    CHECK(document.etag == "\"1\"");
    CHECK(unpacked(document)->list[1].response_head.find("200 OK") != std::string::npos);
}

TEST_CASE("older pages: where the first page is as it was nothing else is asked", "[source]") {
    Site site;
    site.pages = three_pages;
    CHECK(read(site, 2, "\"1\"").not_modified);
    CHECK(site.asked_for("/2") == 0);
    CHECK(told(site, read(site, 2, "\"0\"")) == "a /2 | b /live /3 | c /live /2 /3");
}

TEST_CASE("older pages: one that does not come is missing, one that is not there is not",
          "[source]") {
    Site site;
    site.pages = three_pages;
    const std::string length = "HTTP/1.1 200 OK\r\nContent-Length: 90\r\nConnection: close\r\n\r\n";
    for (const auto& [answer, words] : std::map<std::string, std::string>{
             {test::answer("500 Oh"), " missing /3: status 500"},
             {test::answer("403 No"), " missing /3: status 403"},
             {test::answer("404 No"), " left out there are no older updates at /3"},
             {test::answer("410 No"), " left out there are no older updates at /3"},
             {test::answer("302 To", "Location: ftp://127.0.0.1/3\r\n"), ""},
             {test::answer("302 To", "Location: /live\r\n"), ""}}) {
        site.answers["/3"] = answer;
        const Document document = read(site, 5);
        CAPTURE(answer, told(site, document));
        CHECK(told(site, document).starts_with("a /2 | b /live /3" + words));
        // What was missing is asked for again.
        CHECK(document.etag.empty() == !unpacked(document)->missing.empty());
    }
    site.answers["/2"] = test::answer("503 Busy", "Retry-After: 600\r\n");
    CHECK(read(site, 5).retry_after == noon + std::chrono::seconds(600));
}

TEST_CASE("older pages: links by itself lead neither elsewhere nor where robots may not go",
          "[source]") {
    Site site, other;
    other.pages["/2"] = "not to be seen";
    for (const std::string& next : {other.url("/2"), std::string("https://127.0.0.1/2")}) {
        site.pages = {{"/live", "a " + next}};
        CHECK(told(site, read(site, 5)) ==
              "a " + next + " left out older updates are on another host: " + next);
    }
    site.pages = {{"/live", "a /2"}};
    site.answers["/2"] = test::answer("302 To", text::cat("Location: ", other.url("/2"), "\r\n"));
    CHECK(told(site, read(site, 5)) ==
          "a /2 left out older updates are elsewhere: " + other.url("/2"));
    site.pages = three_pages;
    site.answers = {{"/robots.txt", test::answer("200 OK", {}, "User-agent: *\nDisallow: /3")}};
    CHECK(told(site, read(site, 5)) ==
          "a /2 | b /live /3 left out robots.txt keeps programs from older updates: /3");
    CHECK(site.asked_for("/3") == 0);
    site.answers = {{"/2", test::answer("302 To", "Location: /3\r\n")},
                    {"/robots.txt", test::answer("200 OK", {}, "User-agent: *\nDisallow: /3")}};
    CHECK(told(site, read(site, 5)).starts_with("a /2 left out older updates are elsewhere: /3"));
    CHECK(other.server.asked().size() == 1);
}

TEST_CASE("older pages: the same page under other numbers is one", "[source]") {
    Site site;
    site.pages = {{"/live", "a /2"}, {"/2", "b /3 /4 /5"}, {"/3", "b /3 /4 /5"}};
    CHECK(told(site, read(site, 9)) == "a /2 | b /3 /4 /5");
    CHECK(site.asked_for("/4") == 0);
}

TEST_CASE("older pages: a failed first page has none", "[source]") {
    Site site;
    site.answers["/live"] = test::answer("500 Oh", {}, "a /2");
    CHECK(read(site, 5).status == 500);
    CHECK(site.asked_for("/2") == 0);
}

TEST_CASE("older pages: a run that ends before a host was heard says nothing of it", "[source]") {
    std::atomic<bool> ended = false;
    const test::Server server([&](const test::Asked& asked, test::Connection& connection) {
        if (asked.path == "/live")
            return connection.send(test::answer("200 OK", {}, "a /2"));
        ended = true;  // and robots.txt has no answer
    });
    source::Place place;
    place.address = server.url("/live");
    place.older_pages = 1;
    source::Network network{net::Settings{}};
    const auto has_ended = [&] { return ended.load(); };
    net::Robots robots(network.client, has_ended);
    std::istringstream in;
    std::size_t looks = 0;
    source::read_with_older(
        {place}, network, robots, in, [] { return noon; }, find,
        [&](const source::Place&, Result<Document>&&) { ++looks; }, has_ended);
    CHECK(ended);
    CHECK(looks == 0);
}
