#include "output.h"

#include <CLI/CLI.hpp>

namespace stet::cmd {

namespace {

out::Format format_of(const Shape& shape, const Context& ctx) {
    if (shape.stat)
        return out::Format::stat;
    if (!shape.format.empty())
        return *out::format_of(shape.format);
    return ctx.out_is_terminal ? out::Format::text : out::Format::jsonl;
}

}  // namespace

Output::Output(Context& ctx, const Shape& shape, bool paged) : ctx_(ctx) {
    const out::Format format = format_of(shape, ctx);
    if (ctx.quiet)
        return;
    if (paged && (format == out::Format::text || format == out::Format::stat))
        pager_.emplace(ctx);
    writer_ = out::make_writer(format, pager_ ? pager_->out() : ctx.out,
                               {.color = wants_color(ctx),
                                .raw_cells = false,
                                .zone = ctx.zone,
                                .width = ctx.width,
                                .title = {},
                                .now = ctx.now(),
                                .context = shape.context,
                                .life = shape.life});
}

void Output::write(const Item& item) {
    ++count_;
    if (!writer_)
        return;
    if (ctx_.out_is_terminal)
        make_room(ctx_);
    writer_->write(item);
}

void Output::flush() {
    if (!pager_)
        cmd::flush(ctx_);
}

void Output::finish() {
    if (writer_)
        writer_->finish();
    if (pager_)
        pager_->finish();
    else
        flush();
}

void declare_format(CLI::App& sub, std::string& format) {
    sub.add_option("-f,--format", format, "text, jsonl, json, html, atom or csv")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "jsonl", "json", "html", "atom", "csv"}));
}

void declare_context(CLI::App& sub, Shape& shape) {
    sub.add_option("-U,--context", shape.context, "words shown on either side of a change")
        ->type_name("N");
}

void declare_stat(CLI::App& sub, Shape& shape) {
    sub.add_flag("--stat", shape.stat, "a line a change, and how many there were of which kind")
        ->excludes("--format");
}

}  // namespace stet::cmd
