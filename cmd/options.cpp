#include "options.h"

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "diff/rewording.h"
#include "text/cat.h"
#include "time/spoken.h"

namespace stet::cmd {

namespace {

template <class Enum>
std::vector<Enum> words_of(const std::vector<std::string>& typed,
                           Enum (*meaning)(std::string_view)) {
    std::vector<Enum> out;
    for (const std::string& word : typed)
        out.push_back(meaning(word));
    return out;
}

diff::Pattern pattern_of(const std::string& typed, std::string_view option) {
    const diff::Pattern pattern(typed);
    if (!typed.empty() && pattern.empty())
        throw Fatal(text::cat("no word in ", option, " '", typed, "'"),
                    "give one or several words; '*' stands for any letters");
    return pattern;
}

/// Which edits of words were asked for; unset: any record.
std::function<bool(const Item&)> rewording_of(const Picked& picked) {
    const diff::Rewording wanted{.min_words = picked.min_words,
                                 .numbers = picked.numbers,
                                 .from = pattern_of(picked.from, "--from"),
                                 .to = pattern_of(picked.to, "--to")};
    if (!wanted.asks())
        return {};
    return [wanted](const Item& item) { return diff::matches(wanted, item); };
}

}  // namespace

void declare_selection(CLI::App& sub, Picked& picked) {
    const auto list = [&sub](const char* name, std::vector<std::string>& to, const char* what) {
        return sub.add_option(name, to, what)
            ->delimiter(',')
            ->allow_extra_args(false)
            ->group("Selection");
    };
    const auto word = [&sub](const char* name, std::string& to, const char* what) {
        sub.add_option(name, to, what)->type_name("TIME")->group("Selection");
    };
    list("--source", picked.sources, "only these sources: names or addresses")->type_name("SOURCE");
    word("--since", picked.since, "observed at this time or later");
    word("--until", picked.until, "observed before this time");
    word("--at", picked.at, "what a look showed at this time");
    word("--published-since", picked.published_since, "published at this time or later");
    word("--published-until", picked.published_until, "published before this time");
    list("--change", picked.changes, "added, edited, withdrawn, restored")
        ->type_name("CHANGE")
        ->check(CLI::IsMember({"added", "edited", "withdrawn", "restored"}));
    list("--class", picked.classes, "text, typography, counter, media, markup, metadata, technical")
        ->type_name("CLASS")
        ->check(CLI::IsMember(
            {"text", "typography", "counter", "media", "markup", "metadata", "technical"}));
    sub.add_flag("--silent", picked.silent, "edits of words without a notice")->group("Selection");
    sub.add_option("--min-words", picked.min_words, "edits of at least so many words")
        ->type_name("N")
        ->group("Selection");
    sub.add_flag("--numbers", picked.numbers, "edits that changed a number")->group("Selection");
    const auto pattern = [&sub](const char* name, std::string& to, const char* what) {
        sub.add_option(name, to, what)->type_name("PATTERN")->group("Selection");
    };
    pattern("--from", picked.from, "edits that took out these words; '*': any letters");
    pattern("--to", picked.to, "edits that put in these words, in place of those of --from");
    list("--kind", picked.kinds, "update, page, feed")
        ->type_name("KIND")
        ->check(CLI::IsMember({"update", "page", "feed"}));
    list("--key", picked.keys, "stet's names of updates")->type_name("KEY");
    list("--id", picked.ids, "the publishers' ids")->type_name("ID");
    list("--author", picked.authors, "written by one of these")->type_name("NAME");
    list("--tag", picked.tags, "tagged with one of these")->type_name("TAG");
    list("--lang", picked.languages, "in one of these languages")->type_name("LANG");
    sub.add_option("--limit", picked.limit, "at most so many records")
        ->type_name("N")
        ->group("Selection");
}

Instant time_of(const std::string& typed, Context& ctx) {
    const Result<Instant> when = time::parse_spoken(typed, ctx.now(), ctx.zone);
    if (!when)
        throw Fatal(when.error().message, when.error().hint);
    return *when;
}

Selection selection_of(const Picked& picked, Context& ctx) {
    const auto when = [&](const std::string& typed) -> std::optional<Instant> {
        if (typed.empty())
            return std::nullopt;
        return time_of(typed, ctx);
    };
    auto also = rewording_of(picked);
    std::vector<Change> changes = words_of(picked.changes, change_of);
    if (also && changes.empty())  // what was neither has nothing to ask of
        changes = {Change::edited, Change::restored};
    return Selection{.sources = picked.sources,
                     .since = when(picked.since),
                     .until = when(picked.until),
                     .published_since = when(picked.published_since),
                     .published_until = when(picked.published_until),
                     .at = when(picked.at),
                     .changes = std::move(changes),
                     .classes = words_of(picked.classes, class_of),
                     .silent = picked.silent,
                     .kinds = words_of(picked.kinds, kind_of),
                     .keys = picked.keys,
                     .ids = picked.ids,
                     .authors = picked.authors,
                     .tags = picked.tags,
                     .languages = picked.languages,
                     .also = std::move(also),
                     .limit = picked.limit};
}

}  // namespace stet::cmd
