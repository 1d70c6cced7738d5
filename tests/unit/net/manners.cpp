#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "fetch_one.h"
#include "net/client.h"
#include "support/catch.h"
#include "support/server.h"
#include "text/cat.h"

using namespace stet;
using namespace std::chrono_literals;
using test::Asked;
using test::Connection;
using test::fetch_one;
using test::impatient;

namespace {

void good(const Asked& asked, Connection& out) {
    out.send(test::answer("200 OK", {}, asked.path));
}

/// A variable of the environment, set for a while.
class Variable {
  public:
    Variable(const char* name, const std::string& value) : name_(name) {
        ::setenv(name, value.c_str(), 1);
    }
    ~Variable() { ::unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

  private:
    const char* name_;
};

/// A file that goes with the test.
struct File {
    std::filesystem::path path = std::filesystem::temp_directory_path() / "stet-manners-test";
    explicit File(std::string_view text) { std::ofstream(path) << text; }
    ~File() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("manners: a slow answer does not hold up another of its host", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        if (asked.path == "/slow")
            out.pause(4s);
        good(asked, out);
    });
    net::Settings settings = impatient();
    settings.limits.total = 2s;
    settings.limits.stall = 2s;
    std::vector<bool> came(2);
    net::Client client(settings);
    client.fetch({{.url = server.url("/slow")}, {.url = server.url("/quick")}},
                 [&](std::size_t index, Result<net::Response>&& got) { came[index] = bool(got); });
    CHECK_FALSE(came[0]);
    CHECK(came[1]);
}

TEST_CASE("manners: between two requests to one host lies the delay, other hosts go on", "[net]") {
    const test::Server slow(good), other(good);
    net::Settings settings = impatient();
    settings.limits.delay = 200ms;
    settings.limits.total = 1s;  // to wait for one's turn is not to be slow
    std::vector<net::Request> requests;
    for (int i = 0; i < 7; ++i)
        requests.push_back({.url = slow.url("/")});
    requests.push_back({.url = other.url("/", "localhost")});
    std::vector<std::size_t> order;
    const auto begun = std::chrono::steady_clock::now();
    net::Client client(settings);
    client.fetch(requests, [&](std::size_t index, Result<net::Response>&& got) {
        CHECK(got);
        order.push_back(index);
    });
    CHECK(std::chrono::steady_clock::now() - begun >= 1200ms);
    REQUIRE(order.size() == 8);
    CHECK((order[0] == 7 || order[1] == 7));
}

TEST_CASE("manners: a redirect waits for its host's turn too", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        if (asked.path == "/a")
            out.send(test::answer("302 Found", "Location: /b\r\n"));
        else
            good(asked, out);
    });
    net::Settings settings = impatient();
    settings.limits.delay = 300ms;
    const auto begun = std::chrono::steady_clock::now();
    const auto got = fetch_one(server.url("/a"), settings);
    REQUIRE(got);
    CHECK(got->body == "/b");
    CHECK(std::chrono::steady_clock::now() - begun >= 300ms);
}

TEST_CASE("manners: who takes his time over one answer costs the others nothing", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        if (asked.path != "/first")
            out.pause(300ms);
        good(asked, out);
    });
    net::Settings settings = impatient();
    settings.limits.total = settings.limits.connect = settings.limits.stall = 1s;
    settings.limits.per_host = 8;
    std::vector<net::Request> requests{{.url = server.url("/first")}};
    for (int i = 0; i < 7; ++i)
        requests.push_back({.url = server.url(text::cat("/", i))});
    int whole = 0;
    net::Client client(settings);
    client.fetch(requests, [&](std::size_t index, Result<net::Response>&& got) {
        whole += got && !got->cut;
        if (index == 0)
            std::this_thread::sleep_for(2500ms);
    });
    CHECK(whole == 8);
}

TEST_CASE("manners: a request can have a name of its own", "[net]") {
    const test::Server server(good);
    REQUIRE(fetch_one(
        net::Request{.url = server.url("/"), .user_agent = "reader/1 (+https://me.example)"}));
    REQUIRE(fetch_one(server.url("/")));
    CHECK(Asked{server.asked().at(0), {}}.field("User-Agent") == "reader/1 (+https://me.example)");
    CHECK(Asked{server.asked().at(1), {}}.field("User-Agent") == "stet/test");
}

TEST_CASE("manners: the environment names proxies as it does to curl", "[net]") {
    const test::Server proxy(good);
    const std::string url = "http://news.example/feed";
    {
        const Variable variable("http_proxy", proxy.url(""));
        const auto got = fetch_one(url);
        REQUIRE(got);
        CHECK(got->body == url);
    }
    {
        const Variable variable("ALL_PROXY", proxy.url(""));
        REQUIRE(fetch_one(url));
        const Variable except("NO_PROXY", "news.example");
        CHECK_FALSE(fetch_one("http://news.example:1/"));
    }
    {
        // Of a CGI program's environment the other side writes this one.
        const Variable variable("HTTP_PROXY", proxy.url(""));
        CHECK_FALSE(fetch_one("http://no-such-host.invalid/"));
    }
    {
        const Variable variable("HTTPS_PROXY", proxy.url(""));
        CHECK_FALSE(fetch_one("https://news.example/"));
    }
    REQUIRE(proxy.asked().size() >= 3);
    CHECK(proxy.asked().at(2).starts_with("CONNECT news.example:443 "));
}

TEST_CASE("manners: a request's own proxy goes before the environment's, also none", "[net]") {
    const test::Server mine(good), theirs(good), server(good);
    const Variable variable("http_proxy", theirs.url(""));
    REQUIRE(fetch_one(net::Request{.url = "http://news.example/", .proxy = mine.url("")}));
    REQUIRE(fetch_one(net::Request{.url = server.url("/"), .proxy = ""}));
    CHECK(mine.asked().size() == 1);
    CHECK(theirs.asked().empty());
    CHECK(server.asked().size() == 1);
}

TEST_CASE("manners: through a proxy more go at once than to one host", "[net]") {
    const test::Server proxy([](const Asked& asked, Connection& out) {
        out.pause(100ms);
        good(asked, out);
    });
    std::vector<net::Request> requests;
    for (int i = 0; i < 10; ++i)
        requests.push_back({.url = text::cat("http://h", i, ".example/"), .proxy = proxy.url("")});
    int whole = 0;
    net::Client client(impatient());
    client.fetch(requests,
                 [&](std::size_t, Result<net::Response>&& got) { whole += got.has_value(); });
    CHECK(whole == 10);
    CHECK(proxy.most_connections() > 2);
}

TEST_CASE("manners: cookies of the given file go to their host, others are not kept", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        if (asked.path == "/wall")
            out.send(test::answer("302 Found", "Location: /news\r\nSet-Cookie: consent=yes\r\n"));
        else
            out.send(test::answer("200 OK", "Set-Cookie: seen=1\r\n", "x"));
    });
    const std::string_view text =
        "# Netscape HTTP Cookie File\n"
        "127.0.0.1\tFALSE\t/\tFALSE\t4102444800\tsession\ts3cret\n"
        "other.example\tFALSE\t/\tFALSE\t4102444800\tother\tx\n";
    const File file(text);
    net::Settings settings = impatient();
    settings.cookie_file = file.path.string();
    const auto got = fetch_one(server.url("/wall"), settings);
    REQUIRE(got);
    CHECK(Asked{server.asked().at(0), {}}.field("Cookie") == "session=s3cret");
    CHECK(Asked{server.asked().at(1), {}}.field("Cookie") == "session=s3cret");
    CHECK(got->request_head.find("s3cret") == std::string::npos);
    REQUIRE(fetch_one(server.url("/news"), settings));
    CHECK(Asked{server.asked().at(2), {}}.field("Cookie") == "session=s3cret");
    std::ifstream after(file.path);
    CHECK(std::string(std::istreambuf_iterator<char>(after), {}) == text);
}

TEST_CASE("manners: of an endless answer only enough is taken", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.send("HTTP/1.1 200 OK\r\n\r\n");
        for (int i = 0; i < 10'000; ++i)
            out.send(std::string(10'000, 'x'));
        out.close();
    });
    const auto got = fetch_one(net::Request{.url = server.url("/"), .enough = 25'000});
    REQUIRE(got);
    CHECK(got->cut);
    CHECK(got->body == std::string(25'000, 'x'));
}

TEST_CASE("manners: after a 304 nothing is asked again, even if the connection is lost", "[net]") {
    const test::Server server([](const Asked&, Connection& out) {
        out.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n");
        out.reset();
    });
    const auto got = fetch_one(net::Request{.url = server.url("/"), .etag = "\"a\""});
    REQUIRE(got);
    CHECK(got->status == 304);
    CHECK(server.asked().size() == 1);
}

TEST_CASE("manners: who asks to be left alone for a while is not asked again", "[net]") {
    const test::Server server([](const Asked& asked, Connection& out) {
        out.send(test::answer(asked.path.substr(1) + " Busy", "Retry-After: 1\r\n"));
    });
    for (const char* path : {"/429", "/503"}) {
        const auto got = fetch_one(server.url(path));
        REQUIRE(got);
    }
    CHECK(server.asked().size() == 2);
}
