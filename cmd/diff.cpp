#include <CLI/CLI.hpp>

#include "commands.h"
#include "diff/compare.h"
#include "open.h"
#include "options.h"
#include "output.h"
#include "states.h"
#include "text/cat.h"
#include "window_age.h"

namespace stet::cmd {

namespace {

struct Options {
    std::string old_state, new_state;
    DocumentOptions document;
    Picked picked;
    Shape shape;
};

/// Writes the changes from one state of a source to another.
void write_changes(const Feed& before, const Feed& now, const Selection& selection,
                   Output& output) {
    const Feed marked = diff::compare(before, now);
    const bool before_is_whole = before.extent != Feed::Extent::selection;
    if (marked.has_head && marked.head.change == Change::edited && before.has_head)
        write_selected(marked.head, selection, output);
    for (const Item& item : marked.items) {
        const bool proven = item.change != Change::added || before_is_whole;
        if (item.change != Change::none && proven)
            write_selected(item, selection, output);
    }
}

void compare_states(const States& before, const States& now, const Selection& selection,
                    Output& output) {
    if (before.size() == 1 && now.size() == 1)  // one source each: taken for the same
        return write_changes(before.begin()->second, now.begin()->second, selection, output);
    for (const auto& [source, state] : now)
        if (const auto known = before.find(source); known != before.end())
            write_changes(known->second, state, selection, output);
}

/// What the archive holds of the sources that occur in an operand.
States standing(archive::Archive& archive, const States& operand, const Selection& selection,
                Context& ctx) {
    States states;
    for (const auto& [name, state] : operand) {
        std::string asked = name;
        if (operand.size() == 1 && selection.sources.size() == 1)
            asked = selection.sources.front();
        const std::optional<archive::Source> source = archive.find_source(asked);
        if (!source)
            throw Fatal(text::cat("the archive holds nothing of '", asked, "'"),
                        "say with --source what it is to be compared with");
        Selection then = selection;
        then.sources = {source->source};
        tell_window_age(archive, then, ctx);
        states.emplace(source->source, archive.standing(*source, selection.at));
    }
    return states;
}

Exit diff_states(const Options& options, Context& ctx) {
    Selection selection = selection_of(options.picked, ctx);
    Output output(ctx, options.shape, true);
    if (options.old_state.empty()) {
        archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
        selection = known_selection(archive, std::move(selection));
        if (!selection.since)
            selection.since = ctx.now() - std::chrono::days(1);
        write_net_changes(archive, selection, output);
    } else if (options.new_state.empty()) {
        archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
        selection = known_selection(archive, std::move(selection));
        const States now = read_states(options.old_state, options.document, ctx);
        const States before = standing(archive, now, selection, ctx);
        selection.sources.clear();  // they named what to compare with
        compare_states(before, now, selection, output);
    } else {
        const States before = read_states(options.old_state, options.document, ctx);
        const States now = read_states(options.new_state, options.document, ctx);
        compare_states(before, now, selection, output);
    }
    output.finish();
    return output.count() == 0 ? Exit::ok : Exit::no;
}

}  // namespace

Action declare_diff(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("old", options->old_state,
                   "records (JSON Lines) or a document: a file, an address or '-'")
        ->type_name("OLD");
    sub.add_option("new", options->new_state, "the same; with OLD alone, it is the new state")
        ->type_name("NEW");
    declare_document(sub, options->document);
    declare_format(sub, options->shape.format);
    declare_context(sub, options->shape);
    declare_stat(sub, options->shape);
    declare_selection(sub, options->picked);
    return [options](Context& ctx) { return diff_states(*options, ctx); };
}

}  // namespace stet::cmd
