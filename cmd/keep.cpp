#include "keep.h"

#include "diff/compare.h"
#include "extract/extract.h"
#include "text/cat.h"

namespace stet::cmd {

bool keep_look(archive::Archive& archive, const Result<Document>& document,
               const source::Place& place, Output& output, Context& ctx) {
    const auto told = [&](Error error) {
        if (error.place.empty())
            error.place = place.source;
        report(ctx, error);
        return false;
    };
    // A slip of the finger, which gave no answer at all, makes no source.
    if (!document && !archive.find_source(place.source))
        return told(document.error());
    archive::Look look = archive.look(place.source, document, ctx.now());
    const auto failed = [&](const Error& error) {
        look.fail(error);
        return told(error);
    };
    if (!document)
        return failed(document.error());
    const auto said = [&](std::string_view what) {
        if (ctx.verbose)
            remark(ctx, text::cat(place.source, ": ", what));
    };
    if (look.same_as_last()) {
        look.keep_unchanged();
        said("unchanged");
        return true;
    }
    const Result<Feed> feed = extract(*document, look.source().reading);
    if (!feed)
        return failed(feed.error());
    if (feed->extent == Feed::Extent::cut)
        return failed(Error{Error::Kind::cut, "it ends inside an update", "", ""});
    const Feed before = look.before(*feed);
    if (const std::optional<Error> doubt = diff::implausible(before, *feed))
        return failed(*doubt);
    const Feed marked = diff::compare(before, *feed);
    const std::vector<Item> changes = look.keep(marked, diff::undecided(before, *feed));
    for (const Item& item : changes)
        output.write(item);
    output.flush();
    said(text::cat(feed->items.size(), " updates, ", changes.size(), " changes"));
    return true;
}

}  // namespace stet::cmd
