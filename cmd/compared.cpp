#include "compared.h"

#include "diff/compare.h"
#include "extract/extract.h"

namespace stet::cmd {

Result<Compared> compare_document(const Document& document, const Reading& reading,
                                  const Recall& recall) {
    Result<Feed> now = extract(document, reading);
    if (!now)
        return now.error();
    if (now->extent == Feed::Extent::cut)
        return Error{Error::Kind::cut, "it ends inside an update", "", ""};
    const auto [before, judged] = recall(*now);
    if (const std::optional<Error> doubt = diff::implausible(before, *now, judged))
        return *doubt;
    std::vector<std::string> undecided = diff::undecided(before, *now, judged);
    return Compared{diff::compare(before, *std::move(now), judged), std::move(undecided)};
}

}  // namespace stet::cmd
