#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stet {

/// A SHA-256 digest (FIPS 180-4).
using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);

/// Digests bytes that come in pieces.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(std::string_view bytes);
    /// The digest of all that was added; the object starts anew.
    Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Lower case hexadecimal.
std::string hex(std::string_view bytes);
std::string hex(const Digest& digest);
/// The bytes that `text` spells in hexadecimal of either case; none if it spells none.
std::optional<std::string> unhex(std::string_view text);

/// The bytes of a digest; the view points into it.
inline std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// `count` bytes that nobody can foretell. Throws Fatal where the system has none.
std::string random_bytes(std::size_t count);

}  // namespace stet
