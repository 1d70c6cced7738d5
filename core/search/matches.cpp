#include <algorithm>
#include <cmath>

#include "search/query.h"
#include "text/ascii.h"
#include "text/utf8.h"
#include "text/words.h"

namespace stet::search {
namespace {

using Words = std::vector<text::SearchWord>;

// So much of a text is looked at for a snippet; what was found further down has none.
constexpr std::size_t longest_text = std::size_t{256} << 10;
constexpr std::size_t snippet_bytes = 160;
constexpr std::size_t lead_bytes = 48;
constexpr double title_weight = 4;

bool stands_at(const Term& term, const Words& words, std::size_t at) {
    const std::size_t count = term.words.size();
    if (at + count > words.size())
        return false;
    for (std::size_t n = 0; n < count; ++n) {
        const bool start = term.prefix && n + 1 == count;
        const std::string& form = words[at + n].form;
        if (start ? !form.starts_with(term.words[n]) : form != term.words[n])
            return false;
    }
    return true;
}

std::size_t count(const Term& term, const Words& words) {
    std::size_t times = 0;
    for (std::size_t n = 0; n < words.size(); ++n)
        times += stands_at(term, words, n);
    return times;
}

// The words of a record, by the fields that a query can name. Phrases do not reach from one author
// or tag to the next.
class Indexed {
  public:
    explicit Indexed(const Item& item) {
        title_ = text::search_words(item.title);
        for (const std::string* text : {&item.content_text, &item.summary})
            text_.push_back(text::search_words(*text));
        for (const std::string* text :
             {&item.kicker, &item.image_alt, &item.image_caption, &item.image_credit})
            other_.push_back(text::search_words(*text));
        for (const Author& author : item.authors)
            authors_.push_back(text::search_words(author.name));
        for (const std::string& tag : item.tags)
            tags_.push_back(text::search_words(tag));
    }

    bool has(const Term& term) const { return in_title(term) > 0 || elsewhere(term) > 0; }
    std::size_t in_title(const Term& term) const {
        const bool asked = term.field == Term::Field::any || term.field == Term::Field::title;
        return asked ? count(term, title_) : 0;
    }
    std::size_t elsewhere(const Term& term) const {
        const bool any = term.field == Term::Field::any;
        std::size_t times = 0;
        if (any || term.field == Term::Field::text)
            times += in(term, text_);
        if (any || term.field == Term::Field::author)
            times += in(term, authors_);
        if (any || term.field == Term::Field::tag)
            times += in(term, tags_);
        return any ? times + in(term, other_) : times;
    }
    std::size_t length() const { return text_[0].size(); }

  private:
    static std::size_t in(const Term& term, const std::vector<Words>& texts) {
        std::size_t times = 0;
        for (const Words& words : texts)
            times += count(term, words);
        return times;
    }

    Words title_;
    std::vector<Words> text_, other_, authors_, tags_;
};

struct Hit {
    std::size_t begin, end;  // bytes
    std::size_t term;
};

std::vector<Hit> hits_of(const Query& query, std::string_view text) {
    const Words words = text::search_words(text);
    std::vector<Hit> hits;
    for (std::size_t n = 0; n < words.size(); ++n) {
        std::size_t number = 0;
        for (const std::vector<Term>& group : query.all) {
            for (const Term& term : group) {
                ++number;
                const bool shown = term.field == Term::Field::any ||
                                   term.field == Term::Field::text ||
                                   term.field == Term::Field::title;
                if (!shown || !stands_at(term, words, n))
                    continue;
                const std::string_view last = words[n + term.words.size() - 1].place;
                const auto begin = static_cast<std::size_t>(words[n].place.data() - text.data());
                const auto end = static_cast<std::size_t>(last.data() + last.size() - text.data());
                if (hits.empty() || begin >= hits.back().end)
                    hits.push_back({begin, end, number});
            }
        }
    }
    return hits;
}

// The hit from which on a snippet shows most different terms.
std::size_t best_start(const std::vector<Hit>& hits) {
    std::size_t best = 0, best_value = 0;
    for (std::size_t from = 0; from < hits.size(); ++from) {
        std::size_t value = 0;
        std::vector<std::size_t> seen;
        for (std::size_t n = from; n < hits.size() && n < from + 16 &&
                                   hits[n].end <= hits[from].begin + snippet_bytes - lead_bytes;
             ++n) {
            const bool fresh = std::find(seen.begin(), seen.end(), hits[n].term) == seen.end();
            value += fresh ? 16 : 1;
            if (fresh)
                seen.push_back(hits[n].term);
        }
        if (value > best_value) {
            best_value = value;
            best = from;
        }
    }
    return best;
}

// The start of a word at or after `at`, not after `limit`.
std::size_t word_start(std::string_view text, std::size_t at, std::size_t limit) {
    if (at == 0)
        return 0;
    const std::size_t blank = text.find_first_of(" \t\n\r", at);
    if (blank != std::string_view::npos && blank < limit)
        return blank + 1;
    while (at < limit && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        ++at;
    return at;
}

// On one line, without control characters, which would be taken for the marks.
void append_plain(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (!text::is_space(c) && static_cast<unsigned char>(c) >= 0x20)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
}

}  // namespace

bool matches(const Query& query, const Item& item) {
    const Indexed indexed(item);
    const auto has = [&indexed](const Term& term) { return indexed.has(term); };
    return std::all_of(query.all.begin(), query.all.end(),
                       [&has](const std::vector<Term>& group) {
                           return std::any_of(group.begin(), group.end(), has);
                       }) &&
           std::none_of(query.none.begin(), query.none.end(), has);
}

double score(const Query& query, const Item& item) {
    const Indexed indexed(item);
    double found = 0;
    for (const std::vector<Term>& group : query.all)
        for (const Term& term : group)
            found += title_weight * static_cast<double>(indexed.in_title(term)) +
                     static_cast<double>(indexed.elsewhere(term));
    const double length = 1 + std::sqrt(static_cast<double>(indexed.length()));
    return std::round(1000 * found / length) / 1000;
}

std::string snippet(const Query& query, const Item& item) {
    std::string_view text;
    std::vector<Hit> hits;
    for (const std::string* candidate :
         {&item.content_text, &item.summary, &item.title, &item.image_caption}) {
        const std::string_view clipped = text::clip(*candidate, longest_text);
        std::vector<Hit> found = hits_of(query, clipped);
        if (text.empty() || (hits.empty() && !found.empty())) {
            text = clipped;
            hits = std::move(found);
        }
        if (!hits.empty())
            break;
    }
    const std::size_t first = hits.empty() ? 0 : best_start(hits);
    const std::size_t focus = hits.empty() ? 0 : hits[first].begin;
    const std::size_t begin = word_start(text, focus > lead_bytes ? focus - lead_bytes : 0, focus);
    std::size_t end = begin + text::clip(text.substr(begin), snippet_bytes).size();
    if (end < text.size())
        if (const std::size_t blank = text.rfind(' ', end);
            blank != std::string_view::npos && blank > focus)
            end = blank;
    std::string out;
    if (begin > 0)
        out += "… ";
    std::size_t done = begin;
    for (const Hit& hit : hits) {
        if (hit.begin < begin || hit.end > end)
            continue;
        append_plain(out, text.substr(done, hit.begin - done));
        out += '\x02';
        append_plain(out, text.substr(hit.begin, hit.end - hit.begin));
        out += '\x03';
        done = hit.end;
    }
    append_plain(out, text.substr(done, end - done));
    if (end < text.size())
        out += " …";
    return out;
}

}  // namespace stet::search
