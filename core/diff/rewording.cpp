#include "diff/rewording.h"

#include <algorithm>

#include "diff/numbers.h"
#include "diff/words.h"
#include "model/record.h"
#include "text/words.h"

namespace stet::diff {
namespace {

bool is_word(const text::Token& token) {
    return token.kind == text::Token::Kind::word || token.kind == text::Token::Kind::number;
}

// `*` stands for any bytes. Goes back to the last one only, which is enough.
bool matches_glob(std::string_view pattern, std::string_view word) {
    constexpr std::size_t none = std::string_view::npos;
    std::size_t p = 0, w = 0, star = none, resume = 0;
    while (w < word.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = w;
        } else if (p < pattern.size() && pattern[p] == word[w]) {
            ++p, ++w;
        } else if (star != none) {
            p = star + 1;
            w = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == none;
}

// The two states of a text that was edited; they point into the two records.
struct Texts {
    std::string_view before, after;
};

std::vector<Texts> edited_texts(const Item& before, const Item& now) {
    const auto changed = [&now](std::string_view name) {
        return std::find(now.changed.begin(), now.changed.end(), name) != now.changed.end();
    };
    const struct {
        std::string_view name;
        std::string Item::*member;
    } members[] = {{"_stet.kicker", &Item::kicker},
                   {"title", &Item::title},
                   {"content_text", &Item::content_text},
                   {"summary", &Item::summary},
                   {"_stet.image_caption", &Item::image_caption}};
    std::vector<Texts> texts;
    for (const auto& [name, member] : members)
        // A summary is the start of the text, or as good as that.
        if (changed(name) && (name != "summary" || !changed("content_text")))
            texts.push_back({before.*member, now.*member});
    return texts;
}

// One side of a comparison: its words, and with which alteration each went or came.
struct Side {
    static constexpr std::size_t stayed = static_cast<std::size_t>(-1);
    std::vector<std::string> words;
    std::vector<std::size_t> alteration;

    void add(std::string_view text, std::size_t number) {
        for (const text::Token& token : text::tokens(text))
            if (is_word(token)) {
                words.push_back(text::fold_case(token.text));
                alteration.push_back(number);
            }
    }

    // Marks the alterations that a match takes part in; without a pattern all of them.
    std::vector<bool> found(const Pattern& pattern, std::size_t alterations) const {
        std::vector<bool> marks(alterations, pattern.empty());
        for (std::size_t at = 0; !pattern.empty() && at + pattern.size() <= words.size(); ++at)
            if (pattern.matches(words, at))
                for (std::size_t n = at; n < at + pattern.size(); ++n)
                    if (alteration[n] != stayed)
                        marks[alteration[n]] = true;
        return marks;
    }
};

bool replaces(const Texts& texts, const Pattern& from, const Pattern& to) {
    Side before, after;
    std::size_t alterations = 0;
    bool open = false;
    for (const Run& run : words(texts.before, texts.after)) {
        const bool stays = run.side == Run::Side::both;
        alterations += !stays && !open;
        open = !stays;
        const std::size_t number = stays ? Side::stayed : alterations - 1;
        if (run.side != Run::Side::after)
            before.add(run.text, number);
        if (run.side != Run::Side::before)
            after.add(run.text, number);
    }
    const std::vector<bool> went = before.found(from, alterations);
    const std::vector<bool> came = after.found(to, alterations);
    for (std::size_t n = 0; n < alterations; ++n)
        if (went[n] && came[n])
            return true;
    return false;
}

std::size_t count_words(std::string_view text) {
    const std::vector<text::Token> tokens = text::tokens(text);
    return static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), is_word));
}

Counts count_words(const std::vector<Texts>& texts) {
    Counts counts;
    for (const Texts& text : texts) {
        std::size_t went = 0, came = 0;  // in one place
        const auto close = [&] {
            counts.removed += went;
            counts.added += came;
            counts.altered += std::max(went, came);
            went = came = 0;
        };
        for (const Run& run : words(text.before, text.after)) {
            if (run.side == Run::Side::both)
                close();
            else
                (run.side == Run::Side::before ? went : came) += count_words(run.text);
        }
        close();
    }
    return counts;
}

std::vector<std::string> all_numbers(const std::vector<Texts>& texts,
                                     std::string_view Texts::*side) {
    std::vector<std::string> all;
    for (const Texts& text : texts)
        for (std::string& number : numbers(text.*side))
            all.push_back(std::move(number));
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

Pattern::Pattern(std::string_view typed) {
    bool glued = false;  // to the token before
    for (const text::Token& token : text::tokens(typed)) {
        const bool star = token.text == "*";
        if (!star && !is_word(token)) {
            glued = false;
            continue;
        }
        if (glued && (star || words_.back().ends_with('*')))
            words_.back() += text::fold_case(token.text);
        else
            words_.push_back(text::fold_case(token.text));
        glued = true;
    }
}

bool Pattern::matches(const std::vector<std::string>& words, std::size_t at) const {
    if (at + words_.size() > words.size())
        return false;
    for (std::size_t n = 0; n < words_.size(); ++n)
        if (!matches_glob(words_[n], words[at + n]))
            return false;
    return true;
}

Counts count_words(const Item& item) {
    const Item before = before_edit(item);
    return count_words(edited_texts(before, item));
}

bool matches(const Rewording& wanted, const Item& item) {
    if (!wanted.asks())
        return true;
    if (item.changed.empty())
        return false;
    const Item before = before_edit(item);
    const std::vector<Texts> texts = edited_texts(before, item);
    if (wanted.numbers && all_numbers(texts, &Texts::before) == all_numbers(texts, &Texts::after))
        return false;
    const auto found = [&](const Texts& text) { return replaces(text, wanted.from, wanted.to); };
    if ((!wanted.from.empty() || !wanted.to.empty()) &&
        std::none_of(texts.begin(), texts.end(), found))
        return false;
    return wanted.min_words == 0 || count_words(texts).altered >= wanted.min_words;
}

}  // namespace stet::diff
