#include "archive/settings.h"

#include <algorithm>
#include <utility>

#include "text/ascii.h"
#include "text/cat.h"
#include "text/pattern.h"
#include "text/url.h"
#include "time/spoken.h"
#include "time/zone.h"

namespace stet::archive {

namespace {

struct Word {
    std::string_view name;
    std::string Reading::*value;
};
constexpr Word words[] = {
    {"zone", &Reading::zone},     {"language", &Reading::language},
    {"item", &Reading::item},     {"title", &Reading::title},
    {"body", &Reading::body},     {"time", &Reading::time},
    {"author", &Reading::author}, {"id", &Reading::id},
    {"page", &Reading::page},
};

struct Asking {
    std::string_view name;
    std::string Access::*value;
};
constexpr Asking askings[] = {{"proxy", &Access::proxy}, {"user-agent", &Access::user_agent}};

struct List {
    std::string_view name;
    std::vector<std::string> Reading::*values;
};
constexpr List lists[] = {{"drop", &Reading::drop}};

struct SeriesWord {
    std::string_view name;
    std::string Series::*value;
};
constexpr SeriesWord series_words[] = {
    {"continues", &Series::continues},
    {"next", &Series::next},
    {"index", &Series::index},
    {"match", &Series::match},
};

constexpr std::string_view articles = "articles";
constexpr std::string_view yes = "yes";

constexpr std::string_view pace = "every";  // a column of its own
constexpr std::string_view older_pages = "older-pages";

template <class Rule, std::size_t count>
const Rule* find(const Rule (&rules)[count], std::string_view name) {
    const auto found = std::ranges::find(rules, name, &Rule::name);
    return found == std::end(rules) ? nullptr : found;
}

/// The place of a setting that is one word; null where there is none of that name. `Of`: a Source.
template <class Of>
auto find_word(Of& source, std::string_view name) -> decltype(&source.name) {
    if (const Word* word = find(words, name))
        return &(source.reading.*word->value);
    if (const Asking* word = find(askings, name))
        return &(source.access.*word->value);
    const SeriesWord* word = find(series_words, name);
    return word ? &(source.series.*word->value) : nullptr;
}

Error refusal(std::string message, std::string hint = {}) {
    return Error{Error::Kind::usage, std::move(message), {}, std::move(hint)};
}

std::optional<Error> change_pace(Source& source, const std::string& value) {
    std::chrono::seconds every{};
    if (!value.empty()) {
        const Result<std::chrono::seconds> read = time::parse_duration(value);
        if (!read)
            return read.error();
        every = *read;
    }
    source.every = every;
    return std::nullopt;
}

/// None where `value` is no number of pages.
std::optional<std::size_t> number_of_pages(std::string_view value) {
    const auto number = text::parse_number<std::size_t>(value);
    return number && *number <= most_older_pages ? number : std::nullopt;
}

std::optional<Error> change_older_pages(Source& source, const std::string& value) {
    const auto number = value.empty() ? std::size_t{0} : number_of_pages(value);
    if (!number)
        return refusal(text::cat("not a number of pages '", value, "'"),
                       text::cat("at most ", most_older_pages));
    source.older_pages = *number;
    return std::nullopt;
}

}  // namespace

std::vector<std::string_view> setting_names() {
    std::vector<std::string_view> names{pace, older_pages};
    for (const Word& word : words)
        names.push_back(word.name);
    for (const Asking& asking : askings)
        names.push_back(asking.name);
    for (const List& list : lists)
        names.push_back(list.name);
    for (const SeriesWord& word : series_words)
        names.push_back(word.name);
    names.push_back(articles);
    return names;
}

std::vector<std::string> setting(const Source& source, std::string_view name) {
    std::string value;
    if (const List* list = find(lists, name))
        return source.reading.*list->values;
    if (const std::string* word = find_word(source, name))
        value = *word;
    else if (name == articles && source.articles)
        value = yes;
    else if (name == older_pages && source.older_pages > 0)
        value = text::cat(source.older_pages);
    else if (name == pace && source.every.count() > 0)
        value = time::to_duration(source.every);
    return value.empty() ? std::vector<std::string>{} : std::vector{value};
}

std::optional<Error> change_setting(Source& source, std::string_view name,
                                    const std::vector<std::string>& values) {
    if (const List* list = find(lists, name)) {
        std::vector<std::string> kept;
        for (const std::string& value : values)
            if (!value.empty())
                kept.push_back(value);
        source.reading.*list->values = std::move(kept);
        return std::nullopt;
    }
    if (values.size() > 1)
        return refusal(text::cat("'", name, "' takes one value"));
    const std::string value = values.empty() ? std::string() : values.front();
    if (name == pace)
        return change_pace(source, value);
    if (name == articles) {
        if (!value.empty() && value != yes)
            return refusal("'articles' is yes or nothing");
        source.articles = !value.empty();
        return std::nullopt;
    }
    if (name == older_pages)
        return change_older_pages(source, value);
    std::string* const word = find_word(source, name);
    if (!word) {
        std::string known;
        for (const std::string_view one : setting_names())
            known += text::cat(known.empty() ? "" : ", ", one);
        return refusal(text::cat("no setting '", name, "'"), text::cat("there are ", known));
    }
    if (name == "zone" && !value.empty() && !time::Zone::named(value))
        return refusal(text::cat("no time zone '", value, "'"), "such as Europe/Berlin");
    if (name == "index" && !value.empty() && !text::is_http_url(value))
        return refusal(text::cat("'", value, "' is no http or https address"));
    if (name == "match")
        if (const Result<text::Pattern> pattern = text::Pattern::compile(value); !pattern)
            return pattern.error();
    const std::string before = std::exchange(*word, value);
    std::optional<Error> fault = fault_of(source.access);
    if (fault)
        *word = before;
    return fault;
}

bool is_list(std::string_view name) {
    return find(lists, name) != nullptr;
}

void read_settings(Connection& sql, Source& source) {
    Statement rows =
        sql.query("SELECT name, value FROM source_settings WHERE source = ? ORDER BY name, place",
                  source.number);
    while (rows.step()) {
        if (const List* list = find(lists, rows.text(0)))
            (source.reading.*list->values).push_back(rows.string(1));
        else if (rows.text(0) == older_pages)
            source.older_pages = number_of_pages(rows.text(1)).value_or(0);
        else if (std::string* const word = find_word(source, rows.text(0)))
            *word = rows.text(1);
        else if (rows.text(0) == articles)
            source.articles = true;
    }
}

void write_settings(Connection& sql, const Source& source) {
    sql.run("DELETE FROM source_settings WHERE source = ?", source.number);
    for (const std::string_view name : setting_names()) {
        if (name == pace)
            continue;
        std::int64_t place = 0;
        for (const std::string& value : setting(source, name))
            sql.run("INSERT INTO source_settings (source, name, place, value) VALUES (?, ?, ?, ?)",
                    source.number, name, place++, value);
    }
}

}  // namespace stet::archive
