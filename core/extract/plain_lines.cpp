#include "extract/plain_lines.h"

#include <algorithm>
#include <array>

#include "extract/byline.h"
#include "extract/opening_words.h"
#include "text/ascii.h"
#include "text/space.h"
#include "time/stamp.h"

namespace stet::page {

namespace {

using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t longest_line = 250;
constexpr std::size_t longest_heading = 60;  ///< of a line before a stamp that has no empty line

/// Lines of one block joined where the break was only the margin's: in the middle of a sentence.
std::string without_margins(string_view block) {
    std::string out;
    for (const string_view line : text::split(block, '\n')) {
        const string_view words = text::trim(line);
        if (words.empty())
            continue;
        if (!out.empty()) {
            const bool goes_on =
                !ends_sentence(out) && out.size() > 40 && (words[0] >= 'a' && words[0] <= 'z');
            out += goes_on ? ' ' : '\n';
        }
        out += words;
    }
    return text::tidy(out);
}

}  // namespace

std::vector<std::string> plain_blocks(string_view text, std::size_t most) {
    std::vector<std::string> blocks;
    std::string block;
    string_view before;
    const auto finish = [&] {
        if (std::string tidy = without_margins(block); !tidy.empty())
            blocks.push_back(std::move(tidy));
        block.clear();
    };
    for (const string_view line : text::split(text, '\n')) {
        const string_view words = text::trim(line);
        // "18:42 Uhr: Text" on the line after another update. In a text that was only broken at a
        // margin a clock begins a line by chance.
        const auto opening = block.empty() ? std::nullopt : plain_opening(words);
        const bool parts =
            opening && ((plain_opening(block) &&
                         (ends_sentence(before) || before.size() <= longest_heading)) ||
                        (time::day_heading(before) && has_words(opening->rest)));
        if (words.empty() || parts)
            finish();
        if (!words.empty())
            block += line, block += '\n';
        before = words;
        if (blocks.size() >= most)
            break;
    }
    finish();
    return blocks;
}

bool is_line(string_view block) {
    return block.size() <= longest_line && block.find('\n') == string_view::npos;
}

bool ends_sentence(string_view text) {
    static constexpr std::array ends{"."sv,  "!"sv, "?"sv, ":"sv,  "“"sv,  "”"sv,
                                     "\""sv, "…"sv, "»"sv, "。"sv, "」"sv, "＂"sv};
    return std::ranges::any_of(ends, [&](string_view end) { return text.ends_with(end); });
}

std::optional<PlainOpening> plain_opening(string_view block) {
    if (!may_open(block))
        return std::nullopt;
    const auto stamp = time::stamp_at_start(block);
    if (!stamp || stamp->age)
        return std::nullopt;
    string_view rest = rest_after(*stamp, block);
    const bool labelled = stamp->labelled && stamp->day && rest.starts_with(':');
    if (!(stamp->clock && (!stamp->labelled || text::trim(rest).starts_with(':'))) && !labelled)
        return std::nullopt;
    if (!is_closed(block, rest))
        return std::nullopt;
    return PlainOpening{when_of(*stamp), text::trim(past_joint(rest))};
}

bool is_plain_title(string_view block) {
    return is_line(block) && !block.ends_with('.') && !block.ends_with("。") && has_words(block) &&
           !plain_opening(block) && !time::day_heading(block) && !is_credit(block) &&
           names_in_plain_byline(block).empty() && !block.starts_with("http://") &&
           !block.starts_with("https://");
}

bool is_credit(string_view block) {
    static constexpr std::array labels{"bildrechte"sv,
                                       "bildquelle"sv,
                                       "bild"sv,
                                       "foto"sv,
                                       "fotos"sv,
                                       "fotocredit"sv,
                                       "quelle"sv,
                                       "photo"sv,
                                       "photos"sv,
                                       "photograph"sv,
                                       "image"sv,
                                       "images"sv,
                                       "credit"sv,
                                       "credits"sv,
                                       "source"sv,
                                       "crédit"sv,
                                       "crédits"sv,
                                       "crédit photo"sv,
                                       "crédits photo"sv,
                                       "fuente"sv,
                                       "fonte"sv,
                                       "bron"sv,
                                       "beeld"sv,
                                       "fot"sv,
                                       "zdjęcie"sv,
                                       "źródło"sv,
                                       "bilde"sv,
                                       "kuva"sv,
                                       "grafik"sv,
                                       "fotografía"sv,
                                       "imagen"sv,
                                       "picture"sv,
                                       "photo credit"sv,
                                       "image credit"sv,
                                       "copyright"sv,
                                       "image caption"sv,
                                       "bildunterschrift"sv,
                                       "写真"sv,
                                       "사진"sv,
                                       "фото"sv};
    constexpr std::size_t longest = 200;
    if (block.size() > longest || block.find('\n') != string_view::npos)
        return false;
    for (const string_view sign : {"©"sv, "(c)"sv, "(C)"sv, "Ⓒ"sv, "ⓒ"sv})
        if (block.starts_with(sign))
            return true;
    const std::size_t colon = std::min(block.find(':'), block.find("："));
    const std::size_t sign = block.find("©");
    const string_view label = text::trim(block.substr(0, std::min(colon, sign)));
    return label.size() < block.size() && std::ranges::any_of(labels, [&](string_view one) {
               return label.size() == one.size() && text::istarts_with(label, one);
           });
}

std::vector<std::string> names_in_plain_byline(string_view block) {
    static constexpr std::array openings{"von"sv, "by"sv,     "par"sv,    "por"sv,   "door"sv,
                                         "av"sv,  "af"sv,     "text"sv,   "autor"sv, "autorin"sv,
                                         "di"sv,  "author"sv, "auteur"sv, "od"sv,    "oprac."sv};
    constexpr std::size_t longest = 160;
    if (block.size() > longest || block.find('\n') != string_view::npos)
        return {};
    const bool opened = std::ranges::any_of(openings, [&](string_view opening) {
        return text::istarts_with(block, opening) && block.size() > opening.size() &&
               (block[opening.size()] == ' ' || block[opening.size()] == ':');
    });
    if (!opened)
        return {};
    std::vector<std::string> names = names_in_byline(block);
    return std::ranges::all_of(names, looks_like_name) ? names : std::vector<std::string>();
}

}  // namespace stet::page
