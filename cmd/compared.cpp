#include "compared.h"

#include "diff/compare.h"
#include "extract/extract.h"

namespace stet::cmd {

Result<Feed> read_document(const Document& document, const Reading& reading,
                           const std::function<void(const Feed&)>& opened) {
    Result<Feed> now = extract(document, reading);
    if (!now)
        return now;
    if (opened)
        opened(*now);
    if (std::optional<Error> fault = fault_of(*now))
        return *std::move(fault);
    return now;
}

std::optional<Error> fault_of(const Feed& feed) {
    if (feed.doubt)
        return feed.doubt;
    if (feed.extent == Feed::Extent::cut)
        return Error{Error::Kind::cut, "it ends inside an update", "", ""};
    return std::nullopt;
}

Result<Compared> compare_document(Feed now, const Recall& recall, bool otherwise) {
    const auto [before, judged] = recall(now);
    diff::Collation collation(before, std::move(now), judged);
    if (const std::optional<Error> doubt = collation.implausible(); doubt && !otherwise)
        return *doubt;
    std::vector<std::string> undecided;
    if (!otherwise)
        undecided = collation.undecided();
    Feed marked = std::move(collation).marked();
    if (otherwise)  // what another reading finds says nothing of the publisher's list
        marked.profile = before.profile;
    return Compared{std::move(marked), std::move(undecided)};
}

void forgive(Feed& marked, bool same) {
    std::erase_if(marked.items, [](const Item& item) { return item.change == Change::withdrawn; });
    if (!same)
        return;
    for (Item& item : marked.items)
        if (item.change == Change::edited)
            item.edit_class = Class::technical;
    if (marked.head.change == Change::edited)
        marked.head.edit_class = Class::technical;
}

}  // namespace stet::cmd
