#include <CLI/CLI.hpp>

#include "commands.h"
#include "json/writer.h"
#include "open.h"
#include "options.h"
#include "table.h"
#include "text/cat.h"
#include "time/spoken.h"

namespace stet::cmd {

namespace {

struct Options {
    Picked picked;
    std::string format;
};

void write_json(const archive::LookRow& look, Context& ctx) {
    std::string line;
    json::Writer writer(line);
    const auto word = [&](const char* name, const std::string& value) {
        if (!value.empty())
            writer.member(name, std::string_view(value));
    };
    const auto count = [&](const char* name, std::int64_t value) {
        if (value > 0)
            writer.member(name, value);
    };
    writer.begin_object();
    writer.member("look", look.number);
    word("name", look.name);
    word("source", look.source);
    writer.member("first", std::string_view(time::to_rfc3339(look.first)));
    writer.member("last", std::string_view(time::to_rfc3339(look.last)));
    writer.member("count", look.count);
    word("outcome", look.outcome);
    word("detail", look.detail);
    count("status", look.status);
    word("came", look.came);
    if (look.capture)
        writer.member("capture", *look.capture);
    count("bytes", look.bytes);
    word("sha256", look.digest);
    count("added", look.added);
    count("edited", look.edited);
    count("withdrawn", look.withdrawn);
    count("restored", look.restored);
    writer.end_object();
    ctx.out << line << '\n';
}

std::string changes_of(const archive::LookRow& look) {
    std::string out;
    const auto part = [&out](std::int64_t count, const char* what) {
        if (count > 0)
            out += text::cat(out.empty() ? "" : ", ", count, ' ', what);
    };
    part(look.added, "added");
    part(look.edited, "edited");
    part(look.withdrawn, "withdrawn");
    part(look.restored, "restored");
    return out.empty() ? look.detail : out;
}

Exit captures(const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
    const Selection selection = selection_of(options.picked, ctx);
    expect_sources(archive, selection);
    const bool as_text = options.format.empty() ? ctx.out_is_terminal : options.format == "text";
    Table table({"FIRST", "LAST", "LOOKS", "SOURCE", "OUTCOME", "CAPTURE", "BYTES", "WHAT"});
    for (const archive::LookRow& look : archive.looks(selection)) {
        if (!as_text) {
            write_json(look, ctx);
            continue;
        }
        table.add({time::to_local_text(look.first, ctx.zone, true),
                   time::to_local_text(look.last, ctx.zone, true), text::cat(look.count), look.name,
                   look.outcome, look.capture ? text::cat(*look.capture) : "-",
                   text::cat(look.bytes), changes_of(look)});
    }
    if (as_text)
        table.write(ctx.out);
    return Exit::ok;
}

}  // namespace

Action declare_captures(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    const auto group = "Selection";
    sub.add_option("--source", options->picked.sources, "only these sources: names or addresses")
        ->type_name("SOURCE")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->group(group);
    sub.add_option("--since", options->picked.since, "looks at this time or later")
        ->type_name("TIME")
        ->group(group);
    sub.add_option("--until", options->picked.until, "looks before this time")
        ->type_name("TIME")
        ->group(group);
    sub.add_option("--limit", options->picked.limit, "at most so many rows")
        ->type_name("N")
        ->group(group);
    sub.add_option("-f,--format", options->format, "text or jsonl")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "jsonl"}));
    return [options](Context& ctx) { return captures(*options, ctx); };
}

}  // namespace stet::cmd
