#include "extract/blocks.h"

namespace stet::page {

namespace {

/// More blocks by more than a quarter: a reader that finds about as many knows less of them.
bool has_more(const Structure& other, const Structure& than) {
    return other.blocks.size() > than.blocks.size() + than.blocks.size() / 4;
}

}  // namespace

Structure best_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim,
                      bool boxes) {
    Structure best = repeated_blocks(outline, marks, claim);
    for (const auto& blocks : {opened_blocks, stamped_blocks})
        if (Structure other = blocks(outline, marks, claim); has_more(other, best))
            best = std::move(other);
    if (!boxes)
        return best;
    // A list of key points is longer than the updates of a page, and has less text.
    if (Structure other = listed_blocks(outline, marks, claim);
        has_more(other, best) && other.bytes > best.bytes)
        best = std::move(other);
    return best;
}

}  // namespace stet::page
