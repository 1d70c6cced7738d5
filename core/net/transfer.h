#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "net/client.h"

namespace stet::net {

/// One request on its way: an exchange, those that its redirects ask for, a second try.
/// Redirects are followed here and not by libcurl, so that each exchange waits for its host's turn
/// and credentials, kept apart from every address, go to the origin that they were given for.
class Transfer {
  public:
    using Clock = std::chrono::steady_clock;

    Transfer(std::size_t index, const Request& request, const Settings& settings);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    std::size_t index() const { return index_; }
    /// The host of the next exchange.
    std::string host() const;
    /// When the next exchange may begin.
    Clock::time_point due() const { return due_; }

    /// Makes libcurl's handle ready for the next exchange. Valid as long as the transfer.
    void* prepare();

    enum class Next { done, redirect, retry };
    /// Judges an exchange that ended with libcurl's `code`.
    Next ended(int code);
    /// The last exchange was in HTTP/2.
    bool multiplexed() const;
    /// For so long nobody looked after the exchange that runs: its limits are that much later.
    void excuse(Clock::duration neglected);

    /// What it came to; once, after Next::done.
    Result<Response> take() { return std::move(result_); }

  private:
    struct Freed {
        void operator()(void* easy) const;
    };
    struct Fields {
        void operator()(void* list) const;
    };
    struct Callbacks;

    Clock::time_point deadline() const;
    void set_limits();
    void set_times();
    void set_identity();
    void set_fields();
    void set_trust();
    void set_callbacks();
    bool receive_head(std::string_view line);
    bool receive_body(std::string_view bytes);
    Next judge_status(int status, bool whole);
    Next follow(std::string_view location, int status);
    Next retry();
    Next respond(int status, bool whole);
    Next fail(Error error);

    const std::size_t index_;
    const Settings& settings_;
    std::string url_;  // never with credentials
    std::string etag_, last_modified_;
    std::string user_, password_, origin_;  // the origin that user and password are for
    const std::string user_agent_;
    const std::optional<std::string> proxy_;
    const std::size_t enough_;
    std::unique_ptr<void, Freed> easy_;
    std::unique_ptr<void, Fields> fields_;

    Clock::time_point begun_{}, idle_since_{}, due_{};
    bool retried_ = false;
    std::vector<std::string> redirects_;
    bool permanent_ = true;

    // Of the exchange that runs:
    std::chrono::milliseconds time_{}, time_to_connect_{}, excused_{};
    std::string request_head_, head_, body_;
    std::size_t head_bytes_ = 0;
    bool head_whole_ = false, body_begun_ = false;
    bool head_too_large_ = false, body_too_large_ = false;
    std::string detail_;  // libcurl's words on a fault

    Result<Response> result_;
};

}  // namespace stet::net
