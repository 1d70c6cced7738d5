#include "base/digest.h"

#include <cerrno>

#include <nettle/sha2.h>
#include <sys/random.h>

#include "base/result.h"

namespace stet {

struct Sha256::State {
    State() { sha256_init(&context); }

    sha256_ctx context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
    sha256_update(&state_->context, bytes.size(),
                  reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Digest Sha256::finish() {
    Digest digest;
    sha256_digest(&state_->context, digest.size(), digest.data());
    return digest;
}

Digest sha256(std::string_view bytes) {
    Sha256 sum;
    sum.add(bytes);
    return sum.finish();
}

std::string hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        out.push_back(digits[static_cast<unsigned char>(byte) >> 4]);
        out.push_back(digits[static_cast<unsigned char>(byte) & 0xF]);
    }
    return out;
}

std::string hex(const Digest& digest) {
    return hex(bytes_of(digest));
}

std::optional<std::string> unhex(std::string_view text) {
    const auto value = [](char c) {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        if (c >= 'A' && c <= 'F')
            return c - 'A' + 10;
        return -1;
    };
    if (text.size() % 2 != 0)
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size(); at += 2) {
        const int high = value(text[at]);
        const int low = value(text[at + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes.push_back(static_cast<char>(high * 16 + low));
    }
    return bytes;
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    for (std::size_t filled = 0; filled < count;) {
        const ssize_t got = getrandom(bytes.data() + filled, count - filled, 0);
        if (got < 0 && errno != EINTR)
            throw Fatal("the system has no random bytes to give");
        if (got > 0)
            filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace stet
