#include "extract/chronicle.h"

#include <algorithm>
#include <array>

#include "extract/opening_words.h"
#include "text/ascii.h"
#include "time/stamp.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using namespace std::chrono;
using namespace std::string_view_literals;

/// What a text is made of.
struct Measures {
    std::uint32_t bytes = 0, links = 0;
    string_view last;  ///< run of text
};

Measures measure(std::span<Node* const> parts) {
    Measures out;
    for (const Node* const part : parts)
        for (const Node* n = part; n; n = markup::following(*n, part)) {
            const string_view words = text::trim(n->text);
            if (n->kind != Node::Kind::text || words.empty())
                continue;
            out.last = words;
            out.bytes += static_cast<std::uint32_t>(words.size());
            for (const Node* up = n; up && up != part->parent; up = up->parent)
                if (up->is("a")) {
                    out.links += static_cast<std::uint32_t>(words.size());
                    break;
                }
        }
    return out;
}

bool ends_sentence(string_view words) {
    static constexpr std::array signs{"."sv, "!"sv, "?"sv,  "…"sv, "。"sv, "“"sv,
                                      "”"sv, "»"sv, "\""sv, ")"sv, "」"sv};
    return std::ranges::any_of(signs, [&](string_view sign) { return words.ends_with(sign); });
}

}  // namespace

std::optional<When> opening_clock(string_view words) {
    const auto stamp = may_open(words) ? time::stamp_at_start(words) : std::nullopt;
    if (!stamp || !stamp->clock || stamp->age || stamp->labelled)
        return std::nullopt;
    const string_view rest = rest_after(*stamp, words);
    return has_words(rest) && is_closed(words, rest) ? std::optional(when_of(*stamp))
                                                     : std::nullopt;
}

bool are_updates(std::span<const Clocked> texts, const Claim& claim) {
    if ((!claim.declared && !claim.named) || texts.size() < fewest_blocks)
        return false;
    std::vector<std::uint32_t> bodies;
    std::size_t bytes = 0, links = 0, sentences = 0, falls = 0, rises = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Measures text = measure(texts[i].parts);
        bodies.push_back(text.bytes - text.links);
        bytes += text.bytes;
        links += text.links;
        sentences += ends_sentence(text.last) ? 1 : 0;
        // Past midnight a clock jumps by most of a day.
        if (i == 0 || abs(texts[i].clock - texts[i - 1].clock) >= hours(12))
            continue;
        falls += texts[i].clock < texts[i - 1].clock ? 1 : 0;
        rises += texts[i].clock > texts[i - 1].clock ? 1 : 0;
    }
    if (median_of(std::move(bodies)) < least_median || links * 2 > bytes)
        return false;
    if (falls > 2 * rises)
        return true;
    return (claim.declared || claim.ticker) && rises > 2 * falls &&
           sentences * 10 >= texts.size() * 6;
}

}  // namespace stet::page
