#pragma once

#include <string>
#include <string_view>

namespace stet::text {

/// The parts of an address (RFC 3986, appendix B). They point into it.
struct UrlParts {
    std::string_view scheme, authority, path, query, fragment;
    bool has_authority = false, has_query = false, has_fragment = false;
};
UrlParts url_parts(std::string_view url);

/// A reference taken relative to a base (RFC 3986, section 5.2). Without a base, or where either
/// makes no sense, `reference` as it came, trimmed.
std::string resolve_url(std::string_view base, std::string_view reference);

/// Begins with http:// or https://, in any case, and names a host.
bool is_http_url(std::string_view url);

/// The host in lower case, without user and port; empty if there is none.
std::string url_host(std::string_view url);

/// Without user and password: how an address is printed and stored.
std::string without_credentials(std::string_view url);

/// For comparing only: without parameters that track the reader (utm_*, fbclid, ref and their like)
/// and without an empty fragment.
std::string without_tracking(std::string_view url);

}  // namespace stet::text
