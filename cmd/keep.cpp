#include "keep.h"

#include <algorithm>

#include "compared.h"
#include "extract/extract.h"
#include "report.h"
#include "text/cat.h"
#include "time/spoken.h"

namespace stet::cmd {

namespace {

/// The words of one look, and what they are about.
class Teller {
  public:
    Teller(const source::Place& place, Context& ctx, Tell tell)
        : place_(place), ctx_(ctx), tell_(ctx.verbose ? Tell::all : tell) {}

    void failed(Error error, bool begins) const {
        if (tell_ == Tell::nothing || (tell_ == Tell::turns && !begins))
            return;
        if (error.place.empty())
            error.place = place_.source;
        report(ctx_, error);
    }

    void recovered(const archive::Source& before) const {
        if (before.pace.failures == 0 || tell_ == Tell::nothing)
            return;
        remark(ctx_, text::cat(place_.source, ": can be read again, after ", before.pace.failures,
                               before.pace.failures == 1 ? " look that failed since "
                                                         : " looks that failed since ",
                               time::to_local_text(*before.pace.failing_since, ctx_.zone)));
    }

    void said(std::string_view what) const {
        if (ctx_.verbose)
            remark(ctx_, text::cat(place_.source, ": ", what));
    }

  private:
    const source::Place& place_;
    Context& ctx_;
    Tell tell_;
};

void count(Kept& kept, const std::vector<Item>& changes) {
    if (!changes.empty())
        kept.outcome = Kept::Outcome::changed;
    for (const Item& item : changes) {
        kept.added += item.change == Change::added;
        kept.edited += item.change == Change::edited;
        kept.withdrawn += item.change == Change::withdrawn;
        kept.restored += item.change == Change::restored;
    }
}

// A capture from before the source's newest look. It is kept, whether it can be read or not, and
// takes its place in the history by reread.
Kept keep_late(archive::Look& look, const Document& document, const Reading& reading, Kept kept,
               const Teller& teller) {
    const Result<Feed> feed = read_document(document, reading);
    look.keep_late(feed ? std::string() : feed.error().message);
    if (feed) {
        teller.said("older than the newest look; kept for stet reread");
        return kept;
    }
    kept.outcome = Kept::Outcome::failed;
    kept.begins_to_fail = true;
    teller.failed(feed.error(), true);
    return kept;
}

}  // namespace

Kept keep_look(archive::Archive& archive, const Result<Document>& document,
               const source::Place& place, Output& output, Context& ctx, const LookManner& manner) {
    const Teller teller(place, ctx, manner.tell);
    Kept kept;
    if (document)
        kept.bytes = document->body.size();
    // A slip of the finger, which gave no answer at all, makes no source.
    if (!document && !archive.find_source(place.source)) {
        kept.outcome = Kept::Outcome::failed;
        kept.begins_to_fail = true;
        teller.failed(document.error(), true);
        return kept;
    }
    archive::Look look = archive.look(place.source, document, ctx.now());
    const archive::Source before = look.source();
    look.read_with(to_text(manner.typed));
    const auto failed = [&](Error error) {
        look.fail(error);
        kept.outcome = Kept::Outcome::failed;
        kept.begins_to_fail = before.pace.failures == 0;
        const bool ends = error.kind == Error::Kind::gone && !before.pace.gone;
        if (ends && before.followed)
            error.hint = text::cat("it is not looked at by itself any more; 'stet fetch ",
                                   before.name, "' tries again");
        teller.failed(std::move(error), kept.begins_to_fail || ends);
        return kept;
    };
    const auto read = [&](std::string_view what) {
        kept.recovers = before.pace.failures > 0;
        teller.recovered(before);
        teller.said(what);
        return kept;
    };
    if (!document)
        return failed(document.error());
    const bool same = look.same_as_last();
    const bool is_set_anew = manner.reads_otherwise || !manner.typed.empty();
    if (same && (document->not_modified || !is_set_anew)) {
        look.keep_unchanged();
        return read("unchanged");
    }
    if (look.is_late())
        return keep_late(look, *document, read_as(manner.typed, before.reading), kept, teller);
    const bool otherwise = is_set_anew || !look.last_reading().empty();
    const Result<Feed> feed =
        read_document(*document, read_as(manner.typed, before.reading),
                      manner.is_watched || ctx.verbose
                          ? [&](const Feed& now) { tell_warnings(now, place.source, ctx); }
                          : std::function<void(const Feed&)>());
    if (!feed)
        return failed(feed.error());
    Result<Compared> compared = compare_document(
        *feed,
        [&](Feed& now) {
            Feed known = look.before(now);
            Judged judged = look.judged(known, now);
            return Known{std::move(known), std::move(judged)};
        },
        otherwise);
    if (!compared)
        return failed(compared.error());
    if (otherwise)
        forgive(compared->marked, same);
    const std::vector<Item> changes = look.keep(compared->marked, compared->undecided);
    count(kept, changes);
    for (const Item& item : changes)
        output.write(item);
    output.flush();
    const auto shown = std::ranges::count_if(
        compared->marked.items, [](const Item& item) { return item.change != Change::withdrawn; });
    return read(text::cat(shown, " updates, ", changes.size(), " changes"));
}

}  // namespace stet::cmd
