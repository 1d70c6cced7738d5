#include "search/query.h"

#include <algorithm>
#include <optional>

#include "text/ascii.h"
#include "text/words.h"

namespace stet::search {
namespace {

// More terms than anybody types, and fewer than FTS5's parser can stack.
constexpr std::size_t most_terms = 64;
constexpr std::size_t most_words = 64;

std::optional<Term::Field> field_of(std::string_view name) {
    if (text::iequals(name, "title"))
        return Term::Field::title;
    if (text::iequals(name, "author"))
        return Term::Field::author;
    if (text::iequals(name, "tag"))
        return Term::Field::tag;
    if (text::iequals(name, "text"))
        return Term::Field::text;
    return std::nullopt;
}

// Cuts a query into its terms, from left to right.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    Query read() {
        for (std::size_t terms = 0; terms < most_terms && skip_blanks();) {
            const bool joins = take_or();
            const bool negated = take_minus();
            const std::optional<Term> term = take_term();
            if (!term)
                continue;
            ++terms;
            if (negated)
                query_.none.push_back(*term);
            else if (joins)
                query_.all.back().push_back(*term);
            else
                query_.all.push_back({*term});
            last_was_word_ = !negated;
        }
        return std::move(query_);
    }

  private:
    bool skip_blanks() {
        while (!rest_.empty() && text::is_space(rest_.front()))
            rest_.remove_prefix(1);
        return !rest_.empty();
    }

    // OR joins two terms; at either end of a query, or after a -not, it is a word.
    bool take_or() {
        if (!rest_.starts_with("OR") || !last_was_word_)
            return false;
        std::string_view after = rest_.substr(2);
        if (after.empty() || !text::is_space(after.front()))
            return false;
        while (!after.empty() && text::is_space(after.front()))
            after.remove_prefix(1);
        if (after.empty() || after.front() == '-')
            return false;
        rest_ = after;
        return true;
    }

    bool take_minus() {
        const bool negated = rest_.size() > 1 && rest_[0] == '-' && !text::is_space(rest_[1]);
        if (negated)
            rest_.remove_prefix(1);
        return negated;
    }

    std::optional<Term> take_term() {
        Term term;
        const std::size_t colon = rest_.find_first_of(": \t\n\r\f\v\"");
        if (colon != std::string_view::npos && rest_[colon] == ':' && colon + 1 < rest_.size() &&
            !text::is_space(rest_[colon + 1])) {
            if (const auto field = field_of(rest_.substr(0, colon))) {
                term.field = *field;
                rest_.remove_prefix(colon + 1);
            }
        }
        const std::string_view piece = rest_.front() == '"' ? take_quoted() : take_bare();
        term.prefix = piece.ends_with('*') || (rest_.starts_with('*') && take_star());
        for (const text::SearchWord& word : text::search_words(piece))
            if (term.words.size() < most_words)
                term.words.push_back(word.form);
        return term.words.empty() ? std::nullopt : std::optional(std::move(term));
    }

    bool take_star() {
        rest_.remove_prefix(1);
        return true;
    }
    std::string_view take_quoted() {
        rest_.remove_prefix(1);
        const std::size_t end = std::min(rest_.find('"'), rest_.size());
        const std::string_view piece = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return piece;
    }
    std::string_view take_bare() {
        std::size_t end = 0;
        while (end < rest_.size() && !text::is_space(rest_[end]) && rest_[end] != '"')
            ++end;
        const std::string_view piece = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return piece;
    }

    std::string_view rest_;
    Query query_;
    bool last_was_word_ = false;
};

void append_term(std::string& out, const Term& term) {
    switch (term.field) {
        case Term::Field::any:
            break;
        case Term::Field::title:
            out += "title : ";
            break;
        case Term::Field::author:
            out += "author : ";
            break;
        case Term::Field::tag:
            out += "tag : ";
            break;
        case Term::Field::text:
            out += "{summary text} : ";
            break;
    }
    out += '"';
    for (std::size_t n = 0; n < term.words.size(); ++n) {
        if (n > 0)
            out += ' ';
        out += text::replace_all(term.words[n], "\"", "\"\"");
    }
    out += term.prefix ? "\" *" : "\"";
}

void append_any_of(std::string& out, const std::vector<Term>& terms) {
    out += '(';
    for (std::size_t n = 0; n < terms.size(); ++n) {
        if (n > 0)
            out += " OR ";
        append_term(out, terms[n]);
    }
    out += ')';
}

}  // namespace

Query parse_query(std::string_view text) {
    return Reader(text).read();
}

std::string match_expression(const Query& query) {
    std::string out;
    if (query.all.empty())
        return out;
    for (std::size_t n = 0; n < query.all.size(); ++n) {
        if (n > 0)
            out += " AND ";
        append_any_of(out, query.all[n]);
    }
    if (!query.none.empty()) {
        out = "(" + out + ") NOT ";
        append_any_of(out, query.none);
    }
    return out;
}

}  // namespace stet::search
