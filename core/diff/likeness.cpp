#include "diff/likeness.h"

#include <algorithm>

#include "text/words.h"

namespace stet::diff {
namespace {

constexpr std::size_t longest_text = std::size_t{64} << 10;
constexpr std::size_t most_shingles = 512;

// A short text inside a long one may be chance; only from this many pairs on does it count.
constexpr std::size_t enough_to_contain = 8;
constexpr double contained_weight = 0.8;

std::uint64_t digest(std::string_view word, std::uint64_t before) {
    std::uint64_t sum = before * 0x9e3779b97f4a7c15 + 0xcbf29ce484222325;
    for (const char c : word)
        sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return sum ^ (sum >> 32);
}

}  // namespace

Shingles shingles(std::string_view text) {
    Shingles found;
    std::uint64_t last = 0;
    for (const text::Token& token : text::tokens(text.substr(0, longest_text))) {
        if (token.kind != text::Token::Kind::word && token.kind != text::Token::Kind::number)
            continue;
        found.push_back(digest(token.text, last));
        last = digest(token.text, 0);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.size() > most_shingles)
        found.resize(most_shingles);
    return found;
}

double likeness(const Shingles& a, const Shingles& b) {
    if (a.empty() || b.empty())
        return a.empty() && b.empty() ? 1 : 0;
    // Samples are comparable up to the point to which both of them reach.
    const std::uint64_t reach = std::min(a.size() < most_shingles ? UINT64_MAX : a.back(),
                                         b.size() < most_shingles ? UINT64_MAX : b.back());
    std::size_t shared = 0, in_a = 0, in_b = 0;
    auto i = a.begin(), j = b.begin();
    while ((i != a.end() && *i <= reach) || (j != b.end() && *j <= reach)) {
        const bool more_a = i != a.end() && *i <= reach, more_b = j != b.end() && *j <= reach;
        const bool take_a = more_a && (!more_b || *i <= *j);
        const bool take_b = more_b && (!more_a || *j <= *i);
        shared += take_a && take_b;
        in_a += take_a;
        in_b += take_b;
        i += take_a;
        j += take_b;
    }
    const double common = static_cast<double>(shared);
    const double whole = 2 * common / static_cast<double>(in_a + in_b);
    const std::size_t shorter = std::min(in_a, in_b);
    if (shorter < enough_to_contain)
        return whole;
    return std::max(whole, contained_weight * common / static_cast<double>(shorter));
}

}  // namespace stet::diff
