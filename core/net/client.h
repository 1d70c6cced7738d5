#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

/// One polite HTTP client.
namespace stet::net {

struct Request {
    std::string url;
    std::string etag{}, last_modified{};  ///< validators of the last stored answer, or empty
    std::string user{}, password{};       ///< sent to this host only; else those of the url
    std::string user_agent{};             ///< else that of the settings
    std::optional<std::string> proxy{};   ///< else that of the settings
    std::size_t enough = 0;  ///< bytes of the body after which it is cut; 0: the limit counts
};

struct Response {
    int status = 0;
    std::string url;                          ///< the last one, after redirects
    std::string request_head, response_head;  ///< of the last exchange; credentials blanked
    std::vector<std::string> redirects;       ///< addresses passed through, the first first
    bool moved_for_good = false;              ///< there were redirects, all of them 301 or 308
    std::string body;                         ///< content encodings undone
    bool cut = false;  ///< the body ended before its length or its last chunk, or in a time-out
    std::string peer;  ///< `127.0.0.1:80`, `[::1]:80`
    std::chrono::milliseconds duration{};
    // Of the response head:
    std::string content_type, content_language, content_location, etag, last_modified;
};

struct Limits {
    std::size_t body = std::size_t{64} << 20;     ///< bytes after decoding
    std::size_t head = 300'000;                   ///< bytes of a response's head
    std::chrono::seconds total{60};               ///< redirects and second try, without waiting
    std::chrono::seconds stall{30}, connect{20};  ///< without progress
    std::chrono::milliseconds pause_before_retry{500};
    std::chrono::milliseconds delay{};  ///< between the beginnings of two requests to one host
    std::size_t redirects = 10;
    std::size_t transfers = 64;  ///< at once
    std::size_t per_host = 2;    ///< connections at once; each bears several transfers in HTTP/2
};

struct Settings {
    Limits limits;
    std::string user_agent;
    std::string ca_file;      ///< certificates (PEM) to trust beside the system's, or empty
    std::string ca_bundle;    ///< certificates (PEM) to trust instead of the system's, or empty
    std::string cookie_file;  ///< cookies in Netscape's format, or empty; it is never written
    /// An address, empty for none; else what the environment says: http_proxy, https_proxy,
    /// HTTPS_PROXY, all_proxy, ALL_PROXY. In either case no_proxy and NO_PROXY except hosts.
    std::optional<std::string> proxy;
};

/// Fetches documents by http and https and nothing else. Reads no ~/.netrc or ~/.curlrc, has no
/// cookies but those of the file, follows redirects to http and https only, verifies TLS. A
/// transient fault (connection refused, or lost before an answer; 502, 503, 504 without
/// Retry-After) is tried once more. Where an answer came, whatever its status, there is a Response.
/// No credentials are in what is returned.
class Client {
  public:
    explicit Client(Settings settings);
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    /// Fetches all, many at once, and calls `done` with the index of each as it ends; the others go
    /// on when `done` returns, and the time that it took is not theirs. `done` must not fetch.
    /// `stop`, asked several times a second, ends the run early; what was not done by then is not
    /// reported.
    using Done = std::function<void(std::size_t index, Result<Response>&& response)>;
    void fetch(const std::vector<Request>& requests, const Done& done,
               const std::function<bool()>& stop = {});

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace stet::net
