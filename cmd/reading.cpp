#include "reading.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "extract/extract.h"
#include "report.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

struct Word {
    std::string_view name;  ///< of the option
    std::string Reading::*member;
    const char* what;
    const char* type;
};
constexpr Word words[] = {
    {"--item", &Reading::item, "where the updates are: a CSS selector, or a path into JSON", "CSS"},
    {"--title", &Reading::title, "an update's heading, inside the item", "CSS"},
    {"--body", &Reading::body, "its text", "CSS"},
    {"--time", &Reading::time, "its time", "CSS"},
    {"--author", &Reading::author, "its authors", "CSS"},
    {"--id", &Reading::id, "its id", "CSS"},
    {"--zone", &Reading::zone, "time zone of clocks that name none", "ZONE"},
    {"--language", &Reading::language, "language, where none is declared", "LANG"},
};
constexpr std::string_view drop = "--drop";

}  // namespace

void declare_reading(CLI::App& sub, TypedReading& typed) {
    for (const Word& word : words)
        sub.add_option_function<std::string>(
               std::string(word.name),
               [&typed, member = word.member](const std::string& given) {
                   typed.words.emplace_back(member, given);
               },
               word.what)
            ->type_name(word.type)
            ->group("Reading");
    sub.add_option_function<std::vector<std::string>>(
           std::string(drop),
           [&typed](const std::vector<std::string>& given) { typed.drop = given; },
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

namespace {

// White space in a selector is white space.
std::string line(std::string_view option, std::string value) {
    std::ranges::replace(value, '\n', ' ');
    return text::cat(option.substr(2), '=', value, '\n');
}

}  // namespace

std::string to_text(const TypedReading& typed) {
    std::string text;
    for (const Word& word : words) {
        const auto last = std::ranges::find(typed.words.rbegin(), typed.words.rend(), word.member,
                                            [](const auto& said) { return said.first; });
        if (last != typed.words.rend())
            text += line(word.name, last->second);
    }
    if (typed.drop && typed.drop->empty())
        text += line(drop, {});
    for (const std::string& selector : typed.drop.value_or(std::vector<std::string>()))
        text += line(drop, selector);
    return text;
}

TypedReading typed_reading(std::string_view text) {
    TypedReading typed;
    for (const std::string_view said : text::split(text, '\n')) {
        const std::size_t end = said.find('=');
        if (end == std::string_view::npos)
            continue;
        const std::string_view name = said.substr(0, end);
        const std::string_view value = said.substr(end + 1);
        if (name == drop.substr(2)) {
            if (!typed.drop)
                typed.drop.emplace();
            typed.drop->emplace_back(value);
        }
        for (const Word& word : words)
            if (name == word.name.substr(2))
                typed.words.emplace_back(word.member, value);
    }
    return typed;
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
