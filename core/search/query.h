#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"

/// What people look for, and where it stands.
namespace stet::search {

/// One thing that a query asks for: a word, a phrase, or the start of a word, in any field or in
/// one.
struct Term {
    enum class Field { any, title, author, tag, text };
    Field field = Field::any;
    std::vector<std::string> words;  ///< folded; more than one is a phrase
    bool prefix = false;             ///< of the last word
};

/// A query: all of the groups (each: any of its terms), and none of the terms in `none`.
/// `Moskau -Kiew`, `"heute Nacht"`, `Putin OR Selenskyj`, `droh*`, `title:Kreml`. Any text is a
/// safe query: what is no operator is a word. Signs between letters part words, which then are a
/// phrase.
struct Query {
    std::vector<std::vector<Term>> all;
    std::vector<Term> none;
    bool empty() const { return all.empty() && none.empty(); }
};

Query parse_query(std::string_view text);

/// The query in the syntax of FTS5, every word of the user's quoted, for an index with the columns
/// title, summary, text, kicker, caption, author and tag. Empty where the query names nothing that
/// must be there: FTS5 cannot say "all but these".
std::string match_expression(const Query& query);

/// Whether a record has what the query asks for, in title, summary, text, kicker, captions, authors
/// and tags. Words compare as text::search_form makes them.
bool matches(const Query& query, const Item& item);

/// How well a record answers the query: how often it has what was asked for, in relation to its
/// length; in the title that counts more. Not negative; for comparing records of one search.
double score(const Query& query, const Item& item);

/// The stretch of the record's text, at most about 160 characters, that shows most of what was
/// found; the found words stand between U+0002 and U+0003.
std::string snippet(const Query& query, const Item& item);

}  // namespace stet::search
