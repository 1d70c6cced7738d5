#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::text {

/// A piece of a text as people see it.
struct Token {
    enum class Kind {
        word,         ///< letters with their marks, apostrophes and joining hyphens' parts
        number,       ///< digits with the separators and the sign that belong to them: `-1.200,5`
        punctuation,  ///< one sign: a quote, a full stop, a symbol, an emoji
        space,        ///< a run of white space
    };
    std::string_view text;  ///< points into the tokenised text
    Kind kind;
};

/// Cuts a text into tokens; joined they are the text again. Chinese, Japanese and Thai, which put
/// no blanks between words, are cut at each character.
std::vector<Token> tokens(std::string_view text);

/// Case folded and marks stripped, so that `Élysée` and `ELYSEE` are one: how words are compared
/// when they are searched for. Does for letters what FTS5's unicode61 does with
/// remove_diacritics 2.
std::string search_form(std::string_view word);

/// Text in composed form (Unicode's NFC).
std::string nfc(std::string_view text);

/// Case folded (Unicode's full case folding), in NFC; marks stay.
std::string fold_case(std::string_view text);

/// The words of a text as unicode61 sees them, folded: runs of letters, digits and marks.
struct SearchWord {
    std::string form;        ///< as search_form makes it
    std::string_view place;  ///< points into the text
};
std::vector<SearchWord> search_words(std::string_view text);

}  // namespace stet::text
