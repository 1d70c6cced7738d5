#include "base/digest.h"

#include <openssl/evp.h>

#include <sys/random.h>

#include <cerrno>
#include <new>

#include "base/result.h"

namespace stet {

namespace {

// libcrypto refuses SHA-256 only where it is out of memory or badly configured: no source is to
// blame, and the run cannot go on.
void must(int done) {
    if (done != 1)
        throw Fatal("the system's libcrypto offers no SHA-256");
}

// libcrypto looks an algorithm up by its name at each use of EVP_sha256(); this one is found once.
const EVP_MD* algorithm() {
    struct Free {
        void operator()(EVP_MD* freed) const { EVP_MD_free(freed); }
    };
    static const std::unique_ptr<EVP_MD, Free> found(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    must(found ? 1 : 0);
    return found.get();
}

}  // namespace

struct Sha256::State {
    struct Free {
        void operator()(EVP_MD_CTX* freed) const { EVP_MD_CTX_free(freed); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};

    void start() { must(EVP_DigestInit_ex(context.get(), algorithm(), nullptr)); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    if (!state_->context)
        throw std::bad_alloc();
    state_->start();
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
    must(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
}

Digest Sha256::finish() {
    Digest digest;
    must(EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr));
    state_->start();
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
