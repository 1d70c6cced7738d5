#include "rederive.h"

#include "compared.h"
#include "diff/compare.h"
#include "diff/identity.h"
#include "reading.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

constexpr int most_attempts = 5;

/// Which of the updates that a look showed the items of today's reading are.
std::vector<std::size_t> recognise(const Feed& shown, const Feed& now) {
    std::vector<std::size_t> places;
    for (const diff::Identity& identity : diff::recognise(shown, now).identities)
        places.push_back(identity.before);
    return places;
}

void read_on(archive::Rereading& rereading) {
    while (const Document* document = rereading.next()) {
        const bool otherwise = rereading.reads_otherwise();
        const bool same = rereading.same_as_last();
        Result<Compared> compared =
            read_document(*document,
                          read_as(typed_reading(rereading.reading()), rereading.source().reading))
                .and_then([&](const Feed& feed) {
                    return compare_document(
                        feed,
                        [&](Feed& now) {
                            Feed before = rereading.before(now, recognise(rereading.shown(), now));
                            Judged judged = rereading.judged(before);
                            return Known{std::move(before), std::move(judged)};
                        },
                        otherwise);
                });
        if (!compared) {
            rereading.fail(compared.error());
            continue;
        }
        if (otherwise)
            forgive(compared->marked, same);
        rereading.keep(compared->marked, compared->undecided);
    }
}

}  // namespace

Result<archive::Rereading::Found> rederive(archive::Archive& archive,
                                           const std::function<archive::Rereading()>& begin,
                                           Output& output, bool forced) {
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        archive::Rereading rereading = begin();
        if (forced)
            rereading.force();
        read_on(rereading);
        const auto found = rereading.finish(diff::mark_edit);
        if (!found)
            continue;
        if (found->is_refused)
            return Error{Error::Kind::shrunk,
                         text::cat("only ", found->left, " of ", found->were,
                                   " updates would be left; nothing was changed"),
                         rereading.source().source,
                         "where the looks are read wrongly, set how ('stet sources set'); else "
                         "'stet reread --force' gives them up"};
        Selection selection;
        selection.sources = {rereading.source().source};
        if (found->found > 0)
            archive.changes_after(found->after, selection, false, true, [&](Item&& item) {
                output.write(item);
                return true;
            });
        output.flush();
        return *found;
    }
    throw Fatal("the source is looked at all the time", "try again when no other run is at it");
}

}  // namespace stet::cmd
