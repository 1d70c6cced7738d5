#include "extract/byline.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/space.h"
#include "text/utf8.h"
#include "text/words.h"
#include "time/stamp_words.h"

namespace stet::page {

namespace {

using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t longest_name = 80;

/// What stands before the names.
constexpr std::array openings{"written by"sv, "posted by"sv, "reported by"sv, "by"sv,  "from"sv,
                              "von"sv,        "par"sv,       "por"sv,         "di"sv,  "door"sv,
                              "av"sv,         "af"sv,        "autor:"sv,      "od"sv,  "text:"sv,
                              "author:"sv,    "auteur:"sv,   "oprac."sv,      "red."sv};

/// What stands between the last two of several.
constexpr std::array joints{" and "sv, " und "sv, " et "sv, " y "sv, " e "sv,
                            " en "sv,  " och "sv, " og "sv, " i "sv, " & "sv};

/// "Von der Leyen", "Di Maio": what might stand before a name begins this one.
bool begins_name(string_view opening, string_view rest) {
    rest = text::trim(rest);
    if (opening == "von")
        return rest.starts_with("der ") || rest.starts_with("den ") || rest.starts_with("dem ");
    return (opening == "di" || opening == "par" || opening == "od") && !looks_like_name(rest);
}

string_view without_opening(string_view line) {
    for (const string_view opening : openings) {
        if (!text::istarts_with(line, opening))
            continue;
        const string_view rest = line.substr(opening.size());
        if (begins_name(opening, rest))
            continue;
        if (rest.empty() || rest[0] == ' ' || opening.ends_with(':'))
            return text::trim(rest);
        if (rest[0] == ':')
            return text::trim(rest.substr(1));
    }
    return line;
}

/// "From CNX's Ann Lee": without the house that she works for.
string_view without_house(string_view line) {
    for (const string_view possessive : {"'s "sv, "’s "sv})
        if (const std::size_t at = line.find(possessive); at != string_view::npos)
            return line.substr(at + possessive.size());
    return line;
}

std::vector<std::string> parts_of(std::string line) {
    for (const string_view joint : joints)
        line = text::replace_all(line, joint, ",");
    std::vector<std::string> parts;
    for (const string_view part : text::split(line, ','))
        if (const string_view name = text::trim(part); !name.empty())
            parts.emplace_back(name);
    return parts;
}

bool is_capital(string_view word) {
    const char32_t first = text::next(word);
    if (first < 0x80)
        return first >= 'A' && first <= 'Z';
    std::string letter;
    text::append_utf8(letter, first);
    // Scripts without capitals have names too.
    return text::fold_case(letter) != letter || first > 0x52F;
}

/// Labels stand in capitals where authors stand: "KEY EVENT". After "By" they are a name.
bool has_small_letters(string_view text) {
    return std::ranges::any_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

}  // namespace

std::vector<std::string> names_in_byline(string_view line) {
    const std::string folded = text::fold_space(line);
    const string_view names = without_house(without_opening(folded));
    const bool opened = names.size() < folded.size();
    if (names.empty() || names.size() > 3 * longest_name || (!opened && !has_small_letters(names)))
        return {};
    std::vector<std::string> parts = parts_of(std::string(names));
    if (parts.size() > 1 && parts.size() <= 10 && std::ranges::all_of(parts, looks_like_name))
        return parts;
    if (names.size() > longest_name)
        return {};
    return {std::string(names)};
}

std::optional<SignedStamp> signed_stamp_of(string_view line) {
    const auto opening = std::ranges::find_if(openings, [&](string_view one) {
        return text::istarts_with(line, one) && line.substr(one.size()).starts_with(' ');
    });
    if (opening == openings.end())
        return std::nullopt;
    const string_view rest = text::trim(line.substr(opening->size()));
    if (rest.size() > 2 * longest_name)
        return std::nullopt;
    // The name ends where a stamp begins, with a word or a sign between them.
    int words = 0;
    for (std::size_t at = rest.find(' '); at != string_view::npos && words < 10;
         at = rest.find(' ', at + 1), ++words) {
        const auto stamp = time::stamp_at_start(rest.substr(at + 1));
        if (!stamp || !stamp->day || !stamp->clock)
            continue;
        const string_view after = rest.substr(
            static_cast<std::size_t>(stamp->words.data() - rest.data()) + stamp->words.size());
        string_view name = text::trim(rest.substr(0, at));
        while (!name.empty() && ",|-("sv.find(name.back()) != string_view::npos)
            name = text::trim(name.substr(0, name.size() - 1));
        // "on", "am", "le" belongs to the stamp.
        if (const std::size_t last = name.rfind(' ');
            last != string_view::npos &&
            time::label_named(name.substr(last + 1)) == time::Label::joint)
            name = text::trim(name.substr(0, last));
        while (!name.empty() && name.back() == ',')
            name.remove_suffix(1);
        if (!looks_like_name(name) || !text::trim(after).empty())
            return std::nullopt;
        return SignedStamp{std::string(name), *stamp};
    }
    return std::nullopt;
}

bool looks_like_name(string_view text) {
    if (text.size() < 4 || text.size() > 60)
        return false;
    static constexpr std::array particles{"al"sv, "d"sv,  "da"sv, "de"sv, "del"sv, "den"sv, "der"sv,
                                          "di"sv, "du"sv, "la"sv, "le"sv, "van"sv, "von"sv, "zu"sv};
    std::size_t count = 0;
    for (const string_view word : text::split(text, ' ')) {
        if (word.empty())
            return false;
        for (const char c : word)
            if (text::is_digit(c) || ":;!?()[]|/\"@#+=_"sv.find(c) != string_view::npos)
                return false;
        const bool particle = std::ranges::find(particles, word) != particles.end();
        if (!particle && !is_capital(word))
            return false;
        count += particle ? 0 : 1;
    }
    return count >= 2 && count <= 5;
}

}  // namespace stet::page
