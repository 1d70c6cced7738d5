#include "support/server.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include "text/ascii.h"
#include "text/cat.h"

namespace stet::test {
namespace {

void need(bool good, const char* what) {
    if (!good)
        throw std::runtime_error(what);
}

/// Told to all connections when the server goes.
struct Closing {
    std::mutex mutex;
    std::condition_variable changed;
    bool closing = false;

    bool wait(std::chrono::milliseconds time) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, time, [this] { return closing; });
    }
};

class Plain : public Connection {
  public:
    Plain(int socket, Closing& closing) : socket_(socket), closing_(closing) {}
    ~Plain() override { end(); }

    void send(std::string_view bytes) override {
        while (!bytes.empty() && !ended_) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return end();
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void close() override { end(); }
    void reset() override {
        const linger at_once{1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        end();
    }
    void pause(std::chrono::milliseconds time) override {
        if (closing_.wait(time))
            end();
    }

    virtual ssize_t receive(char* buffer, std::size_t size) {
        return ::recv(socket_, buffer, size, 0);
    }
    bool ended() const { return ended_; }

    /// Waits for bytes; false where the server goes or the other side has gone.
    bool readable() {
        pollfd waiting{socket_, POLLIN, 0};
        while (!ended_ && !closing_.wait(std::chrono::milliseconds(0))) {
            const int ready = ::poll(&waiting, 1, 10);
            if (ready != 0)
                return ready > 0;
        }
        return false;
    }

  protected:
    virtual void end() {
        if (!ended_)
            ::close(socket_);
        ended_ = true;
    }
    int socket_;
    bool ended_ = false;

  private:
    Closing& closing_;
};

class Secure : public Plain {
  public:
    Secure(int socket, Closing& closing, SSL_CTX* context)
        : Plain(socket, closing), ssl_(SSL_new(context), &SSL_free) {
        SSL_set_fd(ssl_.get(), socket);
        if (SSL_accept(ssl_.get()) != 1)
            Plain::end();
    }
    ~Secure() override { Secure::end(); }
    void send(std::string_view bytes) override {
        if (ended_ || bytes.empty())
            return;
        if (SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) <= 0)
            end();
    }
    ssize_t receive(char* buffer, std::size_t size) override {
        return SSL_read(ssl_.get(), buffer, static_cast<int>(size));
    }

  protected:
    void end() override {
        if (!ended_)
            SSL_shutdown(ssl_.get());
        Plain::end();
    }

  private:
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
};

std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> tls_context(const Certificate& tls) {
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                              &SSL_CTX_free);
    const auto bio = [](const std::string& pem) {
        return std::unique_ptr<BIO, decltype(&BIO_free)>(
            BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    };
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(bio(tls.certificate).get(), nullptr, nullptr, nullptr), &X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(bio(tls.key).get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    need(SSL_CTX_use_certificate(context.get(), certificate.get()) == 1, "certificate");
    need(SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1, "key");
    return context;
}

/// The next request's head from `unread` and the connection; empty if there is none.
std::string next_head(Plain& connection, std::string& unread) {
    std::size_t end = unread.find("\r\n\r\n");
    while (end == unread.npos) {
        char buffer[4096];
        if (!connection.readable())
            return {};
        const ssize_t got = connection.receive(buffer, sizeof buffer);
        if (got <= 0)
            return {};
        unread.append(buffer, static_cast<std::size_t>(got));
        end = unread.find("\r\n\r\n");
    }
    std::string head = unread.substr(0, end + 4);
    unread.erase(0, head.size());
    return head;
}

std::string packed(std::string_view bytes, int window_bits) {
    z_stream z{};
    deflateInit2(&z, 9, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&z, bytes.size()), '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

}  // namespace

std::string Asked::field(std::string_view name) const {
    for (const std::string_view line : text::split(head, '\n'))
        if (const std::size_t colon = line.find(':');
            colon != line.npos && text::iequals(line.substr(0, colon), name))
            return std::string(text::trim(line.substr(colon + 1)));
    return {};
}

std::string answer(std::string_view status, std::string_view fields, std::string_view body) {
    return text::cat("HTTP/1.1 ", status, "\r\n", fields, "Content-Length: ", body.size(),
                     "\r\n\r\n", body);
}

std::string gzipped(std::string_view bytes) {
    return packed(bytes, 16 + MAX_WBITS);
}

std::string deflated(std::string_view bytes) {
    return packed(bytes, MAX_WBITS);
}

std::string brotli_bomb() {
    constexpr std::string_view digits =
        "cfffff7f002400e2b14072effff9ffff0f8004401c1680eefd3fffffff01900088c302d0bdffe7ffff3f0012"
        "00715800baf7fffcffff074002200e0b40f7fe9fffffff004800c46101e8defff3ffff1f000980382c00ddfb"
        "7ffeffff032001108705a07bffcfffff7f002400e2b00074effff9ffff0f8004401c1680eefd3fffffff0190"
        "0088c302d0bdffcfffe075001200715800bab9eb";
    std::string out;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return out;
}

struct Server::State {
    Behaviour behaviour;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> tls{nullptr, &SSL_CTX_free};
    int listener = -1;
    int port = 0;
    Closing closing;
    mutable std::mutex mutex;
    std::vector<std::string> asked;
    int connections = 0, most_connections = 0;
    std::list<std::thread> threads;  // of connections; only the accepting thread adds to it
    std::thread accepting;

    void accept_all();
    void serve(int socket);
    void count(int change);
};

void Server::State::accept_all() {
    pollfd waiting{listener, POLLIN, 0};
    while (!closing.wait(std::chrono::milliseconds(0))) {
        if (::poll(&waiting, 1, 10) <= 0)
            continue;
        if (const int socket = ::accept(listener, nullptr, nullptr); socket >= 0)
            threads.emplace_back([this, socket] { serve(socket); });
    }
}

void Server::State::count(int change) {
    const std::lock_guard lock(mutex);
    connections += change;
    most_connections = std::max(most_connections, connections);
}

void Server::State::serve(int socket) {
    sigset_t broken_pipe;  // OpenSSL writes without MSG_NOSIGNAL
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    count(1);
    std::unique_ptr<Plain> connection = tls ? std::make_unique<Secure>(socket, closing, tls.get())
                                            : std::make_unique<Plain>(socket, closing);
    std::string unread;
    while (!connection->ended()) {
        Asked request;
        request.head = next_head(*connection, unread);
        if (request.head.empty())
            break;
        const std::size_t from = request.head.find(' ') + 1;
        request.path = request.head.substr(from, request.head.find(' ', from) - from);
        {
            const std::lock_guard lock(mutex);
            asked.push_back(request.head);
        }
        behaviour(request, *connection);
    }
    connection.reset();
    count(-1);
}

Server::Server(Behaviour behaviour, const Certificate* tls) : state_(std::make_unique<State>()) {
    state_->behaviour = std::move(behaviour);
    if (tls)
        state_->tls = tls_context(*tls);
    state_->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* place = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    need(::bind(state_->listener, place, size) == 0, "bind");
    need(::listen(state_->listener, 128) == 0, "listen");
    need(::getsockname(state_->listener, place, &size) == 0, "getsockname");
    state_->port = ntohs(address.sin_port);
    state_->accepting = std::thread([this] { state_->accept_all(); });
}

Server::~Server() {
    {
        const std::lock_guard lock(state_->closing.mutex);
        state_->closing.closing = true;
    }
    state_->closing.changed.notify_all();
    state_->accepting.join();
    for (std::thread& thread : state_->threads)
        thread.join();
    ::close(state_->listener);
}

int Server::port() const {
    return state_->port;
}

std::string Server::url(std::string_view path, std::string_view host) const {
    return text::cat(state_->tls ? "https://" : "http://", host, ':', state_->port, path);
}

std::vector<std::string> Server::asked() const {
    const std::lock_guard lock(state_->mutex);
    return state_->asked;
}

int Server::most_connections() const {
    const std::lock_guard lock(state_->mutex);
    return state_->most_connections;
}

}  // namespace stet::test
