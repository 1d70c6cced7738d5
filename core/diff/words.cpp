#include "diff/words.h"

#include <algorithm>
#include <cstdint>

#include "diff/shortest.h"
#include "text/words.h"

namespace stet::diff {
namespace {

// Longer texts are compared as far as this; what follows counts as changed, unless it is the same.
constexpr std::size_t longest = std::size_t{4} << 20;

// The words and signs of a text as numbers, and where they stand. White space is what lies between.
struct Sequence {
    std::string_view text;
    std::vector<std::uint32_t> words;
    std::vector<std::uint32_t> begins, ends;

    std::size_t size() const { return words.size(); }
    std::string_view word(std::size_t n) const {
        return text.substr(begins[n], ends[n] - begins[n]);
    }
    std::string_view gap_before(std::size_t n) const {
        const std::size_t from = n == 0 ? 0 : ends[n - 1];
        return text.substr(from, (n == size() ? text.size() : begins[n]) - from);
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
        std::size_t slot = hash(word) & (slots_.size() - 1);
        for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
            if (known_[slots_[slot] - 1] == word)
                return slots_[slot] - 1;
        known_.push_back(word);
        slots_[slot] = static_cast<std::uint32_t>(known_.size());
        return slots_[slot] - 1;
    }
    std::size_t size() const { return known_.size(); }

  private:
    static std::size_t hash(std::string_view word) {
        std::uint64_t sum = 0xcbf29ce484222325;
        for (const char c : word)
            sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        return static_cast<std::size_t>(sum ^ (sum >> 29));
    }

    std::vector<std::uint32_t> slots_;
    std::vector<std::string_view> known_;
};

Sequence sequence_of(std::string_view text, const std::vector<text::Token>& tokens,
                     Numbers& numbers) {
    Sequence sequence;
    sequence.text = text;
    sequence.words.reserve(tokens.size());
    sequence.begins.reserve(tokens.size());
    sequence.ends.reserve(tokens.size());
    for (const text::Token& token : tokens) {
        if (token.kind == text::Token::Kind::space)
            continue;
        const auto begin = static_cast<std::uint32_t>(token.text.data() - text.data());
        sequence.words.push_back(numbers.of(token.text));
        sequence.begins.push_back(begin);
        sequence.ends.push_back(begin + static_cast<std::uint32_t>(token.text.size()));
    }
    return sequence;
}

bool ends_sentence(std::string_view word) {
    return word == "." || word == "!" || word == "?" || word == "…" || word == "。" ||
           word == "！" || word == "？" || word == "؟" || word == "۔" || word == "।";
}

bool closes(std::string_view word) {
    return word == "\"" || word == "“" || word == "”" || word == "»" || word == "«" ||
           word == ")" || word == "’" || word == "‘" || word == "'" || word == "]" || word == "」";
}

bool is_mark(std::string_view word) {
    return word.size() == 1 ? !(static_cast<unsigned char>(word[0]) >= 0x80 ||
                                (word[0] >= '0' && word[0] <= '9') ||
                                ((word[0] | 32) >= 'a' && (word[0] | 32) <= 'z'))
                            : ends_sentence(word) || closes(word) || word == "–" || word == "—" ||
                                  word == "„" || word == "،" || word == "、" || word == "，";
}

// How natural it is for people that a change begins or ends before word `n`.
int boundary(const Sequence& in, std::size_t n) {
    if (n == 0 || n == in.size())
        return 6;
    const std::string_view gap = in.gap_before(n), before = in.word(n - 1);
    if (gap.find('\n') != std::string_view::npos)
        return 5;
    const bool sentence =
        ends_sentence(before) || (n > 1 && closes(before) && ends_sentence(in.word(n - 2)));
    if (sentence)  // Chinese and Japanese put no blank after a full stop
        return gap.empty() && before.size() == 1 ? 1 : 4;
    if (gap.empty())
        return is_mark(before) || is_mark(in.word(n)) ? 1 : 0;
    return is_mark(before) ? 3 : 2;
}

// Words [before_from, before_to) became [after_from, after_to).
struct Group {
    std::size_t before_from, before_to, after_from, after_to;
    std::size_t longer() const { return std::max(before_to - before_from, after_to - after_from); }
};

std::vector<Group> groups_of(const Marks& marks) {
    std::vector<Group> groups;
    const std::size_t n = marks.before.size(), m = marks.after.size();
    for (std::size_t i = 0, j = 0; i < n || j < m;) {
        const std::size_t i0 = i, j0 = j;
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
void slide(std::vector<Group>& groups, const Sequence& before, const Sequence& after) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Group& group = groups[g];
        const bool inserted = group.before_from == group.before_to;
        if (!inserted && group.after_from != group.after_to)
            continue;
        const Sequence& in = inserted ? after : before;
        const std::size_t from = inserted ? group.after_from : group.before_from;
        const std::size_t to = inserted ? group.after_to : group.before_to;
        const std::size_t start = g == 0     ? 0
                                  : inserted ? groups[g - 1].after_to
                                             : groups[g - 1].before_to;
        const std::size_t stop = g + 1 == groups.size() ? in.size()
                                 : inserted             ? groups[g + 1].after_from
                                                        : groups[g + 1].before_from;
        std::ptrdiff_t best = 0;
        int best_score = boundary(in, from) + boundary(in, to);
        const auto consider = [&](std::ptrdiff_t shift, bool also_equal) {
            const auto moved = static_cast<std::size_t>(shift);
            const int score = boundary(in, from + moved) + boundary(in, to + moved);
            if (score > best_score || (also_equal && score == best_score)) {
                best_score = score;
                best = shift;
            }
        };
        for (std::size_t up = 1; from >= start + up && in.words[from - up] == in.words[to - up];
             ++up)
            consider(-static_cast<std::ptrdiff_t>(up), false);
        for (std::size_t down = 0; to + down < stop && in.words[from + down] == in.words[to + down];
             ++down)
            consider(static_cast<std::ptrdiff_t>(down) + 1, true);
        const auto moved = static_cast<std::size_t>(best);
        group.before_from += moved;
        group.before_to += moved;
        group.after_from += moved;
        group.after_to += moved;
    }
}

// A lone "der" or comma between two rewritten passages is chance; marked as kept it only makes the
// change harder to read. In long texts little may be added to what is marked, so that the result
// stays nearly minimal.
std::vector<Group> join(const std::vector<Group>& groups, const Sequence& after) {
    std::size_t marked = 0;
    for (const Group& group : groups)
        marked += group.before_to - group.before_from + group.after_to - group.after_from;
    std::size_t allowance = marked / 25 + (after.size() < 1000 ? 8 : 0);
    std::vector<Group> joined;
    for (const Group& group : groups) {
        if (!joined.empty()) {
            Group& last = joined.back();
            const std::size_t kept = group.after_from - last.after_to;
            bool tiny = kept <= 2 && kept * 2 <= allowance && last.longer() >= 2 &&
                        group.longer() >= 2 && last.longer() + group.longer() >= 3 * kept + 2;
            for (std::size_t n = last.after_to; tiny && n < group.after_from; ++n)
                tiny = after.word(n).size() <= 3 && !ends_sentence(after.word(n)) &&
                       after.gap_before(n).find('\n') == std::string_view::npos;
            if (tiny) {
                allowance -= kept * 2;
                last.before_to = group.before_to;
                last.after_to = group.after_to;
                continue;
            }
        }
        joined.push_back(group);
    }
    return joined;
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
    std::vector<Run> runs;
    runs.reserve(groups.size() * 3 + 1);
    std::size_t done = 0;
    for (const Group& group : groups) {
        if (group.after_from > done)
            runs.push_back({Run::Side::both, stretch(after, done, group.after_from)});
        if (group.before_to > group.before_from)
            runs.push_back(
                {Run::Side::before, removed(before, group.before_from, group.before_to)});
        if (group.after_to > group.after_from)
            runs.push_back({Run::Side::after, stretch(after, group.after_from, group.after_to)});
        done = group.after_to;
    }
    if (done < after.size())
        runs.push_back({Run::Side::both, stretch(after, done, after.size())});
    return runs;
}

}  // namespace

std::vector<Run> words(std::string_view before, std::string_view after) {
    if (before == after)
        return after.empty() ? std::vector<Run>{} : std::vector<Run>{{Run::Side::both, after}};
    const std::string_view before_start = before.substr(0, longest);
    const std::string_view after_start = after.substr(0, longest);
    auto before_tokens = text::tokens(before_start);
    auto after_tokens = text::tokens(after_start);
    Numbers numbers((before_tokens.size() + after_tokens.size()) / 2);
    Sequence old_words = sequence_of(before_start, before_tokens, numbers);
    before_tokens = {};
    Sequence new_words = sequence_of(after_start, after_tokens, numbers);
    after_tokens = {};

    std::vector<Run> runs;
    if (new_words.size() == 0) {  // white space alone, or nothing
        if (old_words.size() > 0)
            runs.push_back({Run::Side::before, before_start});
        if (!after_start.empty())
            runs.push_back({Run::Side::both, after_start});
    } else {
        std::vector<Group> groups =
            groups_of(shortest(old_words.words, new_words.words, numbers.size()));
        slide(groups, old_words, new_words);
        runs = runs_of(join(groups, new_words), old_words, new_words);
    }
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
