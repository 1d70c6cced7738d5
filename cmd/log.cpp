#include <optional>

#include <CLI/CLI.hpp>

#include "commands.h"
#include "cursor.h"
#include "open.h"
#include "options.h"
#include "output.h"
#include "window_age.h"

namespace stet::cmd {

namespace {

struct Options {
    Picked picked;
    std::optional<std::string> cursor;
    bool baseline = false, found = false;
    Shape shape;
};

Exit log(const Options& options, Context& ctx) {
    std::optional<Cursor> cursor;
    if (options.cursor)
        cursor.emplace(*options.cursor);
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
    Selection selection = known_selection(archive, selection_of(options.picked, ctx));
    tell_window_age(archive, selection, ctx);
    Output output(ctx, options.shape, true);
    if (!cursor) {
        archive.select(selection, archive::Scope::changes, options.baseline, [&](Item&& item) {
            output.write(item);
            return true;
        });
        output.finish();
        return Exit::ok;
    }
    const std::int64_t newest = archive.newest_seq();
    const std::int64_t from = cursor->mark(newest);
    std::int64_t mark = newest;
    const auto limit = std::exchange(selection.limit, std::nullopt);  // the mark needs to know
    const auto take = [&](Item&& item) {
        if (item.seq > newest)  // came in while we were reading: the next run's
            return false;
        if (limit && output.count() == *limit) {
            mark = item.seq - 1;
            return false;
        }
        output.write(item);
        return true;
    };
    archive.changes_after(from, selection, options.baseline, options.found, take);
    output.finish();
    cursor->move_to(mark);
    return Exit::ok;
}

}  // namespace

Action declare_log(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("--cursor", options->cursor,
                   "only what is newer than this file's mark; moved on when all was written")
        ->type_name("FILE");
    sub.add_flag("--baseline", options->baseline, "also what was there at the first look");
    sub.add_flag("--found", options->found,
                 "with --cursor, also what a reread found in older looks");
    declare_format(sub, options->shape.format);
    declare_context(sub, options->shape);
    declare_stat(sub, options->shape);
    declare_selection(sub, options->picked);
    return [options](Context& ctx) { return log(*options, ctx); };
}

}  // namespace stet::cmd
