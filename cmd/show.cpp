#include <CLI/CLI.hpp>

#include "commands.h"
#include "model/key.h"
#include "open.h"
#include "output.h"
#include "report.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

struct Options {
    std::string key;
    Shape shape{.life = true};
};

Exit show(const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
    const Key asked = parse_key(options.key);
    const std::string present = archive.present_key(asked.update).value_or(asked.update);
    const bool is_former = present != asked.update;
    if (is_former)
        remark(ctx, text::cat("'", asked.update, "' is '", present, "' now"));
    Output output(ctx, options.shape, true);
    Selection selection;
    // The revisions of a life that went into another are not told by its own numbers any more.
    selection.keys = {is_former && asked.revision != 0 ? options.key : present};
    std::string source;
    archive.select(selection, archive::Scope::changes, true, [&](Item&& item) {
        source = item.source;
        if (asked.revision == 0 || item.revision == asked.revision)
            output.write(item);
        return true;
    });
    if (output.count() == 0) {
        report(ctx, Error{Error::Kind::missing, text::cat("no update '", options.key, "'"), "",
                          "'stet log' and 'stet search' tell the keys of updates"});
        return Exit::no;
    }
    output.finish();
    const std::optional<archive::Source> list = archive.find_source(source);
    if (list && list->listing == Listing::selection)
        remark(ctx,
               text::cat(list->name, ": this list is a selection: withdrawals cannot be told"));
    return Exit::ok;
}

}  // namespace

Action declare_show(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("key", options->key, "an update, or a revision of it: ukraine/k7f3q/2")
        ->type_name("KEY")
        ->required();
    declare_format(sub, options->shape.format);
    declare_context(sub, options->shape);
    return [options](Context& ctx) { return show(*options, ctx); };
}

}  // namespace stet::cmd
