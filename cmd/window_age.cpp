#include "window_age.h"

#include "open.h"
#include "report.h"
#include "text/cat.h"
#include "time/instant.h"

namespace stet::cmd {

namespace {

constexpr int most_paces = 3;

}  // namespace

void tell_window_age(archive::Archive& archive, const Selection& selection, Context& ctx) {
    if (!selection.at)
        return;
    const std::vector<archive::Source> sources =
        selection.sources.empty() ? archive.sources() : sources_of(archive, selection.sources);
    for (const archive::Source& source : sources) {
        const auto made = archive.window_time(source, selection.at);
        if (!made)
            remark(ctx, text::cat("no look at '", source.name, "' before ",
                                  time::to_rfc3339(*selection.at)));
        else if (*selection.at - *made > most_paces * archive.pace(source, *selection.at))
            remark(ctx, text::cat("'", source.name, "' as it was seen at ", time::to_rfc3339(*made),
                                  ", the last look before"));
    }
}

}  // namespace stet::cmd
