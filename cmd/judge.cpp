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

using Verdict = archive::Judgement::Verdict;

struct Options {
    std::string key_a, key_b, format;
};

Exit judge(Verdict verdict, const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    const archive::Judgement judgement{verdict, options.key_a, options.key_b};
    Output output(ctx, options.format, true);
    const Result<archive::Rereading::Found> found = rederive(
        archive,
        [&] {
            Result<archive::Rereading> begun = archive.judge(judgement, ctx.now());
            if (!begun)
                throw Fatal(begun.error().message, begun.error().hint);
            return *std::move(begun);
        },
        output);
    if (!found)
        throw Fatal(text::cat(found.error().message, " (", found.error().place, ")"),
                    found.error().hint);
    if (ctx.verbose)
        remark(ctx, text::cat(found->found, " changes found, ", found->retired, " retired"));
    output.finish();
    archive.index();
    return Exit::ok;
}

Action declare(CLI::App& sub, Verdict verdict) {
    auto options = std::make_shared<Options>();
    sub.add_option("key-a", options->key_a, "an update, or a revision of it: ukraine/k7f3q/2")
        ->type_name("KEY")
        ->required();
    sub.add_option("key-b", options->key_b, "another")->type_name("KEY")->required();
    declare_format(sub, options->format);
    return [options, verdict](Context& ctx) { return judge(verdict, *options, ctx); };
}

}  // namespace

Action declare_same(CLI::App& sub) {
    return declare(sub, Verdict::same);
}

Action declare_distinct(CLI::App& sub) {
    return declare(sub, Verdict::distinct);
}

}  // namespace stet::cmd
