#pragma once

#include <string>
#include <string_view>

namespace stet::net {

/// An address without its credentials and its fragment, fit to be sent: bytes that no address may
/// have are percent-encoded. And the credentials, decoded.
struct Address {
    std::string url, user, password;
};
Address take_apart(std::string_view url);

/// Scheme, host and port of an address without credentials, for comparing.
std::string origin_of(std::string_view url);

}  // namespace stet::net
