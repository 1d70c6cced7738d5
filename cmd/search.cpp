#include <CLI/CLI.hpp>

#include "commands.h"
#include "open.h"
#include "options.h"
#include "output.h"
#include "records.h"
#include "search/find.h"
#include "search/query.h"
#include "window_age.h"

namespace stet::cmd {

namespace {

struct Options {
    std::string query, from, format;
    Picked picked;
};

/// Filters the records that pass by.
void filter(const search::Query& query, const Selection& selection, Output& output, Context& ctx) {
    std::optional<Item> head;
    std::size_t found = 0;
    for_each_record(ctx, "-", [&](Item&& item) {
        if (item.is_head() && item.change == Change::none) {
            head = std::move(item);
            head->selection = true;
            return true;
        }
        if (!matches(selection, item) || !search::matches(query, item))
            return true;
        if (head && head->source == item.source)
            output.write(*std::exchange(head, std::nullopt));
        item.match = Match{.score = 0, .snippet = search::snippet(query, item)};
        output.write(item);
        return !selection.limit || ++found < *selection.limit;
    });
}

Exit search(const Options& options, Context& ctx) {
    const search::Query query = search::parse_query(options.query);
    if (query.empty())
        throw Fatal("there is no word in the query",
                    "'stet search --help' shows what can be asked");
    Selection selection = selection_of(options.picked, ctx);
    Output output(ctx, options.format, true);
    if (!options.from.empty()) {
        filter(query, selection, output, ctx);
    } else {
        archive::Archive archive = open_archive(ctx, archive::Archive::Access::read);
        selection = known_selection(archive, std::move(selection));
        tell_window_age(archive, selection, ctx);
        search::find(archive, query, selection, [&](Item&& item) {
            output.write(item);
            return true;
        });
    }
    output.finish();
    return output.count() > 0 ? Exit::ok : Exit::no;
}

}  // namespace

Action declare_search(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("query", options->query,
                   "words, \"a phrase\", OR, -not, prefix*, title:word, author:word, tag:word")
        ->type_name("QUERY")
        ->required();
    sub.add_option("from", options->from, "'-': records on standard input instead of the archive")
        ->type_name("-")
        ->check(CLI::IsMember({"-"}));
    declare_format(sub, options->format);
    declare_selection(sub, options->picked);
    return [options](Context& ctx) { return search(*options, ctx); };
}

}  // namespace stet::cmd
