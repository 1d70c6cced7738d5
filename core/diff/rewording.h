#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"

namespace stet::diff {

/// Words in a row as they are typed to be found: without case, signs left out, `*` for any letters
/// of a word or, by itself, for a word.
class Pattern {
  public:
    Pattern() = default;
    explicit Pattern(std::string_view typed);

    /// Nothing to look for: no pattern was typed, or one without a word in it.
    bool empty() const { return words_.empty(); }
    std::size_t size() const { return words_.size(); }
    /// Whether the words from `at` on match; `words` are folded.
    bool matches(const std::vector<std::string>& words, std::size_t at) const;

  private:
    std::vector<std::string> words_;  // folded
};

/// What an edit must have done to the words of a record: its headline, kicker, text (else its
/// summary) and the caption of its picture.
struct Rewording {
    /// So many words were taken out or put in; a word in another's place counts once.
    std::size_t min_words = 0;
    /// The numbers in them are others than before, as values: see numbers().
    bool numbers = false;
    /// The words that went, and those that came in their place. Words that stayed beside them may
    /// take part in a match, but one of those that went (that came) must.
    Pattern from, to;

    bool asks() const { return min_words > 0 || numbers || !from.empty() || !to.empty(); }
};

/// How many words, signs aside, an edit took out and put in; of those in each other's place
/// `altered` counts one.
struct Counts {
    std::size_t removed = 0, added = 0, altered = 0;
};
Counts count_words(const Item& item);

/// Whether the edit that made a record what it is did all of that. No edit, nothing done.
bool matches(const Rewording& wanted, const Item& item);

}  // namespace stet::diff
