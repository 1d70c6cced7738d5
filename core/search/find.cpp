#include "search/find.h"

#include <string>
#include <unordered_set>
#include <utility>

#include "text/cat.h"

namespace stet::search {

void find(archive::Archive& archive, const Query& query, const Selection& selection,
          const archive::Archive::Take& take) {
    const std::string expression = match_expression(query);
    std::unordered_set<std::string> seen;
    std::size_t found = 0;
    archive.candidates(expression, selection, [&](Item&& item, bool indexed) {
        // Without an expression the index was not asked, whatever it holds.
        if ((!indexed || expression.empty()) && !matches(query, item))
            return true;
        if (!seen.insert(text::cat(item.source, '\n', name_of(item.kind), '\n', item.id)).second)
            return true;
        item.match = Match{.score = score(query, item), .snippet = snippet(query, item)};
        const bool more = take(std::move(item));
        return ++found, more && (!selection.limit || found < *selection.limit);
    });
}

}  // namespace stet::search
