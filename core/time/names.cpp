#include "time/names.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <string>

#include "text/ascii.h"
#include "text/words.h"

namespace stet::time {

namespace {

struct MonthName {
    std::string_view name;  ///< in lower case, without marks but Greek accents
    unsigned month;
    constexpr auto operator<=>(const MonthName&) const = default;
};

/// So that the names that a word begins stand in a row.
template <class Name, std::size_t N>
constexpr std::array<Name, N> sorted(std::array<Name, N> names) {
    std::ranges::sort(names);
    return names;
}

constexpr std::array<std::string_view, 12> english{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

// A word is a month if it is the beginning of names of one month only, so that `jui`, which may be
// juin or juillet, is none. Both cases that follow a day where a language has them.
constexpr auto months = sorted(std::to_array<MonthName>({
    {"january", 1},     {"januar", 1},        {"janner", 1},       {"janvier", 1},
    {"enero", 1},       {"gennaio", 1},       {"janeiro", 1},      {"januari", 1},
    {"stycznia", 1},    {"styczen", 1},       {"ledna", 1},        {"leden", 1},
    {"ianuarie", 1},    {"ocak", 1},          {"ιανουαριου", 1},   {"ιανουαριος", 1},
    {"січня", 1},       {"січень", 1},        {"января", 1},       {"январь", 1},
    {"януари", 1},      {"tammikuuta", 1},    {"februar", 2},      {"february", 2},
    {"feber", 2},       {"fevrier", 2},       {"febrero", 2},      {"febbraio", 2},
    {"fevereiro", 2},   {"februari", 2},      {"lutego", 2},       {"luty", 2},
    {"unora", 2},       {"unor", 2},          {"februarie", 2},    {"subat", 2},
    {"φεβρουαριου", 2}, {"φεβρουαριος", 2},   {"лютого", 2},       {"лютий", 2},
    {"февраля", 2},     {"февраль", 2},       {"helmikuuta", 2},   {"march", 3},
    {"marz", 3},        {"maerz", 3},         {"mars", 3},         {"marzo", 3},
    {"marco", 3},       {"maart", 3},         {"mrt", 3},          {"marca", 3},
    {"marzec", 3},      {"brezna", 3},        {"brezen", 3},       {"marcius", 3},
    {"martie", 3},      {"mart", 3},          {"marts", 3},        {"μαω", 3},
    {"μαρτιου", 3},     {"μαρτιος", 3},       {"березня", 3},      {"березень", 3},
    {"марта", 3},       {"март", 3},          {"maaliskuuta", 3},  {"april", 4},
    {"avril", 4},       {"abril", 4},         {"aprile", 4},       {"kwietnia", 4},
    {"kwiecien", 4},    {"dubna", 4},         {"duben", 4},        {"aprilis", 4},
    {"aprilie", 4},     {"nisan", 4},         {"απριλιου", 4},     {"απριλιος", 4},
    {"квітня", 4},      {"квітень", 4},       {"апреля", 4},       {"апрель", 4},
    {"huhtikuuta", 4},  {"may", 5},           {"mai", 5},          {"mayo", 5},
    {"maggio", 5},      {"maio", 5},          {"mei", 5},          {"maja", 5},
    {"maj", 5},         {"kvetna", 5},        {"kveten", 5},       {"majus", 5},
    {"mayis", 5},       {"μαιου", 5},         {"μαιος", 5},        {"травня", 5},
    {"травень", 5},     {"мая", 5},           {"май", 5},          {"toukokuuta", 5},
    {"june", 6},        {"juni", 6},          {"juin", 6},         {"junio", 6},
    {"giugno", 6},      {"junho", 6},         {"czerwca", 6},      {"czerwiec", 6},
    {"cervna", 6},      {"cerven", 6},        {"junius", 6},       {"iunie", 6},
    {"haziran", 6},     {"ιουνιου", 6},       {"ιουνιος", 6},      {"ιον", 6},
    {"червня", 6},      {"червень", 6},       {"июня", 6},         {"июнь", 6},
    {"kesakuuta", 6},   {"july", 7},          {"juli", 7},         {"juillet", 7},
    {"julio", 7},       {"luglio", 7},        {"julho", 7},        {"lipca", 7},
    {"lipiec", 7},      {"cervence", 7},      {"cervenec", 7},     {"julius", 7},
    {"iulie", 7},       {"temmuz", 7},        {"ιουλιου", 7},      {"ιουλιος", 7},
    {"ιολ", 7},         {"липня", 7},         {"липень", 7},       {"июля", 7},
    {"июль", 7},        {"heinakuuta", 7},    {"august", 8},       {"aout", 8},
    {"agosto", 8},      {"augustus", 8},      {"sierpnia", 8},     {"sierpien", 8},
    {"srpna", 8},       {"srpen", 8},         {"augusztus", 8},    {"augusti", 8},
    {"agustos", 8},     {"αυγουστου", 8},     {"αυγουστος", 8},    {"серпня", 8},
    {"серпень", 8},     {"августа", 8},       {"август", 8},       {"elokuuta", 8},
    {"september", 9},   {"septembre", 9},     {"septiembre", 9},   {"setiembre", 9},
    {"settembre", 9},   {"setembro", 9},      {"wrzesnia", 9},     {"wrzesien", 9},
    {"zari", 9},        {"szeptember", 9},    {"septembrie", 9},   {"eylul", 9},
    {"σεπτεμβριου", 9}, {"σεπτεμβριος", 9},   {"вересня", 9},      {"вересень", 9},
    {"сентября", 9},    {"сентябрь", 9},      {"syyskuuta", 9},    {"october", 10},
    {"oktober", 10},    {"octobre", 10},      {"octubre", 10},     {"ottobre", 10},
    {"outubro", 10},    {"pazdziernika", 10}, {"pazdziernik", 10}, {"rijna", 10},
    {"rijen", 10},      {"octombrie", 10},    {"ekim", 10},        {"οκτωβριου", 10},
    {"οκτωβριος", 10},  {"жовтня", 10},       {"жовтень", 10},     {"октября", 10},
    {"октябрь", 10},    {"lokakuuta", 10},    {"november", 11},    {"novembre", 11},
    {"noviembre", 11},  {"novembro", 11},     {"listopada", 11},   {"listopad", 11},
    {"listopadu", 11},  {"noiembrie", 11},    {"kasim", 11},       {"νοεμβριου", 11},
    {"νοεμβριος", 11},  {"листопада", 11},    {"листопад", 11},    {"ноября", 11},
    {"ноябрь", 11},     {"marraskuuta", 11},  {"december", 12},    {"desember", 12},
    {"dezember", 12},   {"decembre", 12},     {"diciembre", 12},   {"dicembre", 12},
    {"dezembro", 12},   {"grudnia", 12},      {"grudzien", 12},    {"prosince", 12},
    {"prosinec", 12},   {"decembrie", 12},    {"aralik", 12},      {"δεκεμβριου", 12},
    {"δεκεμβριος", 12}, {"ιανουαρίου", 1},    {"ιανουάριος", 1},   {"φεβρουαρίου", 2},
    {"φεβρουάριος", 2}, {"μαρτίου", 3},       {"μάρτιος", 3},      {"μάώ", 3},
    {"μαώ", 3},         {"απριλίου", 4},      {"απρίλιος", 4},     {"μαΐου", 5},
    {"μαϊου", 5},       {"μάιος", 5},         {"μάϊος", 5},        {"ιουνίου", 6},
    {"ιούνιος", 6},     {"ιουλίου", 7},       {"ιούλιος", 7},      {"αυγούστου", 8},
    {"αύγουστος", 8},   {"σεπτεμβρίου", 9},   {"σεπτέμβριος", 9},  {"οκτωβρίου", 10},
    {"οκτώβριος", 10},  {"νοεμβρίου", 11},    {"νοέμβριος", 11},   {"δεκεμβρίου", 12},
    {"δεκέμβριος", 12}, {"грудня", 12},       {"грудень", 12},     {"декабря", 12},
    {"декабрь", 12},    {"joulukuuta", 12},
}));

constexpr auto weekdays = sorted(std::to_array<std::string_view>({
    "monday",      "tuesday",      "wednesday",    "thursday",    "friday",     "saturday",
    "sunday",      "montag",       "dienstag",     "mittwoch",    "donnerstag", "freitag",
    "samstag",     "sonnabend",    "sonntag",      "lundi",       "mardi",      "mercredi",
    "jeudi",       "vendredi",     "samedi",       "dimanche",    "lunes",      "martes",
    "miercoles",   "jueves",       "viernes",      "sabado",      "domingo",    "lunedi",
    "martedi",     "mercoledi",    "giovedi",      "venerdi",     "sabato",     "domenica",
    "segunda",     "terca",        "quarta",       "quinta",      "sexta",      "segunda-feira",
    "terca-feira", "quarta-feira", "quinta-feira", "sexta-feira", "maandag",    "dinsdag",
    "woensdag",    "donderdag",    "vrijdag",      "zaterdag",    "zondag",     "poniedziałek",
    "wtorek",      "sroda",        "czwartek",     "piatek",      "sobota",     "niedziela",
    "pn",          "pt",           "nd",           "pondeli",     "utery",      "streda",
    "ctvrtek",     "patek",        "nedele",       "hetfo",       "kedd",       "szerda",
    "csutortok",   "pentek",       "szombat",      "vasarnap",    "mandag",     "tirsdag",
    "onsdag",      "torsdag",      "fredag",       "lordag",      "lørdag",     "sondag",
    "søndag",      "tisdag",       "κυριακη",      "δευτερα",     "τριτη",      "τεταρτη",
    "πεμπτη",      "παρασκευη",    "σαββατο",      "κυριακή",     "δευτέρα",    "τρίτη",
    "τετάρτη",     "πέμπτη",       "παρασκευή",    "σάββατο",     "понеділок",  "вівторок",
    "середа",      "четвер",       "пʼятниця",     "п'ятниця",    "субота",     "неділя",
    "понедельник", "вторник",      "среда",        "четверг",     "пятница",    "суббота",
    "воскресенье", "пн",           "вт",           "ср",          "чт",         "пт",
    "сб",          "нд",           "вс",
}));

/// As the tables are written. Unicode's own folding is left for words that need it.
std::string table_form(std::string_view word) {
    while (!word.empty() && word.back() == '.')
        word.remove_suffix(1);
    for (const char c : word) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return text::search_form(word);
    }
    return text::lower(word);
}

/// Long enough in letters, not bytes, to be taken for the beginning of a name.
bool has_letters(std::string_view word, std::size_t wanted) {
    std::size_t letters = 0;
    for (const char c : word)
        letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return letters >= wanted;
}

constexpr std::size_t longest = 32;

}  // namespace

std::optional<unsigned> month_named(std::string_view word) {
    if (word.size() > longest)
        return std::nullopt;
    const std::string form = table_form(word);
    for (unsigned i = 0; i < english.size(); ++i) {
        if (english[i] == form)
            return i + 1;
    }
    if (!has_letters(form, 3))
        return std::nullopt;
    std::optional<unsigned> found;
    for (auto entry = std::ranges::lower_bound(months, form, {}, &MonthName::name);
         entry != months.end() && entry->name.starts_with(form); ++entry) {
        if (entry->name == form)
            return entry->month;
        if (found && *found != entry->month)
            return std::nullopt;
        found = entry->month;
    }
    return found;
}

bool is_weekday_name(std::string_view word) {
    if (word.size() > longest)
        return false;
    const std::string form = table_form(word);
    if (!has_letters(form, 2))
        return false;
    const auto entry = std::ranges::lower_bound(weekdays, form);
    return entry != weekdays.end() && entry->starts_with(form);
}

}  // namespace stet::time
