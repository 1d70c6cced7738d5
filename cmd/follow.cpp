#include <CLI/CLI.hpp>

#include "commands.h"
#include "keep.h"
#include "open.h"
#include "places.h"
#include "text/cat.h"
#include "text/url.h"
#include "time/spoken.h"

namespace stet::cmd {

namespace {

struct Options {
    std::vector<std::string> addresses;
    std::string name, every, format;
    Reading reading;
};

/// Says on standard error what was recognised, so that a wrong reading is seen at once.
void tell(const archive::Source& source, archive::Archive& archive, Context& ctx) {
    const Feed state = archive.standing(source);
    const std::string format = state.head.feed ? state.head.feed->format : "nothing";
    remark(ctx, text::cat("follows '", source.name, "': ", format, " with ", state.items.size(),
                          state.items.size() == 1 ? " update" : " updates",
                          state.head.title.empty() ? "" : ", ", state.head.title));
}

Exit follow(const Options& options, Context& ctx) {
    if (!options.name.empty() && options.addresses.size() > 1)
        throw Fatal("--name goes with one address only");
    std::chrono::seconds every{};
    if (!options.every.empty()) {
        const Result<std::chrono::seconds> pace = time::parse_duration(options.every);
        if (!pace)
            throw Fatal(pace.error().message, pace.error().hint);
        every = *pace;
    }
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    std::vector<source::Place> places;
    bool failed = false;
    for (const std::string& address : options.addresses) {
        if (!text::is_http_url(address))
            throw Fatal(text::cat("'", address, "' is no http or https address"));
        const Result<archive::Source> source = archive.follow(text::without_credentials(address),
                                                              options.name, options.reading, every);
        if (!source) {
            report(ctx, source.error());
            failed = true;
            continue;
        }
        source::Place place;
        place.address = address;
        place.source = source->source;
        places.push_back(std::move(place));
    }
    Output output(ctx, options.format, false);
    source::read_all(places, net_settings(ctx), ctx.in, ctx.now,
                     [&](const source::Place& place, Result<Document>&& document) {
                         if (keep_look(archive, document, place, output, ctx))
                             tell(source_of(archive, place.source), archive, ctx);
                         else
                             failed = true;
                     });
    output.finish();
    archive.index();
    return failed ? Exit::no : Exit::ok;
}

Exit unfollow(const std::vector<std::string>& names, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    std::vector<archive::Source> sources;
    for (const std::string& name : names)
        sources.push_back(source_of(archive, name));
    for (const archive::Source& source : sources)
        archive.unfollow(source);
    return Exit::ok;
}

}  // namespace

Action declare_follow(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("url", options->addresses, "addresses of feeds and live blogs")
        ->type_name("URL")
        ->required();
    sub.add_option("--name", options->name, "a short name; else one is made from the address")
        ->type_name("NAME");
    sub.add_option("--every", options->every, "look no oftener than this: 5m, 1h")
        ->type_name("DURATION");
    sub.add_option("--zone", options->reading.zone, "time zone of clocks that name none")
        ->type_name("ZONE");
    sub.add_option("--language", options->reading.language, "language, where none is declared")
        ->type_name("LANG");
    declare_format(sub, options->format);
    return [options](Context& ctx) { return follow(*options, ctx); };
}

Action declare_unfollow(CLI::App& sub) {
    auto names = std::make_shared<std::vector<std::string>>();
    sub.add_option("source", *names, "names or addresses of followed sources")
        ->type_name("SOURCE")
        ->required();
    return [names](Context& ctx) { return unfollow(*names, ctx); };
}

}  // namespace stet::cmd
