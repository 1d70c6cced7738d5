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
    bool blind = false;
    std::string format;
};

/// A look, or a time without one, in the order in which they are told.
struct Row {
    const archive::LookRow* look = nullptr;
    const archive::Gap* gap = nullptr;
};

bool is_blind(const archive::LookRow& look) {
    return look.outcome != "ok" && look.outcome != "unchanged" && look.outcome != "mended" &&
           look.outcome != "backfilled";
}

/// Each gap stands before the look that ended it.
std::vector<Row> rows_of(const std::vector<archive::LookRow>& looks,
                         const std::vector<archive::Gap>& gaps, bool only_blind) {
    std::map<std::string, std::vector<const archive::Gap*>> waiting;  // by source, the last first
    for (auto gap = gaps.rbegin(); gap != gaps.rend(); ++gap)
        waiting[gap->source].push_back(&*gap);
    std::vector<Row> rows;
    for (const archive::LookRow& look : looks) {
        auto& before = waiting[look.source];
        for (; !before.empty() && before.back()->until <= look.last; before.pop_back())
            rows.push_back({.look = nullptr, .gap = before.back()});
        if (!only_blind || is_blind(look))
            rows.push_back({.look = &look, .gap = nullptr});
    }
    return rows;
}

std::string_view outcome_of(const archive::Gap& gap) {
    return gap.kind == archive::Gap::Kind::late ? "late" : "turnover";
}

std::string_view words_of(const archive::Gap& gap) {
    return gap.kind == archive::Gap::Kind::late
               ? "no look was taken between these"
               : "nothing was left of the window between these: updates may have been missed";
}

void write_json(const archive::Gap& gap, Context& ctx) {
    std::string line;
    json::Writer writer(line);
    writer.begin_object();
    writer.member("name", std::string_view(gap.name));
    writer.member("source", std::string_view(gap.source));
    writer.member("first", std::string_view(time::to_rfc3339(gap.since)));
    writer.member("last", std::string_view(time::to_rfc3339(gap.until)));
    writer.member("count", std::int64_t{0});
    writer.member("outcome", outcome_of(gap));
    writer.member("detail", words_of(gap));
    writer.end_object();
    ctx.out << line << '\n';
}

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
    const Selection selection = known_selection(archive, selection_of(options.picked, ctx));
    const bool as_text = options.format.empty() ? ctx.out_is_terminal : options.format == "text";
    Table table({"FIRST", "LAST", "LOOKS", "SOURCE", "OUTCOME", "CAPTURE", "BYTES", "WHAT"});
    const std::vector<archive::LookRow> looks = archive.looks(selection);
    const std::vector<archive::Gap> gaps = archive.gaps(selection);
    const auto clock = [&](Instant when) { return time::to_local_text(when, ctx.zone, true); };
    for (const Row& row : rows_of(looks, gaps, options.blind)) {
        if (!as_text)
            row.look ? write_json(*row.look, ctx) : write_json(*row.gap, ctx);
        else if (const archive::LookRow* look = row.look)
            table.add({clock(look->first), clock(look->last), text::cat(look->count), look->name,
                       look->outcome, look->capture ? text::cat(*look->capture) : "-",
                       text::cat(look->bytes), changes_of(*look)});
        else
            table.add({clock(row.gap->since), clock(row.gap->until), "0", row.gap->name,
                       std::string(outcome_of(*row.gap)), "-", "-",
                       std::string(words_of(*row.gap))});
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
    sub.add_flag("--blind", options->blind, "only when stet saw nothing, or not everything");
    sub.add_option("-f,--format", options->format, "text or jsonl")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "jsonl"}));
    return [options](Context& ctx) { return captures(*options, ctx); };
}

}  // namespace stet::cmd
