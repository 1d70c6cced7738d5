#include "diff/words.h"

#include <algorithm>
#include <cstdint>

#include "base/hash.h"
#include "diff/shortest.h"
#include "text/ascii.h"
#include "text/utf8.h"
#include "text/words.h"

namespace stet::diff {
namespace {

// Longer texts are compared as far as this; what follows counts as changed, unless it is the same.
constexpr std::size_t longest = std::size_t{4} << 20;

bool ends_sentence(std::string_view word) {
    return word == "." || word == "!" || word == "?" || word == "…" || word == "。" ||
           word == "！" || word == "？" || word == "؟" || word == "۔" || word == "।";
}

bool closes(std::string_view word) {
    return word == "\"" || word == "“" || word == "”" || word == "»" || word == "«" ||
           word == ")" || word == "’" || word == "‘" || word == "'" || word == "]" || word == "」";
}

bool is_mark(std::string_view word) {
    return word.size() == 1 ? static_cast<unsigned char>(word[0]) < 0x80 && !text::is_alnum(word[0])
                            : ends_sentence(word) || closes(word) || word == "–" || word == "—" ||
                                  word == "„" || word == "،" || word == "、" || word == "，";
}

// What a word or sign does in a text; found out once for all places where it stands.
struct Nature {
    bool ends_sentence = false, closes = false, mark = false, short_word = false, one_byte = false;

    explicit Nature(std::string_view word) {
        constexpr std::size_t longest_sign = 3;  // in bytes, of those that are asked for
        if (word.size() > longest_sign)
            return;
        ends_sentence = diff::ends_sentence(word);
        short_word = !ends_sentence;
        one_byte = word.size() == 1;
        if (text::is_alnum(word.front()))
            return;
        closes = diff::closes(word);
        mark = is_mark(word);
    }
};

// Gives equal words equal numbers. Open addressing: a hash map of nodes took half of the time of a
// comparison.
class Numbers {
  public:
    explicit Numbers(std::size_t expected) {
        std::size_t room = 64;
        while (room < expected * 2)
            room *= 2;
        slots_.resize(room, 0);
    }

    std::uint32_t of(std::string_view word) {
        std::uint32_t& slot = slot_of(word);
        if (slot != 0)
            return slot - 1;
        known_.push_back(word);
        slot = static_cast<std::uint32_t>(known_.size());
        if (known_.size() * 2 > slots_.size())
            grow();
        return static_cast<std::uint32_t>(known_.size()) - 1;
    }
    std::size_t size() const { return known_.size(); }

    std::vector<Nature> natures() const {
        return std::vector<Nature>(known_.begin(), known_.end());
    }

  private:
    std::uint32_t& slot_of(std::string_view word) {
        std::size_t slot = static_cast<std::size_t>(keyed_hash(word)) & (slots_.size() - 1);
        while (slots_[slot] != 0 && known_[slots_[slot] - 1] != word)
            slot = (slot + 1) & (slots_.size() - 1);
        return slots_[slot];
    }
    void grow() {
        slots_.assign(slots_.size() * 2, 0);
        for (std::size_t n = 0; n < known_.size(); ++n)
            slot_of(known_[n]) = static_cast<std::uint32_t>(n + 1);
    }

    std::vector<std::uint32_t> slots_;
    std::vector<std::string_view> known_;
};

// The words and signs of a text as numbers, and where they stand. White space is what lies between.
struct Sequence {
    std::string_view text;
    std::vector<std::uint32_t> words;
    std::vector<std::uint32_t> begins, ends;

    Sequence(std::string_view of, Numbers& numbers) : text(of) {
        const std::vector<text::Token> tokens = text::tokens(text);
        words.reserve(tokens.size());
        begins.reserve(tokens.size());
        ends.reserve(tokens.size());
        for (const text::Token& token : tokens) {
            if (token.kind == text::Token::Kind::space)
                continue;
            const auto begin = static_cast<std::uint32_t>(token.text.data() - text.data());
            words.push_back(numbers.of(token.text));
            begins.push_back(begin);
            ends.push_back(begin + static_cast<std::uint32_t>(token.text.size()));
        }
    }

    std::size_t size() const { return words.size(); }
    std::string_view gap_before(std::size_t n) const {
        const std::size_t from = n == 0 ? 0 : ends[n - 1];
        return text.substr(from, (n == size() ? text.size() : begins[n]) - from);
    }
};

// How natural it is for people that a change begins or ends before word `n`.
int boundary(const Sequence& in, const std::vector<Nature>& natures, std::size_t n) {
    if (n == 0 || n == in.size())
        return 6;
    const std::string_view gap = in.gap_before(n);
    if (gap.find('\n') != std::string_view::npos)
        return 5;
    const Nature& before = natures[in.words[n - 1]];
    const bool sentence =
        before.ends_sentence || (n > 1 && before.closes && natures[in.words[n - 2]].ends_sentence);
    if (sentence)  // Chinese and Japanese put no blank after a full stop
        return gap.empty() && before.one_byte ? 1 : 4;
    if (gap.empty())
        return before.mark || natures[in.words[n]].mark ? 1 : 0;
    return before.mark ? 3 : 2;
}

// Words [before_from, before_to) became [after_from, after_to).
struct Group {
    std::uint32_t before_from, before_to, after_from, after_to;

    bool removes() const { return before_to > before_from; }
    bool adds() const { return after_to > after_from; }
    std::uint32_t longer() const {
        return std::max(before_to - before_from, after_to - after_from);
    }
};

std::vector<Group> groups_of(const Marks& marks) {
    std::vector<Group> groups;
    const auto n = static_cast<std::uint32_t>(marks.before.size());
    const auto m = static_cast<std::uint32_t>(marks.after.size());
    for (std::uint32_t i = 0, j = 0; i < n || j < m;) {
        const std::uint32_t i0 = i, j0 = j;
        while (i < n && marks.before[i])
            ++i;
        while (j < m && marks.after[j])
            ++j;
        if (i > i0 || j > j0)
            groups.push_back({i0, i, j0, j});
        else
            ++i, ++j;
    }
    return groups;
}

// Of several places where the same words may count as put in (or taken out), people see the one at
// a sentence or at least at a clause: "A. {+B.+} C." and not "A{+. B+}. C.".
void slide(std::vector<Group>& groups, const Sequence& before, const Sequence& after,
           const std::vector<Nature>& natures) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Group& group = groups[g];
        if (group.removes() == group.adds())
            continue;
        const bool inserted = group.adds();
        const Sequence& in = inserted ? after : before;
        const std::size_t from = inserted ? group.after_from : group.before_from;
        const std::size_t to = inserted ? group.after_to : group.before_to;
        const std::size_t start = g == 0     ? 0
                                  : inserted ? groups[g - 1].after_to
                                             : groups[g - 1].before_to;
        const std::size_t stop = g + 1 == groups.size() ? in.size()
                                 : inserted             ? groups[g + 1].after_from
                                                        : groups[g + 1].before_from;
        std::size_t best = from;
        int best_score = boundary(in, natures, from) + boundary(in, natures, to);
        const auto consider = [&](std::size_t place, bool also_equal) {
            const int score =
                boundary(in, natures, place) + boundary(in, natures, place + to - from);
            if (score > best_score || (also_equal && score == best_score)) {
                best_score = score;
                best = place;
            }
        };
        for (std::size_t up = 1; from >= start + up && in.words[from - up] == in.words[to - up];
             ++up)
            consider(from - up, false);
        for (std::size_t down = 0; to + down < stop && in.words[from + down] == in.words[to + down];
             ++down)
            consider(from + down + 1, true);
        const auto shift = static_cast<std::uint32_t>(best - from);  // may wrap, and wraps back
        group.before_from += shift;
        group.before_to += shift;
        group.after_from += shift;
        group.after_to += shift;
    }
}

// A lone "der" or comma between two rewritten passages is chance; marked as kept it only makes the
// change harder to read. In long texts little may be added to what is marked, so that the result
// stays nearly minimal.
void join(std::vector<Group>& groups, const Sequence& after, const std::vector<Nature>& natures) {
    std::size_t marked = 0;
    for (const Group& group : groups)
        marked += group.before_to - group.before_from + group.after_to - group.after_from;
    std::size_t allowance = marked / 25 + (after.size() < 1000 ? 8 : 0);
    const auto is_chance = [&](const Group& last, const Group& group) {
        const std::uint32_t kept = group.after_from - last.after_to;
        bool chance = kept <= 2 && kept * 2 <= allowance && last.longer() >= 2 &&
                      group.longer() >= 2 && last.longer() + group.longer() >= 3 * kept + 2;
        for (std::size_t n = last.after_to; chance && n < group.after_from; ++n)
            chance = natures[after.words[n]].short_word &&
                     after.gap_before(n).find('\n') == std::string_view::npos;
        return chance;
    };
    std::size_t joined = 0;  // so many are done
    for (const Group& group : groups) {
        if (joined > 0 && is_chance(groups[joined - 1], group)) {
            Group& last = groups[joined - 1];
            allowance -= (group.after_from - last.after_to) * 2;
            last.before_to = group.before_to;
            last.after_to = group.after_to;
        } else {
            groups[joined++] = group;
        }
    }
    groups.resize(joined);
}

// The text of words [from, to) with the white space before them; at the very end also that after.
std::string_view stretch(const Sequence& in, std::size_t from, std::size_t to) {
    const std::size_t begin = from == 0 ? 0 : in.ends[from - 1];
    const std::size_t end = to == in.size() ? in.text.size() : in.ends[to - 1];
    return in.text.substr(begin, end - begin);
}

// Of words that stood first in the earlier text the white space after them goes with them: the word
// that now comes first has none before it.
std::string_view removed(const Sequence& in, std::size_t from, std::size_t to) {
    if (from == 0 && to < in.size())
        return in.text.substr(0, in.begins[to]);
    return stretch(in, from, to);
}

std::vector<Run> runs_of(const std::vector<Group>& groups, const Sequence& before,
                         const Sequence& after) {
    std::size_t count = groups.size() + 3;
    for (const Group& group : groups)
        count += group.removes() && group.adds() ? 2 : 1;
    std::vector<Run> runs;
    runs.reserve(count);
    std::size_t done = 0;
    for (const Group& group : groups) {
        if (group.after_from > done)
            runs.push_back({Run::Side::both, stretch(after, done, group.after_from)});
        if (group.removes())
            runs.push_back(
                {Run::Side::before, removed(before, group.before_from, group.before_to)});
        if (group.adds())
            runs.push_back({Run::Side::after, stretch(after, group.after_from, group.after_to)});
        done = group.after_to;
    }
    if (done < after.size())
        runs.push_back({Run::Side::both, stretch(after, done, after.size())});
    return runs;
}

std::vector<Run> compared(std::string_view before, std::string_view after) {
    constexpr std::size_t bytes_a_word = 8;
    Numbers numbers((before.size() + after.size()) / 2 / bytes_a_word);
    const Sequence old_words(before, numbers), new_words(after, numbers);
    if (new_words.size() == 0) {  // white space alone, or nothing
        std::vector<Run> runs;
        if (old_words.size() > 0)
            runs.push_back({Run::Side::before, before});
        if (!after.empty())
            runs.push_back({Run::Side::both, after});
        return runs;
    }
    std::vector<Group> groups =
        groups_of(shortest(old_words.words, new_words.words, numbers.size()));
    const std::vector<Nature> natures = numbers.natures();
    slide(groups, old_words, new_words, natures);
    join(groups, new_words, natures);
    return runs_of(groups, old_words, new_words);
}

}  // namespace

std::vector<Run> words(std::string_view before, std::string_view after) {
    if (before == after)
        return after.empty() ? std::vector<Run>{} : std::vector<Run>{{Run::Side::both, after}};
    const std::string_view before_start = text::clip(before, longest);
    const std::string_view after_start = text::clip(after, longest);
    std::vector<Run> runs = compared(before_start, after_start);
    const std::string_view before_rest = before.substr(before_start.size());
    const std::string_view after_rest = after.substr(after_start.size());
    const bool same_rest = before_rest == after_rest;
    if (!before_rest.empty() && !same_rest)
        runs.push_back({Run::Side::before, before_rest});
    if (!after_rest.empty())
        runs.push_back({same_rest ? Run::Side::both : Run::Side::after, after_rest});
    return runs;
}

}  // namespace stet::diff
