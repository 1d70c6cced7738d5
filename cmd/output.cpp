#include "output.h"

#include <CLI/CLI.hpp>

namespace stet::cmd {

Output::Output(Context& ctx, const std::string& format, bool paged) : ctx_(ctx) {
    const out::Format shape = format.empty()
                                  ? (ctx.out_is_terminal ? out::Format::text : out::Format::jsonl)
                                  : *out::format_of(format);
    if (ctx.quiet)
        return;
    if (paged && shape == out::Format::text)
        pager_.emplace(ctx);
    writer_ = out::make_writer(shape, pager_ ? pager_->out() : ctx.out,
                               {.color = wants_color(ctx),
                                .raw_cells = false,
                                .zone = ctx.zone,
                                .width = ctx.width,
                                .title = {},
                                .now = ctx.now()});
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
    flush();
}

void declare_format(CLI::App& sub, std::string& format) {
    sub.add_option("-f,--format", format, "text, jsonl, json, html, atom or csv")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "jsonl", "json", "html", "atom", "csv"}));
}

}  // namespace stet::cmd
