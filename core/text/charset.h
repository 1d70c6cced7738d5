#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stet::text {

/// Bytes read as UTF-8.
struct Decoded {
    /// Valid UTF-8, without a byte order mark: points into the bytes where that is what they are,
    /// which large documents have reason to be glad of.
    std::string_view text() const { return converted ? std::string_view(*converted) : as_it_came; }

    std::string_view as_it_came;
    std::optional<std::string> converted;
    std::string encoding;               ///< IANA's name in lower case, as the bytes were read
    std::vector<std::string> warnings;  ///< what was contradictory or had to be replaced
};

/// What is known about the encoding of some bytes; names as they came, or empty.
struct CharsetHints {
    std::string_view transport;  ///< charset of the Content-Type
    std::string_view declared;   ///< encoding of the XML declaration, meta charset
    bool is_utf8 = false;        ///< the bytes are known to be valid UTF-8
};

/// Reads bytes as text, in the order of RFC 7303: byte order mark, then the transport's word, then
/// the declaration, then UTF-16/32 by their pattern, then UTF-8 if valid, then a guess, at last
/// windows-1252 (as WHATWG reads "iso-8859-1" and "us-ascii"). Never fails; bytes that do not fit
/// become U+FFFD, with a warning.
Decoded to_utf8(std::string_view bytes, const CharsetHints& hints);

/// The encoding that an XML declaration or an HTML meta element near the start names; points into
/// `bytes`, or empty. Sees through UTF-16/32 without a mark is not needed: to_utf8 does that.
std::string_view declared_charset(std::string_view bytes);

}  // namespace stet::text
