#pragma once

#include <string>
#include <string_view>

/// Heads of HTTP messages: a first line, then fields, as they stand on the wire.
namespace stet::net {

/// The first value of a field that is not empty, trimmed; points into `head`. A name is compared
/// without regard to case.
std::string_view field(std::string_view head, std::string_view name);

/// All values of a field, joined by commas: how a list is read that has several lines (RFC 9110,
/// 5.3).
std::string list_field(std::string_view head, std::string_view name);

/// The status of a response's first line; 0 if it is none.
int status_of(std::string_view head);

/// The head with its credentials blanked: values of Authorization, Proxy-Authorization, Cookie and
/// Set-Cookie, user and password in addresses that it names.
std::string blanked(std::string_view head);

/// A validator as it may be kept and sent again: empty if it has control characters or is longer
/// than 8 kB.
std::string_view sound_validator(std::string_view value);

}  // namespace stet::net
