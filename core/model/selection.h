#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/item.h"

namespace stet {

/// Which records a stage takes; the same everywhere. Empty lists and absent times select all.
struct Selection {
    std::vector<std::string> sources;     ///< names, name patterns or addresses; any of them
    std::optional<Instant> since, until;  ///< observed, half open
    std::optional<Instant> published_since, published_until;  ///< by the publisher's time
    std::optional<Instant> at;                                ///< the window as it was then
    std::vector<Change> changes;
    std::vector<Class> classes;
    bool silent = false;  ///< edits of words whose notice is `none` or `unstated`
    std::vector<Kind> kinds;
    std::vector<std::string> keys, ids, authors, tags, languages;
    /// What else is asked of a record that this room cannot answer, such as which words an edit
    /// replaced (diff::Rewording); asked last. Unset, it takes all.
    std::function<bool(const Item&)> also;
    std::optional<std::size_t> limit;

    /// True where nothing at all narrows it.
    bool is_everything() const;
    /// True where it takes some of a source's records and leaves others.
    bool is_narrow() const;
};

/// Whether a word stands for all sources whose names fit it, as the shell's patterns do: `news.*`.
bool is_name_pattern(std::string_view word);

/// Whether a record is selected, as far as the record itself can say: all but `at` and `limit`.
/// `sources` compares with the record's source and the first part of its key. Authors, tags and
/// languages compare without case; a language also with its main part (`de` takes `de-AT`).
bool matches(const Selection& selection, const Item& item);

}  // namespace stet
