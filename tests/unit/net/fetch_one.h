#pragma once

#include <optional>
#include <stdexcept>

#include "net/client.h"
#include "support/server.h"

namespace stet::test {

/// Settings for impatient tests.
inline net::Settings impatient() {
    net::Settings settings;
    settings.user_agent = "stet/test";
    settings.limits.total = std::chrono::seconds(10);
    settings.limits.pause_before_retry = std::chrono::milliseconds(10);
    return settings;
}

inline Result<net::Response> fetch_one(const net::Request& request,
                                       const net::Settings& settings = impatient()) {
    std::optional<Result<net::Response>> came;
    net::Client client(settings);
    client.fetch({request}, [&](std::size_t, Result<net::Response>&& response) {
        if (came)
            throw std::logic_error("told twice");
        came = std::move(response);
    });
    return std::move(came.value());
}

inline Result<net::Response> fetch_one(const std::string& url,
                                       const net::Settings& settings = impatient()) {
    return fetch_one(net::Request{.url = url}, settings);
}

}  // namespace stet::test
