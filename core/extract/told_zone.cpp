#include "extract/told_zone.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/body.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/words.h"
#include "time/zone_names.h"

namespace stet::page {

namespace {

using std::string_view;
using namespace std::string_view_literals;

/// What such a sentence begins with; in small letters.
constexpr std::array openings{
    "all times"sv,         "times are"sv,        "times below"sv,      "times in"sv,
    "times given"sv,       "times listed"sv,     "timestamps are"sv,   "alle zeiten"sv,
    "alle uhrzeiten"sv,    "alle zeitangaben"sv, "zeitangaben in"sv,   "zeiten in"sv,
    "toutes les heures"sv, "les heures sont"sv,  "heures indiquées"sv, "todas las horas"sv,
    "las horas son"sv,     "tutti gli orari"sv,  "gli orari sono"sv,   "alle tijden"sv,
    "wszystkie godziny"sv, "alla tider"sv,       "todas as horas"sv,   "todos os horários"sv,
    "kaikki ajat"sv,       "všechny časy"sv};

struct Named {
    string_view words, zone;
};
/// Zones by places and countries, as people call them; in small letters.
constexpr std::array named{Named{"london time"sv, "Europe/London"sv},
                           Named{"uk time"sv, "Europe/London"sv},
                           Named{"berlin time"sv, "Europe/Berlin"sv},
                           Named{"deutscher zeit"sv, "Europe/Berlin"sv},
                           Named{"berliner zeit"sv, "Europe/Berlin"sv},
                           Named{"mitteleuropäischer zeit"sv, "Europe/Berlin"sv},
                           Named{"paris time"sv, "Europe/Paris"sv},
                           Named{"heure de paris"sv, "Europe/Paris"sv},
                           Named{"heure française"sv, "Europe/Paris"sv},
                           Named{"hora peninsular"sv, "Europe/Madrid"sv},
                           Named{"ora italiana"sv, "Europe/Rome"sv},
                           Named{"new york time"sv, "America/New_York"sv},
                           Named{"kyiv time"sv, "Europe/Kiev"sv},
                           Named{"moscow time"sv, "Europe/Moscow"sv},
                           Named{"hora de brasília"sv, "America/Sao_Paulo"sv},
                           Named{"horário de brasília"sv, "America/Sao_Paulo"sv}};

bool is_capitals(string_view word) {
    return word.size() >= 2 && word.size() <= 5 &&
           std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::optional<time::Zone> told_zone(string_view text) {
    constexpr std::size_t reach = 90;
    const std::string folded = text::fold_case(text);
    // Cases of some letters differ in length: then places in one are none in the other.
    if (folded.size() != text.size())
        return std::nullopt;
    std::size_t at = std::string::npos;
    for (const string_view opening : openings)
        at = std::min(at, folded.find(opening));
    if (at == std::string::npos)
        return std::nullopt;
    const std::size_t stop = std::min({text.size(), at + reach, text.find('.', at)});
    for (std::size_t i = at; i < stop; ++i) {
        if (i > at && text::is_alnum(text[i - 1]))
            continue;
        for (const Named& one : named)
            if (string_view(folded).substr(i).starts_with(one.words))
                return time::Zone::named(one.zone);
        std::size_t length = 0;
        if (auto zone = time::zone_at_start(text.substr(i, stop - i), length))
            return zone;
        std::size_t end = i;
        while (end < stop && text::is_alnum(text[end]))
            ++end;
        const string_view word = text.substr(i, end - i);
        if (!is_capitals(word))
            continue;
        if (const auto offset = time::offset_of_abbreviation(word))
            return time::Zone::fixed(*offset);
    }
    return std::nullopt;
}

std::optional<time::Zone> told_zone(const Outline& outline, Outline::Index end) {
    constexpr std::uint32_t shortest = 15, longest = 600;
    int left = 400;
    for (Outline::Index i = 0; i < std::min<std::size_t>(end, outline.size()) && left > 0; ++i) {
        const markup::Node& node = outline.node(i);
        const std::uint32_t size = outline.text_in(i);
        if (size < shortest || size > longest || is_inline(node) || outline.entries[i].aside)
            continue;
        --left;
        if (auto zone = told_zone(line_of(node)))
            return zone;
        i = outline.entries[i].end - 1;
    }
    return std::nullopt;
}

}  // namespace stet::page
