#include "reading.h"

#include <CLI/CLI.hpp>

#include "extract/extract.h"
#include "report.h"
#include "text/cat.h"

namespace stet::cmd {

void declare_reading(CLI::App& sub, TypedReading& typed) {
    struct Word {
        const char* name;
        std::string Reading::*member;
        const char* what;
        const char* type;
    };
    constexpr Word list[] = {
        {"--item", &Reading::item, "where the updates are: a CSS selector, or a path into JSON",
         "CSS"},
        {"--title", &Reading::title, "an update's heading, inside the item", "CSS"},
        {"--body", &Reading::body, "its text", "CSS"},
        {"--time", &Reading::time, "its time", "CSS"},
        {"--author", &Reading::author, "its authors", "CSS"},
        {"--id", &Reading::id, "its id", "CSS"},
        {"--zone", &Reading::zone, "time zone of clocks that name none", "ZONE"},
        {"--language", &Reading::language, "language, where none is declared", "LANG"},
    };
    for (const Word& word : list)
        sub.add_option_function<std::string>(
               word.name,
               [&typed, member = word.member](const std::string& given) {
                   typed.words.emplace_back(member, given);
               },
               word.what)
            ->type_name(word.type)
            ->group("Reading");
    sub.add_option_function<std::vector<std::string>>(
           "--drop", [&typed](const std::vector<std::string>& given) { typed.drop = given; },
           "what to leave out; may be given several times")
        ->allow_extra_args(false)
        ->type_name("CSS")
        ->group("Reading");
}

Reading read_as(const TypedReading& typed, Reading reading) {
    for (const auto& [member, words] : typed.words)
        reading.*member = words;
    if (typed.drop) {
        reading.drop = *typed.drop;
        std::erase(reading.drop, std::string());
    }
    if (const std::optional<Error> fault = fault_of(reading))
        throw Fatal(fault->message, fault->hint);
    return reading;
}

void tell_warnings(const Feed& feed, std::string_view place, Context& ctx) {
    if (ctx.quiet)
        return;
    bool names_feed = false;
    for (const std::string& warning : feed.head.warnings) {
        if (!feed.doubt || warning != feed.doubt->message)
            remark(ctx, text::cat(warning, " (", place, ")"));
        names_feed = names_feed || warning.starts_with("the page names a feed");
    }
    if (names_feed)
        remark(ctx, "'stet follow --discover' follows the feed that a page names");
}

}  // namespace stet::cmd
