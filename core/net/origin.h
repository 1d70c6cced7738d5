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

/// Percent-encoding made uniform, so that equal paths are equal bytes (RFC 3986, 6.2.2): bytes that
/// need none are decoded, those that no address may have encoded, hexadecimal digits upper case.
std::string uniform_encoding(std::string_view path);

/// Scheme, host and port of an address without credentials, for comparing.
std::string origin_of(std::string_view url);

}  // namespace stet::net
