#include <CLI/CLI.hpp>

#include "archive/settings.h"
#include "commands.h"
#include "json/writer.h"
#include "open.h"
#include "quantity.h"
#include "report.h"
#include "source_list.h"
#include "table.h"
#include "text/cat.h"
#include "text/url.h"
#include "time/spoken.h"

namespace stet::cmd {

namespace {

struct Options {
    std::string format;
    bool followed = false, size = false;

    std::string name, new_name;
    std::vector<std::string> settings;
};

using Sizes = std::map<std::int64_t, archive::Size>;

/// What is set by hand, in the words of TOML.
void write_settings(json::Writer& writer, const archive::Source& source) {
    bool any = false;
    for (const std::string_view name : archive::setting_names()) {
        const std::vector<std::string> values = archive::setting(source, name);
        if (values.empty())
            continue;
        if (!any) {
            writer.name("settings");
            writer.begin_object();
        }
        any = true;
        writer.name(name);
        if (!archive::is_list(name)) {
            writer.value(values.front());
            continue;
        }
        writer.begin_array();
        for (const std::string& value : values)
            writer.value(value);
        writer.end_array();
    }
    if (any)
        writer.end_object();
}

void write_json(const archive::Source& source, const Sizes& sizes, Context& ctx) {
    std::string line;
    json::Writer writer(line);
    const auto time = [&](const char* name, const std::optional<Instant>& when) {
        if (when)
            writer.member(name, std::string_view(time::to_rfc3339(*when)));
    };
    const auto word = [&](const char* name, std::string_view value) {
        if (!value.empty())
            writer.member(name, value);
    };
    const auto count = [&](const char* name, std::int64_t value) {
        if (value > 0)
            writer.member(name, value);
    };
    writer.begin_object();
    writer.member("name", std::string_view(source.name));
    writer.member("source", std::string_view(source.source));
    writer.member("address", std::string_view(source.address()));
    word("moved_to", source.moved_to);
    writer.member("followed", source.followed);
    word("article_of", source.article_of);
    count("every", source.every.count());
    write_settings(writer, source);
    if (source.pace.looked) {
        count("pace", source.plan.next ? source.plan.interval.count() : 0);
        word("basis", name_of(source.plan.basis));
        time("next_look", source.followed ? source.plan.next : std::nullopt);
    }
    time("first_look", source.first_look);
    time("last_look", source.last_look);
    time("last_change", source.last_change);
    word("last_outcome", source.last_outcome);
    word("last_error", source.last_error);
    count("failures", source.pace.failures);
    time("failing_since", source.pace.failing_since);
    if (source.looks > 0)
        writer.member("list", name_of(source.listing));
    count("missed", source.missed);
    time("missed_at", source.missed_at);
    writer.member("looks", source.looks);
    writer.member("updates", source.updates);
    writer.member("revisions", source.revisions);
    writer.member("withdrawn", source.withdrawn);
    if (const auto size = sizes.find(source.number); size != sizes.end()) {
        writer.member("bytes", size->second.bytes);
        writer.member("bytes_per_day", size->second.bytes_per_day);
    }
    writer.end_object();
    ctx.out << line << '\n';
}

std::string pace_of(const archive::Source& source) {
    if (!source.followed || !source.pace.looked)
        return "-";
    if (!source.plan.next)
        return text::cat("never (", name_of(source.plan.basis), ")");
    // Waits for sources that fail are odd numbers of seconds, which nobody wants to read.
    const auto minutes = std::chrono::floor<std::chrono::minutes>(source.plan.interval);
    const std::string pace =
        time::to_duration(minutes.count() > 1 ? minutes : source.plan.interval);
    return source.plan.basis == archive::Basis::learned
               ? pace
               : text::cat(pace, " (", name_of(source.plan.basis), ")");
}

std::string state_of(const archive::Source& source, const Context& ctx) {
    std::string state = source.last_outcome;
    if (source.pace.failing_since)
        state += text::cat(" since ", time::to_local_text(*source.pace.failing_since, ctx.zone),
                           ": ", source.last_error);
    if (source.missed_at)
        state += text::cat("; may have missed updates before ",
                           time::to_local_text(*source.missed_at, ctx.zone));
    if (!source.moved_to.empty())
        state += text::cat("; is sent on to ", source.moved_to);
    if (ctx.verbose && source.listing == Listing::selection)
        state += "; this list is a selection: withdrawals cannot be told";
    if (!source.followed)
        state += " (not followed)";
    return state;
}

void write_table(const std::vector<archive::Source>& sources, const Sizes& sizes, Context& ctx) {
    const auto when = [&](const std::optional<Instant>& time) {
        return time ? time::to_local_text(*time, ctx.zone) : std::string("-");
    };
    std::vector<std::string> heads{"NAME",      "UPDATES",   "REVISIONS", "WITHDRAWN", "PACE",
                                   "LAST LOOK", "NEXT LOOK", "OUTCOME",   "ADDRESS"};
    if (!sizes.empty())
        heads.insert(heads.begin() + 1, {"SIZE", "A DAY"});
    Table table(heads);
    for (const archive::Source& source : sources) {
        std::vector<std::string> cells{source.name,
                                       text::cat(source.updates),
                                       text::cat(source.revisions),
                                       text::cat(source.withdrawn),
                                       pace_of(source),
                                       when(source.last_look),
                                       when(source.followed ? source.plan.next : std::nullopt),
                                       state_of(source, ctx),
                                       source.address()};
        if (const auto size = sizes.find(source.number); size != sizes.end())
            cells.insert(cells.begin() + 1,
                         {bytes_text(size->second.bytes), bytes_text(size->second.bytes_per_day)});
        table.add(std::move(cells));
    }
    table.write(ctx.out);
}

Exit list(const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
    const std::string format = !options.format.empty() ? options.format
                               : ctx.out_is_terminal   ? "text"
                                                       : "jsonl";
    const bool is_list = format == "toml" || format == "opml";
    std::vector<archive::Source> sources = archive.sources();
    // Articles come with their feed.
    std::erase_if(sources, [&](const archive::Source& source) {
        return ((options.followed || is_list) && !source.followed) ||
               (is_list && !source.article_of.empty());
    });
    Sizes sizes;
    if (options.size && !is_list)
        for (const archive::Size& size : archive.sizes(ctx.now()))
            sizes.emplace(size.source, size);
    if (format == "toml")
        write_toml(ctx.out, sources);
    else if (format == "opml")
        write_opml(ctx.out, sources);
    else if (format == "text")
        write_table(sources, sizes, ctx);
    else
        for (const archive::Source& source : sources)
            write_json(source, sizes, ctx);
    return Exit::ok;
}

[[noreturn]] void refuse(const Error& error) {
    throw Fatal(error.message, error.hint);
}

archive::Source stored(archive::Archive& archive, const archive::Source& source, Context& ctx) {
    const Result<archive::Source> stored = archive.set(source, ctx.now());
    if (!stored)
        refuse(stored.error());
    return *stored;
}

/// `zone=Europe/Berlin`; `drop=.ad drop=.share`; `every=` takes it back; `address=URL`.
Exit set(const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    const archive::Source before = source_of(archive, options.name);
    std::map<std::string, std::vector<std::string>> values;
    for (const std::string& setting : options.settings) {
        const std::size_t sign = setting.find('=');
        if (sign == std::string::npos)
            throw Fatal(text::cat("no '=' in '", setting, "'"), "a setting is written every=5m");
        values[setting.substr(0, sign)].push_back(setting.substr(sign + 1));
    }
    archive::Source source = before;
    for (const auto& [name, given] : values) {
        std::optional<Error> fault;
        if (name == "address")
            fault = apply({.name = {}, .addresses = given, .settings = {}, .place = {}}, source);
        else
            fault = archive::change_setting(source, name, given);
        if (fault)
            refuse(*fault);
    }
    source.followed = before.followed;
    const archive::Source after = stored(archive, source, ctx);
    if (ctx.verbose)
        for (const std::string& difference : differences(before, after))
            remark(ctx, text::cat(after.name, ": ", difference));
    return Exit::ok;
}

Exit rename(const Options& options, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    archive::Source source = source_of(archive, options.name);
    source.name = options.new_name;
    stored(archive, source, ctx);
    return Exit::ok;
}

}  // namespace

Action declare_sources(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_flag("--followed", options->followed, "only those that are followed");
    sub.add_flag("--size", options->size, "also what they take in the archive, and grow by");
    sub.add_option("-f,--format", options->format, "text, jsonl, toml or opml")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "jsonl", "toml", "opml"}));
    sub.require_subcommand(0, 1);
    CLI::App* const setting = sub.add_subcommand("set", "change what is set of a source");
    setting->add_option("source", options->name)->type_name("SOURCE")->required();
    setting->add_option("setting", options->settings)->type_name("NAME=VALUE")->required();
    CLI::App* const renaming = sub.add_subcommand("rename", "give a source another name");
    renaming->add_option("source", options->name)->type_name("SOURCE")->required();
    renaming->add_option("name", options->new_name)->type_name("NAME")->required();
    for (CLI::App* const act : {setting, renaming})
        act->fallthrough();
    return [options, setting, renaming](Context& ctx) {
        return setting->parsed()    ? set(*options, ctx)
               : renaming->parsed() ? rename(*options, ctx)
                                    : list(*options, ctx);
    };
}

}  // namespace stet::cmd
