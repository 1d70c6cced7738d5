#include "extract/agencies.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/words.h"

namespace stet::page {

namespace {

using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t longest_line = 100;

constexpr std::array labels{"quelle"sv,   "quellen"sv, "source"sv, "sources"sv, "fonte"sv,
                            "fonti"sv,    "fuente"sv,  "bron"sv,   "källa"sv,   "kilde"sv,
                            "źródło"sv,   "zdroj"sv,   "forrás"sv, "πηγή"sv,    "джерело"sv,
                            "источник"sv, "lähde"sv};

constexpr std::array agencies{"aa"sv,           "aap"sv,       "afp"sv,
                              "ani"sv,          "anp"sv,       "ansa"sv,
                              "ap"sv,           "apa"sv,       "associated press"sv,
                              "belga"sv,        "bloomberg"sv, "bns"sv,
                              "čtk"sv,          "ctk"sv,       "dpa"sv,
                              "efe"sv,          "epd"sv,       "europa press"sv,
                              "hina"sv,         "ians"sv,      "interfax"sv,
                              "keystone-sda"sv, "kna"sv,       "kyodo"sv,
                              "lusa"sv,         "mti"sv,       "ntb"sv,
                              "pap"sv,          "pti"sv,       "reuters"sv,
                              "ritzau"sv,       "sda"sv,       "sid"sv,
                              "stt"sv,          "tasr"sv,      "tass"sv,
                              "tt"sv,           "ukrinform"sv, "unian"sv,
                              "xinhua"sv,       "yonhap"sv};

bool is_agency(string_view words) {
    return std::ranges::any_of(agencies,
                               [&](string_view agency) { return text::iequals(words, agency); });
}

/// "dpa-infocom" is a service of dpa, "dpa:240911-99-1/2" a number that dpa gave.
string_view house_of(string_view words) {
    if (is_agency(words))
        return words;
    const string_view house = words.substr(0, words.find_first_of("-:"));
    return is_agency(house) && house.size() < words.size() ? house : string_view();
}

/// The line without its label and brackets; empty where it has neither and is longer than agencies'
/// names are.
string_view without_label(string_view line) {
    if (line.starts_with("©"))
        return text::trim(line.substr("©"sv.size()));
    if (line.starts_with('(') && line.ends_with(')'))
        return text::trim(line.substr(1, line.size() - 2));
    const std::size_t colon = line.find(':');
    if (colon != string_view::npos &&
        std::ranges::find(labels, text::fold_case(text::trim(line.substr(0, colon)))) !=
            labels.end())
        return text::trim(line.substr(colon + 1));
    return line;
}

}  // namespace

std::vector<std::string> agencies_in(string_view line) {
    if (line.size() > longest_line)
        return {};
    std::string rest(without_label(text::trim(line)));
    for (const string_view joint : {"/"sv, " und "sv, " and "sv, " et "sv, " y "sv, " e "sv, ";"sv})
        // "dpa:240911-99-1/2" holds a slash of its own.
        if (joint != "/" || rest.find(':') == std::string::npos)
            rest = text::replace_all(rest, joint, ",");
    std::vector<std::string> found;
    for (const string_view part : text::split(rest, ',')) {
        const string_view house = house_of(text::trim(part));
        if (house.empty())
            return {};
        if (std::ranges::find(found, house) == found.end())
            found.emplace_back(house);
    }
    return found;
}

}  // namespace stet::page
