#include "model/selection.h"

#include <algorithm>

#include <fnmatch.h>

#include "text/cat.h"
#include "text/words.h"

namespace stet {

namespace {

template <class T>
bool takes(const std::vector<T>& wanted, const T& value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

/// Half open; what has no time lies in no stretch of time.
bool within(const std::optional<Instant>& since, const std::optional<Instant>& until,
            const std::optional<Instant>& when) {
    if (!since && !until)
        return true;
    return when && (!since || *when >= *since) && (!until || *when < *until);
}

std::optional<Instant> first_of(const std::optional<Instant>& one,
                                const std::optional<Instant>& other) {
    return one ? one : other;
}

bool takes_source(const std::vector<std::string>& wanted, const Item& item) {
    if (wanted.empty())
        return true;
    const std::string_view name = std::string_view(item.key).substr(0, item.key.find('/'));
    return std::ranges::any_of(wanted, [&](const std::string& source) {
        if (is_name_pattern(source))
            return fnmatch(source.c_str(), std::string(name).c_str(), 0) == 0;
        return !source.empty() && (source == item.source || source == name);
    });
}

/// A key takes all revisions of its update, a key of a revision that one.
bool takes_key(const std::vector<std::string>& wanted, const Item& item) {
    if (wanted.empty())
        return true;
    const std::string revision = text::cat(item.key, '/', item.revision);
    return std::ranges::any_of(wanted, [&](const std::string& key) {
        return !key.empty() &&
               (key == item.key || key == revision || item.key.starts_with(text::cat(key, '/')));
    });
}

bool takes_id(const std::vector<std::string>& wanted, const Item& item) {
    return wanted.empty() || std::ranges::any_of(wanted, [&](const std::string& id) {
               return !id.empty() && (id == item.id || id == item.publisher_id);
           });
}

template <class List, class Text>
bool takes_any_folded(const std::vector<std::string>& wanted, const List& list, const Text& text) {
    if (wanted.empty())
        return true;
    return std::ranges::any_of(list, [&](const auto& element) {
        const std::string folded = text::fold_case(text(element));
        return std::ranges::any_of(
            wanted, [&](const std::string& word) { return text::fold_case(word) == folded; });
    });
}

bool takes_language(const std::vector<std::string>& wanted, const std::string& language) {
    if (wanted.empty())
        return true;
    const std::string folded = text::fold_case(language);
    return std::ranges::any_of(wanted, [&](const std::string& word) {
        const std::string main = text::fold_case(word);
        return !main.empty() && (folded == main || folded.starts_with(main + '-'));
    });
}

bool is_silent(const Item& item) {
    return item.change == Change::edited &&
           (item.notice == Notice::none || item.notice == Notice::unstated);
}

}  // namespace

bool Selection::is_everything() const {
    return sources.empty() && !since && !until && !published_since && !published_until && !at &&
           changes.empty() && classes.empty() && !silent && kinds.empty() && keys.empty() &&
           ids.empty() && authors.empty() && tags.empty() && languages.empty() && !also && !limit;
}

bool Selection::is_narrow() const {
    Selection rest = *this;
    rest.sources.clear();
    rest.at.reset();
    return !rest.is_everything();
}

bool is_name_pattern(std::string_view word) {
    return word.find('*') != word.npos && word.find('/') == word.npos;
}

bool matches(const Selection& selection, const Item& item) {
    const auto published = first_of(item.date_published, item.date_modified);
    // A withdrawal was seen when its update stood no longer.
    const auto seen =
        item.change == Change::withdrawn ? first_of(item.until, item.observed) : item.observed;
    const auto observed = first_of(seen, first_of(item.date_modified, item.date_published));
    return takes(selection.kinds, item.kind) && takes(selection.changes, item.change) &&
           takes(selection.classes, item.edit_class) && (!selection.silent || is_silent(item)) &&
           within(selection.since, selection.until, observed) &&
           within(selection.published_since, selection.published_until, published) &&
           takes_source(selection.sources, item) && takes_key(selection.keys, item) &&
           takes_id(selection.ids, item) && takes_language(selection.languages, item.language) &&
           takes_any_folded(selection.authors, item.authors,
                            [](const Author& author) { return author.name; }) &&
           takes_any_folded(selection.tags, item.tags,
                            [](const std::string& tag) { return tag; }) &&
           (!selection.also || selection.also(item));
}

}  // namespace stet
