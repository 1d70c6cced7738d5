#include "extract/join.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

#include "base/hash.h"
#include "markup/node.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/space.h"
#include "text/utf8.h"
#include "time/instant.h"

namespace stet::page {

namespace {

using std::string_view;
using Key = std::function<std::string(const Candidate&)>;

/// Letters and digits alone, in lower case: what two writings of one text have in common.
std::string letters(string_view text, std::size_t most) {
    std::string out;
    for (const char c : text) {
        if (out.size() >= most)
            break;
        const auto byte = static_cast<unsigned char>(c);
        // Typographic quotes and dashes (U+2010 to U+203F) differ between writings of one text.
        if (text::is_alnum(c) || (byte >= 0xC3 && byte < 0xE2) || byte > 0xE2)
            out.push_back(text::to_lower(c));
    }
    return out;
}

std::string minute_of(const When& when) {
    if (!when.instant)
        return {};
    return time::to_rfc3339(std::chrono::floor<std::chrono::minutes>(*when.instant));
}

/// The digits or the hexadecimal number at the end of an id, which publishers dress differently in
/// data and in markup: `post-1288914`, `liveblogPost1288914`.
string_view tail(string_view id) {
    std::size_t begin = id.size();
    while (begin > 0 && text::is_alnum(id[begin - 1]))
        --begin;
    string_view last = id.substr(begin);
    std::size_t digits = last.size();
    while (digits > 0 && text::is_digit(last[digits - 1]))
        --digits;
    const string_view number = last.substr(digits);
    const auto hexadecimal = [](char c) { return text::is_digit(c) || (c >= 'a' && c <= 'f'); };
    if (last.size() >= 8 && std::ranges::all_of(last, hexadecimal))
        return last;
    return number.size() >= 4 ? number : string_view();
}

/// What most candidates share, if more than half of at least three do.
template <class Value>
std::optional<Value> shared(const Candidates& list,
                            const std::function<Value(const Candidate&)>& of) {
    std::unordered_map<Value, std::size_t> counts;
    for (const Candidate& candidate : list)
        if (const Value value = of(candidate);
            !value.empty() && ++counts[value] * 2 > list.size() && list.size() >= 3)
            return value;
    return std::nullopt;
}

void drop_titles(Candidates& list, string_view headline) {
    const std::string page = letters(headline, 200);
    std::size_t starts = 0, with_text = 0;
    for (const Candidate& candidate : list) {
        if (candidate.title.empty() || candidate.text.empty())
            continue;
        ++with_text;
        const std::string title = letters(candidate.title, 60), body = letters(candidate.text, 400);
        const bool begins = title.size() >= 12 && body.starts_with(title);
        const bool goes_on =
            body.size() >= 24 && title.find(body.substr(0, 24)) != std::string::npos;
        starts += begins || goes_on ? 1 : 0;
    }
    const bool prefixes = with_text >= 2 && starts * 2 > with_text;
    for (Candidate& candidate : list) {
        const std::string title = letters(candidate.title, 200);
        if (prefixes || (list.size() > 1 && !page.empty() && title == page))
            candidate.title.clear();
    }
}

void drop_doubled(Candidates& list, std::string Candidate::*field) {
    HashMap<std::string, std::size_t> counts;
    for (const Candidate& candidate : list)
        ++counts[candidate.*field];
    for (Candidate& candidate : list)
        if (counts[candidate.*field] > 1)
            (candidate.*field).clear();
}

std::string author_names(const Candidate& candidate) {
    std::string names;
    for (const Author& author : candidate.authors)
        names += author.name + '\n';
    return names;
}

/// Pairs candidates of two lists whose keys are equal and on each side unique.
class Pairing {
  public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    Pairing(const Candidates& left, const Candidates& right)
        : left_(left), right_(right), of_left(left.size(), none), of_right(right.size(), none) {}

    void by(const Key& left_key, const Key& right_key) {
        HashMap<std::string, std::pair<std::size_t, std::size_t>> index;
        count(left_, of_left, left_key, index, true);
        count(right_, of_right, right_key, index, false);
        for (std::size_t i = 0; i < left_.size(); ++i) {
            if (of_left[i] != none)
                continue;
            const std::string key = left_key(left_[i]);
            const auto at = key.empty() ? index.end() : index.find(key);
            if (at == index.end() || at->second.first != i || at->second.second >= many)
                continue;
            of_left[i] = at->second.second;
            of_right[at->second.second] = i;
        }
    }
    void by(const Key& key) { by(key, key); }

    /// By the element itself, or one around it.
    void by_element() {
        std::unordered_map<const markup::Node*, std::size_t> index;
        for (std::size_t i = 0; i < right_.size(); ++i)
            if (right_[i].element)
                index.emplace(right_[i].element, i);
        for (std::size_t i = 0; i < left_.size(); ++i)
            for (const markup::Node* up = left_[i].element; up; up = up->parent) {
                const auto at = index.find(up);
                if (at == index.end())
                    continue;
                if (of_right[at->second] == none) {
                    of_left[i] = at->second;
                    of_right[at->second] = i;
                }
                break;
            }
    }

  private:
    static constexpr std::size_t absent = static_cast<std::size_t>(-2);
    static constexpr std::size_t doubled = static_cast<std::size_t>(-3);
    static constexpr std::size_t many = doubled;

    static void count(const Candidates& list, const std::vector<std::size_t>& paired,
                      const Key& key,
                      HashMap<std::string, std::pair<std::size_t, std::size_t>>& index, bool left) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (paired[i] != none)
                continue;
            const std::string text = key(list[i]);
            if (text.empty())
                continue;
            auto& entry = index.try_emplace(text, absent, absent).first->second;
            std::size_t& side = left ? entry.first : entry.second;
            side = side == absent ? i : doubled;
        }
    }

    const Candidates& left_;
    const Candidates& right_;

  public:
    std::vector<std::size_t> of_left, of_right;
};

/// Only an instant that came with its zone is surer than the one that structure shows.
bool is_sure(const When& when) {
    return when.instant && when.basis == TimeBasis::stated && (when.offset || when.words.empty());
}

Candidate joined(Candidate data, Candidate shown) {
    if (shown.id.empty())
        shown.id = std::move(data.id);
    if (shown.url.empty())
        shown.url = std::move(data.url);
    if (shown.title.empty() && !data.title.empty()) {
        shown.title = std::move(data.title);
        if (shown.text.starts_with(shown.title))
            shown.text =
                std::string(text::trim(string_view(shown.text).substr(shown.title.size())));
    }
    // A title that only repeats the text is none.
    if (!shown.title.empty() && letters(shown.title, 400) == letters(data.text, 401))
        shown.title.clear();
    const std::string words = shown.published.words;
    if (is_sure(data.published) || !shown.published.exists()) {
        shown.published = data.published;
        shown.published.words = words;
    }
    if (data.modified.exists())
        shown.modified = data.modified;
    if (shown.authors.empty())
        shown.authors = std::move(data.authors);
    if (shown.tags.empty())
        shown.tags = std::move(data.tags);
    if (shown.text.empty() && shown.html.empty()) {
        shown.text = std::move(data.text);
        shown.html = std::move(data.html);
    }
    if (shown.picture.url.empty())
        shown.picture = std::move(data.picture);
    return shown;
}

/// Where every pair of ids is one number in two dresses, ids that only data has get the dress of
/// the markup, so that an update keeps its id when it leaves the markup.
void dress_alike(Candidates& data, const Candidates& shown, const Pairing& pairs) {
    std::optional<std::string> from, to;
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (pairs.of_left[i] == Pairing::none)
            continue;
        const string_view a = data[i].id, b = shown[pairs.of_left[i]].id;
        const string_view tail_a = tail(a);
        if (tail_a.empty() || tail_a != tail(b))
            return;
        const std::string prefix_a(a.substr(0, a.size() - tail_a.size()));
        const std::string prefix_b(b.substr(0, b.size() - tail_a.size()));
        if (from && (*from != prefix_a || *to != prefix_b))
            return;
        from = prefix_a;
        to = prefix_b;
    }
    if (!from || *from == *to)
        return;
    for (std::size_t i = 0; i < data.size(); ++i)
        if (pairs.of_left[i] == Pairing::none && data[i].id.starts_with(*from))
            data[i].id = *to + data[i].id.substr(from->size());
}

/// Where most pairs say that the page calls clocks of its own zone UTC's, updates that only the
/// structure shows do the same.
void shift_unpaired(const Candidates& data, Candidates& shown, const Pairing& pairs) {
    using namespace std::chrono;
    std::unordered_map<std::int64_t, std::size_t> counts;
    std::size_t compared = 0;
    const auto is_utc = [](const When& when) {
        return when.instant && when.offset == seconds(0) && when.basis == TimeBasis::stated;
    };
    const auto quarters = [&](const Candidate& a, const Candidate& b) {
        const auto apart = *b.published.instant - *a.published.instant;
        return round<minutes>(apart).count() / 15;
    };
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const std::size_t from = pairs.of_right[i];
        if (from == Pairing::none || !is_utc(shown[i].published) || !is_sure(data[from].published))
            continue;
        const auto apart = *shown[i].published.instant - *data[from].published.instant;
        const auto whole = minutes(15 * quarters(data[from], shown[i]));
        ++compared;
        if (abs(apart - whole) < minutes(1))
            ++counts[quarters(data[from], shown[i])];
    }
    for (const auto& [quarter, count] : counts) {
        if (quarter == 0 || quarter > 56 || quarter < -48 || count * 2 <= compared)
            continue;
        for (std::size_t i = 0; i < shown.size(); ++i)
            if (pairs.of_right[i] == Pairing::none && is_utc(shown[i].published))
                *shown[i].published.instant -= minutes(15 * quarter);
    }
}

/// The structure's order, with what only data has put in after its neighbour there.
Candidates in_document_order(Candidates data, Candidates shown, const Pairing& pairs) {
    std::vector<std::vector<std::size_t>> after(shown.size() + 1);
    std::size_t place = 0;
    // Data that runs the other way than the page has the neighbour on its other side.
    std::size_t forward = 0, backward = 0, before = Pairing::none;
    for (const std::size_t at : pairs.of_left) {
        if (at == Pairing::none)
            continue;
        if (before != Pairing::none)
            (at > before ? forward : backward) += 1;
        before = at;
    }
    const bool reversed = backward > forward;
    for (std::size_t k = 0; k < data.size(); ++k) {
        const std::size_t i = reversed ? data.size() - 1 - k : k;
        if (pairs.of_left[i] != Pairing::none)
            place = pairs.of_left[i] + 1;
        else
            after[place].push_back(i);
    }
    Candidates all;
    for (std::size_t place_now = 0; place_now <= shown.size(); ++place_now) {
        if (place_now > 0) {
            const std::size_t at = place_now - 1;
            const std::size_t from = pairs.of_right[at];
            all.push_back(from == Pairing::none
                              ? std::move(shown[at])
                              : joined(std::move(data[from]), std::move(shown[at])));
        }
        for (const std::size_t i : after[place_now])
            all.push_back(std::move(data[i]));
    }
    return all;
}

}  // namespace

void drop_degenerate(Candidates& list, string_view headline, string_view address) {
    drop_titles(list, headline);
    const auto instant = [](When Candidate::*field) {
        return std::function<std::string(const Candidate&)>([field](const Candidate& candidate) {
            const When& when = candidate.*field;
            return when.instant ? time::to_rfc3339(*when.instant) : std::string();
        });
    };
    for (When Candidate::*field : {&Candidate::published, &Candidate::modified})
        if (const auto same = shared<std::string>(list, instant(field)))
            for (Candidate& candidate : list)
                if ((candidate.*field).instant &&
                    time::to_rfc3339(*(candidate.*field).instant) == *same)
                    candidate.*field = {};
    const auto all_authors = shared<std::string>(list, author_names);
    for (Candidate& candidate : list)
        if (all_authors && candidate.authors.size() > 1 && author_names(candidate) == *all_authors)
            candidate.authors.clear();
    for (Candidate& candidate : list) {
        if (candidate.url == address)
            candidate.url.clear();
        if (candidate.id == address)
            candidate.id.clear();
    }
    drop_doubled(list, &Candidate::id);
    drop_doubled(list, &Candidate::url);
    if (const auto picture = shared<std::string>(
            list, [](const Candidate& candidate) { return candidate.picture.url; }))
        for (Candidate& candidate : list)
            if (candidate.picture.url == *picture)
                candidate.picture = {};
}

void merge_repeated(Candidates& list, Ids ids) {
    HashMap<std::string, std::size_t> by_id, by_text;
    std::vector<bool> gone(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Candidate& now = list[i];
        std::string text;
        if (now.text.size() + now.title.size() >= 40)
            text = text::cat(now.title, "\n", now.text);
        std::size_t earlier = list.size();
        if (const auto at = by_id.find(now.id); !now.id.empty() && at != by_id.end())
            earlier = at->second;
        else if (const auto same = by_text.find(text); !text.empty() && same != by_text.end())
            earlier = same->second;
        if (earlier < list.size() && ids == Ids::of_updates && !now.id.empty() &&
            !list[earlier].id.empty() && list[earlier].id != now.id)
            earlier = list.size();
        if (earlier < list.size()) {
            // Not two updates that were published at two times and happen to say the same.
            const auto &a = list[earlier].published.instant, &b = now.published.instant;
            if (a && b && std::chrono::abs(*a - *b) >= std::chrono::minutes(1) &&
                (list[earlier].id != now.id || now.id.empty()))
                earlier = list.size();
        }
        if (earlier < list.size())
            gone[now.pinned && !list[earlier].pinned ? i : earlier] = true;
        if (!now.id.empty() && !gone[i])
            by_id[now.id] = i;
        if (!text.empty() && !gone[i])
            by_text[text] = i;
    }
    std::size_t next = 0;
    std::erase_if(list, [&](const Candidate&) { return gone[next++]; });
}

Candidates join(Candidates data, Candidates shown) {
    if (data.empty())
        return shown;
    if (shown.empty())
        return data;
    Pairing pairs(data, shown);
    const auto title = [](const Candidate& c) { return letters(c.title, 120); };
    const auto minute = [](const Candidate& c) { return minute_of(c.published); };
    const auto start = [](const Candidate& c) {
        std::string key = letters(c.text, 48);
        return key.size() < 12 ? std::string() : key;
    };
    const auto both = [](const Key& a, const Key& b) {
        return [a, b](const Candidate& c) {
            const std::string first = a(c), second = b(c);
            return first.empty() || second.empty() ? std::string() : first + '\n' + second;
        };
    };
    pairs.by_element();
    pairs.by([](const Candidate& c) { return c.id; });
    pairs.by([](const Candidate& c) { return std::string(tail(c.id)); });
    pairs.by(both(title, minute));
    pairs.by(both(start, minute));
    pairs.by(both(title, start));
    pairs.by(start);
    pairs.by(title);
    pairs.by(minute);
    dress_alike(data, shown, pairs);
    shift_unpaired(data, shown, pairs);
    return in_document_order(std::move(data), std::move(shown), pairs);
}

}  // namespace stet::page
