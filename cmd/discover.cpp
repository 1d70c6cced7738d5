#include "discover.h"

#include "ending.h"
#include "extract/extract.h"
#include "places.h"
#include "report.h"
#include "source/read.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

Result<std::string> feed_of(const source::Place& place, const Result<Document>& document,
                            Context& ctx) {
    const Result<Feed> feed = document.and_then([](const Document& d) { return extract(d); });
    if (!feed)
        return feed.error();
    if (feed->head.kind == Kind::feed)
        return place.address;
    if (feed->feeds.empty())
        return Error{Error::Kind::missing, "the page names no feed", place.source,
                     "without --discover the page itself is followed"};
    remark(ctx, text::cat(place.source, " names the feed ", feed->feeds.front()));
    for (std::size_t i = 1; i < feed->feeds.size(); ++i)
        remark(ctx, text::cat("  and ", feed->feeds[i]));
    return feed->feeds.front();
}

}  // namespace

std::vector<std::string> discovered(const std::vector<std::string>& addresses,
                                    source::Network& network, Context& ctx) {
    std::vector<std::string> found;
    const std::vector<source::Place> places = places_of(addresses, nullptr);
    source::read_all(
        places, network, ctx.in, ctx.now,
        [&](const source::Place& place, Result<Document>&& document) {
            Result<std::string> feed = feed_of(place, document, ctx);
            if (feed) {
                found.push_back(std::move(*feed));
                return;
            }
            if (feed.error().place.empty())
                feed.error().place = place.source;
            report(ctx, feed.error());
        },
        EndingSignals::came);
    return found;
}

}  // namespace stet::cmd
