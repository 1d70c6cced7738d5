#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// An HTTP/1.1 server on loopback that behaves as a test wants it to, or misbehaves.
namespace stet::test {

/// What a client asked for.
struct Asked {
    std::string head;
    std::string path;  ///< with its query

    std::string field(std::string_view name) const;
};

/// The server's end of a connection.
class Connection {
  public:
    virtual ~Connection() = default;
    virtual void send(std::string_view bytes) = 0;
    /// Ends the connection in good order.
    virtual void close() = 0;
    /// Ends it with a reset.
    virtual void reset() = 0;
    /// Does nothing for a while; shorter where the server is being shut down.
    virtual void pause(std::chrono::milliseconds time) = 0;
};

/// A whole answer with its length; `fields` are lines, each with its CRLF.
std::string answer(std::string_view status, std::string_view fields = {},
                   std::string_view body = {});

std::string gzipped(std::string_view bytes);
std::string deflated(std::string_view bytes);
/// 200 MB of zeros, packed by brotli.
std::string brotli_bomb();

/// A certificate and its key that nobody trusts; both in PEM. It is good from an hour ago until
/// `end`, told from now, for `names` as OpenSSL writes them.
struct Certificate {
    std::string certificate, key;
};
Certificate self_signed(std::chrono::seconds end = std::chrono::hours(1),
                        const char* names = "DNS:localhost,IP:127.0.0.1");

class Server {
  public:
    /// Called for each request, on a thread of the connection's own; the connection then stays open
    /// for the next one.
    using Behaviour = std::function<void(const Asked&, Connection&)>;

    explicit Server(Behaviour behaviour, const Certificate* tls = nullptr);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const;
    /// `http://127.0.0.1:PORT` and the path.
    std::string url(std::string_view path, std::string_view host = "127.0.0.1") const;
    /// The heads of all requests so far.
    std::vector<std::string> asked() const;
    /// How many connections were open at once, at most.
    int most_connections() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace stet::test
