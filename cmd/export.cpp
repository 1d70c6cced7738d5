#include <CLI/CLI.hpp>

#include "commands.h"
#include "open.h"
#include "options.h"
#include "output.h"
#include "records.h"
#include "text/cat.h"
#include "window_age.h"

namespace stet::cmd {

namespace {

struct Options {
    std::string from;
    Shape shape{.format = "jsonl"};
    Picked picked;
    bool history = false, all = false;
    std::optional<std::int64_t> raw;
};

Exit raw_body(std::int64_t number, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
    const std::optional<Document> capture = archive.capture(number);
    if (!capture) {
        report(ctx, Error{Error::Kind::missing, text::cat("no body is kept of capture ", number),
                          "", "'stet captures' lists those that are"});
        return Exit::no;
    }
    ctx.out << std::string_view(capture->body);
    flush(ctx);
    return Exit::ok;
}

void from_archive(const Options& options, const Selection& asked, Output& output, Context& ctx) {
    if (!options.all && asked.is_everything())
        throw Fatal("nothing was selected",
                    "say --all for the whole archive, or '-' for records on standard input");
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
    const Selection selection = known_selection(archive, asked);
    tell_window_age(archive, selection, ctx);
    const archive::Scope scope = selection.at      ? archive::Scope::window
                                 : options.history ? archive::Scope::history
                                                   : archive::Scope::latest;
    archive.select(selection, scope, true, [&](Item&& item) {
        item.selection = item.is_head() && selection.is_narrow();
        output.write(item);
        return true;
    });
}

void from_stream(const Selection& selection, Output& output, Context& ctx) {
    std::optional<Item> head;
    std::size_t taken = 0;
    for_each_record(ctx, "-", [&](Item&& item) {
        if (item.is_head() && item.change == Change::none) {
            head = std::move(item);
            head->selection = head->selection || selection.is_narrow();
            if (selection.is_everything())
                output.write(*std::exchange(head, std::nullopt));
            return true;
        }
        if (!matches(selection, item))
            return true;
        if (head && head->source == item.source)
            output.write(*std::exchange(head, std::nullopt));
        output.write(item);
        return !selection.limit || ++taken < *selection.limit;
    });
}

Exit export_records(const Options& options, Context& ctx) {
    if (options.raw)
        return raw_body(*options.raw, ctx);
    const Selection selection = selection_of(options.picked, ctx);
    Output output(ctx, options.shape, false);
    if (options.from.empty())
        from_archive(options, selection, output, ctx);
    else
        from_stream(selection, output, ctx);
    output.finish();
    return Exit::ok;
}

}  // namespace

Action declare_export(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("from", options->from, "'-': records on standard input instead of the archive")
        ->type_name("-")
        ->check(CLI::IsMember({"-"}));
    declare_format(sub, options->shape.format);
    declare_context(sub, options->shape);
    sub.add_flag("--history", options->history, "every revision, not only the newest");
    sub.add_flag("--all", options->all, "the whole archive");
    sub.add_option("--raw", options->raw, "the body of one capture, as it came")
        ->type_name("CAPTURE");
    declare_selection(sub, options->picked);
    return [options](Context& ctx) { return export_records(*options, ctx); };
}

}  // namespace stet::cmd
