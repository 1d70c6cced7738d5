#include <CLI/CLI.hpp>

#include "commands.h"
#include "open.h"
#include "options.h"
#include "output.h"
#include "rederive.h"
#include "report.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

struct Options {
    std::vector<std::string> sources;
    std::string format;
    bool force = false;
};

Exit reread(const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    const std::vector<archive::Source> sources =
        options.sources.empty() ? archive.sources() : sources_of(archive, options.sources);
    Output output(ctx, options.format, true);
    bool refused = false;
    for (const archive::Source& source : sources) {
        const Result<archive::Rereading::Found> found = rederive(
            archive, [&] { return archive.reread(source, ctx.now()); }, output, options.force);
        if (!found) {
            report(ctx, found.error());
            refused = true;
        } else if (ctx.verbose) {
            remark(ctx, text::cat(source.name, ": ", found->looks, " looks, ", found->captures,
                                  " captures read, ", found->found, " changes found, ",
                                  found->retired, " retired"));
        }
    }
    output.finish();
    archive.index();
    return refused ? Exit::no : Exit::ok;
}

}  // namespace

Action declare_reread(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("source", options->sources, "sources, by name or address; none: all")
        ->type_name("SOURCE");
    sub.add_flag("--force", options->force, "also where far fewer updates would be left");
    declare_format(sub, options->format);
    return [options](Context& ctx) { return reread(*options, ctx); };
}

}  // namespace stet::cmd
