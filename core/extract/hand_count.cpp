#include "extract/hand_count.h"

#include "extract/blocks.h"
#include "text/cat.h"

namespace stet::page {

void tell_unmatched(Feed& feed, std::string_view place, const HandCount& item,
                    std::span<const HandCount* const> fields, bool whole) {
    const auto say = [&](const HandCount& of, std::string_view where, bool doubtful) {
        std::string message = text::cat(of.option, " matches nothing in ", where);
        if (doubtful && !feed.doubt)
            feed.doubt = Error{Error::Kind::unreadable, message, std::string(place),
                               "it may have been built anew; try other words with 'stet fetch -n'"};
        feed.head.warnings.push_back(std::move(message));
    };
    if (item.given && item.found == 0)
        return say(item, "what came", true);
    // One update without a heading proves nothing.
    const bool enough = whole || item.found == 0 || item.found >= fewest_blocks;
    for (const HandCount* const field : fields)
        if (field->given && field->found == 0)
            say(*field, whole ? "what came" : "any update", field->needed && enough);
}

}  // namespace stet::page
