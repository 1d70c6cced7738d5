#include "text/language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include <utf8proc.h>

#include "text/ascii.h"
#include "text/language_words.h"
#include "text/utf8.h"
#include "text/words.h"

namespace stet::text {

namespace {

struct Script {
    char32_t first, last;
    std::string_view name;  // of its one language, or of the script in capitals
    unsigned weight;        // a syllable or a word a character says more than a letter
};

constexpr std::array scripts{
    Script{'A', 'Z', "LATIN", 1},        Script{'a', 'z', "LATIN", 1},
    Script{0xC0, 0x24F, "LATIN", 1},     Script{0x370, 0x3FF, "el", 1},
    Script{0x400, 0x52F, "CYRILLIC", 1}, Script{0x531, 0x58F, "hy", 1},
    Script{0x590, 0x5FF, "he", 1},       Script{0x600, 0x6FF, "ARABIC", 1},
    Script{0x900, 0x97F, "hi", 1},       Script{0x980, 0x9FF, "bn", 1},
    Script{0xA80, 0xAFF, "gu", 1},       Script{0xB80, 0xBFF, "ta", 1},
    Script{0xC00, 0xC7F, "te", 1},       Script{0xE00, 0xE7F, "th", 1},
    Script{0x10A0, 0x10FF, "ka", 1},     Script{0x1E00, 0x1EFF, "LATIN", 1},
    Script{0x1F00, 0x1FFF, "el", 1},     Script{0x3040, 0x30FF, "ja", 2},
    Script{0x3400, 0x9FFF, "zh", 3},     Script{0xAC00, 0xD7AF, "ko", 2},
};

constexpr std::size_t script_count = scripts.size();
constexpr std::size_t language_count = std::tuple_size_v<decltype(languages_of_shared_scripts)>;

using Weights = std::array<unsigned, script_count>;
using Scores = std::array<double, language_count>;
using Languages = std::uint32_t;  // one bit for each of those of shared scripts
static_assert(language_count <= 32);

/// What marks a language, and the languages that it marks.
struct Evidence {
    std::unordered_map<std::string_view, Languages> words;
    std::unordered_map<char32_t, Languages> letters;

    Evidence() {
        for (std::size_t at = 0; at < language_count; ++at) {
            const LanguageMarks& marks = languages_of_shared_scripts[at];
            for (const std::string_view word : split(marks.words, ' '))
                words[word] |= Languages{1} << at;
            for (std::string_view rest = marks.letters; !rest.empty();)
                letters[next(rest)] |= Languages{1} << at;
        }
    }
};

const Evidence& evidence() {
    static const Evidence all;
    return all;
}

/// Adds to the languages found; the more of them share a mark, the less it says.
template <class Key>
void add(Scores& scores, const std::unordered_map<Key, Languages>& marks, const Key& key,
         double worth) {
    const auto found = marks.find(key);
    if (found == marks.end())
        return;
    const double share = worth / std::popcount(found->second);
    for (std::size_t at = 0; at < language_count; ++at)
        if (found->second >> at & 1)
            scores[at] += share;
}

struct Count {
    Weights weights{};
    Scores scores{};
    std::size_t words = 0;
};

void count_letters(std::string_view text, Count& count) {
    constexpr double letter_worth = 0.4;
    while (!text.empty()) {
        const char32_t code = next(text);
        const auto script = std::ranges::find_if(
            scripts, [&](const Script& each) { return code >= each.first && code <= each.last; });
        if (script == scripts.end())
            continue;
        count.weights[static_cast<std::size_t>(script - scripts.begin())] += script->weight;
        if (code >= 0x80) {
            const auto small = utf8proc_tolower(static_cast<utf8proc_int32_t>(code));
            add(count.scores, evidence().letters, static_cast<char32_t>(small), letter_worth);
        }
    }
}

void count_words(std::string_view text, Count& count) {
    const std::string folded = replace_all(fold_case(text), "\u2019", "'");
    for (const Token& token : tokens(folded)) {
        if (token.kind != Token::Kind::word)
            continue;
        ++count.words;
        for (const std::string_view part : split(token.text, '\''))
            add(count.scores, evidence().words, part, 1.0);
    }
}

unsigned weight_of(const Count& count, std::string_view name) {
    unsigned sum = 0;
    for (std::size_t at = 0; at < script_count; ++at)
        if (scripts[at].name == name)
            sum += count.weights[at];
    return sum;
}

/// Among languages of one script: the one that clearly has the most marks.
std::string by_marks(const Count& count) {
    const auto best = std::ranges::max_element(count.scores);
    double second = 0;
    for (auto score = count.scores.begin(); score != count.scores.end(); ++score)
        if (score != best)
            second = std::max(second, *score);
    constexpr double least = 1.5;
    constexpr double least_a_word = 0.06;
    constexpr double lead = 1.15;
    if (*best < least || *best < least_a_word * static_cast<double>(count.words) ||
        *best < lead * second)
        return {};
    const auto at = static_cast<std::size_t>(best - count.scores.begin());
    return std::string(languages_of_shared_scripts[at].language);
}

}  // namespace

std::string recognise_language(std::string_view text) {
    constexpr std::size_t sample = 16 * 1024;
    constexpr unsigned enough_letters = 40;
    text = clip(text, sample);
    Count count;
    count_letters(text, count);
    unsigned all = 0;
    for (const unsigned weight : count.weights)
        all += weight;
    if (all < enough_letters)
        return {};

    // Japanese is written in kana and Han together, Chinese in Han alone.
    const unsigned han = weight_of(count, "zh");
    const unsigned kana = weight_of(count, "ja");
    if ((han + kana) * 2 > all)
        return kana * 12 > han ? "ja" : "zh";
    const auto most = std::ranges::max_element(
        scripts, {}, [&](const Script& script) { return weight_of(count, script.name); });
    if (weight_of(count, most->name) * 5 < all * 3)
        return {};
    const bool is_shared = to_lower(most->name[0]) != most->name[0];
    if (!is_shared)
        return std::string(most->name);
    count_words(text, count);
    return by_marks(count);
}

std::string tidy_language(std::string_view tag) {
    constexpr std::size_t longest = 35;
    tag = trim(tag);
    if (tag.size() > longest)
        return {};
    std::string out;
    bool after_singleton = false;  // where extensions and private words are all in lower case
    const std::string hyphened = replace_all(tag, "_", "-");
    for (const std::string_view part : split(hyphened, '-')) {
        if (part.empty() || part.size() > 8 || !std::ranges::all_of(part, is_alnum))
            return {};
        std::string subtag = lower(part);
        if (out.empty()) {
            const bool language = std::ranges::all_of(part, is_alpha) && part.size() > 1;
            if (!language && subtag != "x" && subtag != "i")
                return {};
        } else if (!after_singleton && part.size() == 2) {
            std::ranges::transform(subtag, subtag.begin(), to_upper);
        } else if (!after_singleton && part.size() == 4 && is_alpha(part[0])) {
            subtag[0] = to_upper(subtag[0]);
        }
        after_singleton = after_singleton || part.size() == 1;
        out += out.empty() ? subtag : "-" + subtag;
    }
    return out;
}

}  // namespace stet::text
