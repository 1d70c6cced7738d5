#include <CLI/CLI.hpp>

#include "commands.h"
#include "json/writer.h"
#include "open.h"
#include "report.h"
#include "table.h"
#include "text/cat.h"
#include "time/spoken.h"

namespace stet::cmd {

namespace {

struct Options {
    std::string format;
    bool followed = false;
};

void write_json(const archive::Source& source, Context& ctx) {
    std::string line;
    json::Writer writer(line);
    const auto time = [&](const char* name, const std::optional<Instant>& when) {
        if (when)
            writer.member(name, std::string_view(time::to_rfc3339(*when)));
    };
    writer.begin_object();
    writer.member("name", std::string_view(source.name));
    writer.member("source", std::string_view(source.source));
    writer.member("address", std::string_view(source.address()));
    writer.member("followed", source.followed);
    if (source.every.count() > 0)
        writer.member("every", source.every.count());
    time("first_look", source.first_look);
    time("last_look", source.last_look);
    time("last_change", source.last_change);
    if (!source.last_outcome.empty())
        writer.member("last_outcome", std::string_view(source.last_outcome));
    writer.member("looks", source.looks);
    writer.member("updates", source.updates);
    writer.member("revisions", source.revisions);
    writer.member("withdrawn", source.withdrawn);
    writer.end_object();
    ctx.out << line << '\n';
}

Exit sources(const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
    const bool as_text = options.format.empty() ? ctx.out_is_terminal : options.format == "text";
    const auto when = [&](const std::optional<Instant>& time) {
        return time ? time::to_local_text(*time, ctx.zone) : std::string("-");
    };
    Table table({"NAME", "UPDATES", "REVISIONS", "WITHDRAWN", "LAST LOOK", "OUTCOME", "ADDRESS"});
    for (const archive::Source& source : archive.sources()) {
        if (options.followed && !source.followed)
            continue;
        if (!as_text) {
            write_json(source, ctx);
            continue;
        }
        table.add({source.name, text::cat(source.updates), text::cat(source.revisions),
                   text::cat(source.withdrawn), when(source.last_look),
                   source.followed ? source.last_outcome
                                   : text::cat(source.last_outcome, " (not followed)"),
                   source.address()});
    }
    if (as_text)
        table.write(ctx.out);
    return Exit::ok;
}

}  // namespace

Action declare_sources(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_flag("--followed", options->followed, "only those that are followed");
    sub.add_option("-f,--format", options->format, "text or jsonl")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "jsonl"}));
    return [options](Context& ctx) { return sources(*options, ctx); };
}

}  // namespace stet::cmd
