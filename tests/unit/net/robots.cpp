#include "net/robots.h"

#include "fetch_one.h"
#include "support/catch.h"
#include "support/server.h"
#include "text/cat.h"

using namespace stet;
using net::RobotsRules;
using test::Asked;
using test::Connection;

namespace {

bool allows(std::string_view text, std::string_view path) {
    return RobotsRules(text, "stet").allows(path);
}

}  // namespace

TEST_CASE("robots: nothing said is everything allowed", "[net]") {
    CHECK(allows("", "/a"));
    CHECK(allows("Disallow: /a\n", "/a"));  // of no group
    CHECK(allows("User-agent: *\nDisallow:\n", "/a"));
    CHECK(allows("<html><body>No such page</body></html>", "/a"));
    CHECK_FALSE(RobotsRules::none_allowed().allows("/a"));
    CHECK(RobotsRules::none_allowed().allows("/robots.txt"));
}

TEST_CASE("robots: groups that name the program count, all of them; else those for all", "[net]") {
    const char* text =
        "User-Agent: *\nDisallow: /all\n"
        "User-agent: other\nuser-agent: Stet/2.0 (+x) # us\nDisallow: /one\n\n"
        "User-agent: other\nDisallow: /theirs\n"
        "Sitemap: https://news.example/map\n"
        "User-agent: stet\ndisallow: /two\n";
    CHECK(allows(text, "/all"));
    CHECK_FALSE(allows(text, "/one"));
    CHECK_FALSE(allows(text, "/two"));
    CHECK(allows(text, "/theirs"));
    CHECK_FALSE(RobotsRules(text, "another").allows("/all"));
    CHECK(allows("User-agent: *\nDisallow: /\nUser-agent: stet\n", "/a"));
    CHECK(allows("User-agent: stetson\nDisallow: /\n", "/a"));
}

TEST_CASE("robots: the longest rule that fits counts, and allow before disallow", "[net]") {
    const char* text = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\n";
    CHECK_FALSE(allows(text, "/a"));
    CHECK_FALSE(allows(text, "/apple"));
    CHECK(allows(text, "/a/b"));
    CHECK_FALSE(allows(text, "/a/b/c/d"));
    CHECK(allows(text, "/A"));
    CHECK(allows("User-agent: *\nDisallow: /x\nAllow: /x\n", "/x"));
    CHECK(allows("User-agent: *\nAllow: /x\nDisallow: /x\n", "/x"));
}

TEST_CASE("robots: * stands for anything and $ for the end", "[net]") {
    const auto refuses = [](std::string_view pattern, std::string_view path) {
        return !allows(text::cat("User-agent: *\nDisallow: ", pattern, "\n"), path);
    };
    CHECK(refuses("/*.gif$", "/a/b.gif"));
    CHECK_FALSE(refuses("/*.gif$", "/a/b.gif?c"));
    CHECK(refuses("/*.gif", "/a/b.gif?c"));
    CHECK(refuses("*.gif$", "/.gif.gif"));
    CHECK(refuses("/a*b*c", "/a-b-b-c-d"));
    CHECK_FALSE(refuses("/a*b*c", "/a-c-b"));
    CHECK_FALSE(refuses("/ab*b$", "/ab"));
    CHECK(refuses("/a$", "/a"));
    CHECK_FALSE(refuses("/a$", "/a/"));
    CHECK(refuses("/*", "/"));
    CHECK(refuses("/a**", "/a"));
    CHECK(refuses("/a?b", "/a?bc"));
}

TEST_CASE("robots: percent-encoding makes no difference", "[net]") {
    const char* text = "User-agent: *\nDisallow: /f%C3%BCr\nDisallow: /%7ejoe\nDisallow: /a%2fb\n";
    CHECK_FALSE(allows(text, "/f\xc3\xbcr"));
    CHECK_FALSE(allows(text, "/f%c3%bcr/x"));
    CHECK_FALSE(allows(text, "/~joe"));
    CHECK_FALSE(allows(text, "/a%2Fb"));
    CHECK(allows(text, "/a/b"));
}

TEST_CASE("robots: a text of any size and shape is read", "[net]") {
    const std::string filler(600'000, '#');
    CHECK(allows("User-agent: *\n" + filler + "\nDisallow: /\n", "/a"));
    CHECK_FALSE(allows("\xef\xbb\xbfUser-agent: *\rDisallow: /a\r\n", "/a"));
    CHECK_FALSE(allows(" user-agent : * \n\tdisallow :\t/a # why\n", "/a"));
    std::string hostile = "User-agent: *\n";
    while (hostile.size() < 500'000)
        hostile += "Disallow: /*a*a*a*a*a*b\n";
    CHECK(allows(hostile, "/" + std::string(2000, 'a')));
    CHECK_FALSE(allows(hostile, "/" + std::string(5000, 'a')));
}

TEST_CASE("robots: each host is asked once, many at once, and its answer weighed", "[net]") {
    int status = 200;
    const test::Server server([&](const Asked&, Connection& out) {
        out.send(test::answer(text::cat(status, " Told"), "Retry-After: 9\r\n",
                              "User-agent: stet\nDisallow: /no\n"));
    });
    net::Client client(test::impatient());
    net::Robots robots(client);
    const std::string here = server.url(""), there = server.url("", "localhost");
    robots.learn({{.url = here + "/a"}, {.url = here + "/b"}, {.url = there + "/c"}});
    CHECK(server.asked().size() == 2);
    CHECK(robots.allows({.url = here + "/yes?no"}));
    CHECK_FALSE(robots.allows({.url = here + "/no"}));
    CHECK_FALSE(robots.allows({.url = "http://me:s3cret@" + there.substr(7) + "/no"}));
    CHECK(server.asked().size() == 2);
    for (const std::string& head : server.asked())
        CHECK(head.starts_with("GET /robots.txt "));
    for (const auto& [answer, allowed] :
         {std::pair{404, true}, {403, true}, {500, false}, {503, false}}) {
        status = answer;
        net::Robots fresh(client);
        CHECK(fresh.allows({.url = here + "/no"}) == allowed);
    }
}

TEST_CASE("robots: what a host said is remembered for a day, and longer where it is in trouble",
          "[net]") {
    struct Memory : net::RobotsMemory {
        std::map<std::string, Answer> kept;
        std::optional<Answer> recall(const std::string& origin) override {
            const auto known = kept.find(origin);
            return known == kept.end() ? std::nullopt : std::optional(known->second);
        }
        void keep(const std::string& origin, std::string_view text) override {
            kept[origin] = {std::string(text), {}};
        }
    };
    int status = 200;
    const test::Server server([&](const Asked&, Connection& out) {
        out.send(test::answer(text::cat(status, " Told"), "Retry-After: 9\r\n",
                              "User-agent: *\nDisallow: /no\n"));
    });
    net::Client client(test::impatient());
    Memory memory;
    const std::string here = server.url("");
    const auto allows_no = [&] {
        return net::Robots(client, {}, &memory).allows({.url = here + "/no"});
    };
    CHECK_FALSE(allows_no());
    CHECK_FALSE(allows_no());
    CHECK(server.asked().size() == 1);
    status = 404;
    memory.kept.at(here).age = std::chrono::hours(23);
    CHECK_FALSE(allows_no());
    CHECK(server.asked().size() == 1);
    memory.kept.at(here).age = std::chrono::hours(25);
    CHECK(allows_no());
    CHECK(server.asked().size() == 2);
    status = 503;
    for (const int hours : {25, -25}) {
        memory.kept.at(here).age = std::chrono::hours(hours);
        CHECK(allows_no());
    }
    CHECK(memory.kept.at(here).text.empty());
    memory.kept.clear();
    CHECK_FALSE(allows_no());
    CHECK(memory.kept.empty());
}

TEST_CASE("robots: a host that does not answer allows nothing, nor does what is no address",
          "[net]") {
    net::Client client(test::impatient());
    net::Robots robots(client);
    CHECK_FALSE(robots.allows({.url = "http://no-such-host.invalid/a"}));
    CHECK_FALSE(robots.allows({.url = "file:///etc/passwd"}));
    CHECK_FALSE(robots.allows({.url = ""}));
}

TEST_CASE("robots: a host is asked as its link is", "[net]") {
    const test::Server proxy([](const Asked& asked, Connection& out) {
        const bool is_ours = asked.path == "http://news.example/robots.txt" &&
                             asked.field("User-Agent") == "reader/1";
        out.send(test::answer(is_ours ? "404 Not Found" : "500 No"));
    });
    net::Client client(test::impatient());
    net::Robots robots(client);
    CHECK(robots.allows(
        {.url = "http://news.example/a", .user_agent = "reader/1", .proxy = proxy.url("")}));
    CHECK(proxy.asked().size() == 1);
}
