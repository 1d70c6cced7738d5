#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <utility>

#include "fetch_one.h"
#include "net/client.h"
#include "support/catch.h"
#include "support/server.h"

using namespace stet;
using namespace std::chrono_literals;
using test::Asked;
using test::Connection;
using test::fetch_one;
using test::impatient;

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

void good(const Asked&, Connection& out) {
    out.send(test::answer("200 OK", {}, "secret"));
}

/// Settings under which a certificate is trusted.
class Trusting {
  public:
    explicit Trusting(const test::Certificate& certificate) {
        std::ofstream(file_) << certificate.certificate;
        settings.ca_file = file_.string();
    }
    ~Trusting() { std::filesystem::remove(file_); }
    Trusting(const Trusting&) = delete;
    Trusting& operator=(const Trusting&) = delete;

    net::Settings settings = impatient();

  private:
    std::filesystem::path file_ = std::filesystem::temp_directory_path() / "stet-ca-test.pem";
};

/// CPU time of this thread; the server's threads have their own.
double cpu_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double least_cpu_of_a_refusal(net::Client& client, const test::Server& server) {
    double least = 1;
    for (int i = 0; i < 20; ++i) {
        const double before = cpu_seconds();
        client.fetch({{.url = server.url("/")}},
                     [](std::size_t, Result<net::Response>&& got) { CHECK_FALSE(got); });
        least = std::min(least, cpu_seconds() - before);
    }
    return least;
}

}  // namespace

TEST_CASE("https: a certificate that nobody vouches for is refused", "[net]") {
    const test::Certificate certificate = test::self_signed();
    const test::Server server(good, &certificate);
    const auto refused = fetch_one(server.url("/"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Error::Kind::network);
    CHECK(contains(refused.error().message, "the certificate of '127.0.0.1' is not trusted: self"));
    CHECK(server.asked().empty());
}

TEST_CASE("https: a certificate of the given file is trusted", "[net]") {
    const test::Certificate certificate = test::self_signed();
    const test::Server server(good, &certificate);
    Trusting trusting(certificate);
    const auto trusted = fetch_one(server.url("/"), trusting.settings);
    REQUIRE(trusted);
    CHECK(trusted->body == "secret");
    trusting.settings.ca_file = "/nonexistent/ca.pem";
    const auto no_file = fetch_one(server.url("/"), trusting.settings);
    REQUIRE_FALSE(no_file);
    CHECK(no_file.error().message == "the file of trusted certificates cannot be read");
}

TEST_CASE("https: a certificate for other names is refused", "[net]") {
    const test::Certificate certificate = test::self_signed(1h, "DNS:other.example");
    const test::Server server(good, &certificate);
    const Trusting trusting(certificate);
    const auto refused = fetch_one(server.url("/"), trusting.settings);
    REQUIRE_FALSE(refused);
    CHECK(contains(refused.error().message, "the certificate of '127.0.0.1' is not trusted: "));
    CHECK(server.asked().empty());
}

TEST_CASE("https: a certificate that has expired is refused", "[net]") {
    const test::Certificate certificate = test::self_signed(-60s);
    const test::Server server(good, &certificate);
    const Trusting trusting(certificate);
    const auto refused = fetch_one(server.url("/"), trusting.settings);
    REQUIRE_FALSE(refused);
    CHECK(contains(refused.error().message, "is not trusted: certificate has expired"));
    CHECK(server.asked().empty());
}

TEST_CASE("https: a redirect from https to http is followed, without credentials", "[net]") {
    const test::Server plain(good);
    const test::Certificate certificate = test::self_signed();
    const test::Server secure(
        [&](const Asked&, Connection& out) {
            out.send(test::answer("302 Found", "Location: " + plain.url("/") + "\r\n"));
        },
        &certificate);
    const Trusting trusting(certificate);
    const auto got =
        fetch_one(net::Request{.url = secure.url("/"), .user = "me", .password = "s3cret"},
                  trusting.settings);
    REQUIRE(got);
    CHECK_FALSE(Asked{secure.asked().at(0), {}}.field("Authorization").empty());
    CHECK(Asked{plain.asked().at(0), {}}.field("Authorization").empty());
}

TEST_CASE("https: a server that goes away does not end the program", "[net]") {
    const test::Certificate certificate = test::self_signed();
    const test::Server server(
        [](const Asked&, Connection& out) {
            out.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            out.pause(50ms);
            out.reset();
        },
        &certificate);
    const Trusting trusting(certificate);
    for (int i = 0; i < 5; ++i) {
        const auto got = fetch_one(server.url("/"), trusting.settings);
        REQUIRE(got);
        CHECK(got->cut);
    }
}

TEST_CASE("https: a bundle is trusted instead of the system's, or a file beside that", "[net]") {
    const test::Certificate certificate = test::self_signed();
    const test::Server server(good, &certificate);
    Trusting trusting(certificate);
    std::swap(trusting.settings.ca_file, trusting.settings.ca_bundle);
    CHECK(fetch_one(server.url("/"), trusting.settings));
    trusting.settings.ca_bundle = "/nonexistent/ca.pem";
    CHECK_FALSE(fetch_one(server.url("/"), trusting.settings));
}

// Under sanitizers a handshake takes some 5 ms; to parse the certificates takes 20 ms more: see
// set_trust().
TEST_CASE("https: a fresh connection does not parse the system's certificates again", "[net]") {
    const test::Certificate certificate = test::self_signed();
    const test::Server server(good, &certificate);
    net::Client client(impatient());
    CHECK(least_cpu_of_a_refusal(client, server) < 0.015);
}

TEST_CASE("https: nor does it parse a bundle again that stands for the system's", "[net]") {
    const std::filesystem::path bundle = "/etc/ssl/certs/ca-certificates.crt";
    if (!std::filesystem::exists(bundle))
        return;
    const test::Certificate certificate = test::self_signed();
    const test::Server server(good, &certificate);
    net::Settings settings = impatient();
    settings.ca_bundle = bundle.string();
    net::Client client(settings);
    CHECK(least_cpu_of_a_refusal(client, server) < 0.015);
}
