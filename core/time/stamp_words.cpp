#include "time/stamp_words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "text/ascii.h"
#include "text/utf8.h"
#include "text/words.h"

namespace stet::time {

namespace {

constexpr bool is_blank(char32_t code) {
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x202F ||
           (code >= 0x2000 && code <= 0x200B) || code == 0x3000;
}

constexpr bool is_separator(char32_t code) {
    return is_blank(code) || code == ',' || code == '|' || code == '-' || code == 0xB7 ||
           (code >= 0x2010 && code <= 0x2015) || code == 0x2022 || code == '/' || code == 0xFF5C;
}

/// Brackets, commas and colons as wide as a Chinese character.
constexpr bool is_wide_sign(char32_t code) {
    return (code >= 0x3000 && code <= 0x303F) || (code >= 0xFF00 && code <= 0xFF0F) ||
           (code >= 0xFF1A && code <= 0xFF20) || (code >= 0xFF3B && code <= 0xFF40) ||
           (code >= 0xFF5B && code <= 0xFF65);
}

constexpr bool is_letter(char32_t code) {
    if (code < 0x80)
        return text::is_alpha(static_cast<char>(code));
    return code >= 0xC0 && !(code >= 0x2000 && code <= 0x206F) && !is_wide_sign(code) &&
           code != text::replacement;
}

/// The length of the run at the start of `text` that `accepts` takes.
template <class Accepts>
std::size_t run(std::string_view text, Accepts accepts) {
    std::string_view rest = text;
    while (!rest.empty()) {
        std::string_view after = rest;
        if (!accepts(text::next(after)))
            break;
        rest = after;
    }
    return text.size() - rest.size();
}

struct LabelWord {
    std::string_view word;
    Label label;
};

constexpr LabelWord label_words[] = {
    {"aktualisiert", Label::changed},
    {"aktualisierung", Label::changed},
    {"stand", Label::changed},
    {"update", Label::changed},
    {"updated", Label::changed},
    {"geändert", Label::changed},
    {"überarbeitet", Label::changed},
    {"bearbeitet", Label::changed},
    {"modified", Label::changed},
    {"edited", Label::changed},
    {"revised", Label::changed},
    {"jour", Label::changed},
    {"modifié", Label::changed},
    {"actualisé", Label::changed},
    {"actualizado", Label::changed},
    {"actualizada", Label::changed},
    {"actualización", Label::changed},
    {"modificado", Label::changed},
    {"aggiornato", Label::changed},
    {"aggiornata", Label::changed},
    {"aggiornamento", Label::changed},
    {"modificato", Label::changed},
    {"aktualizacja", Label::changed},
    {"zaktualizowano", Label::changed},
    {"bijgewerkt", Label::changed},
    {"gewijzigd", Label::changed},
    {"atualizado", Label::changed},
    {"atualizada", Label::changed},
    {"atualização", Label::changed},
    {"aktualizováno", Label::changed},
    {"opdateret", Label::changed},
    {"oppdatert", Label::changed},
    {"uppdaterad", Label::changed},
    {"обновлено", Label::changed},
    {"изменено", Label::changed},
    {"оновлено", Label::changed},
    {"змінено", Label::changed},
    {"uppdatering", Label::changed},
    {"oppdatering", Label::changed},
    {"opdatering", Label::changed},
    {"aktualizace", Label::changed},
    {"päivitetty", Label::changed},
    {"päivitys", Label::changed},
    {"güncelleme", Label::changed},
    {"frissítve", Label::changed},
    {"erstmeldung", Label::published},
    {"ursprungsmeldung", Label::published},
    {"veröffentlicht", Label::published},
    {"veröffentlichung", Label::published},
    {"erschienen", Label::published},
    {"erstellt", Label::published},
    {"publiziert", Label::published},
    {"published", Label::published},
    {"posted", Label::published},
    {"created", Label::published},
    {"publié", Label::published},
    {"publiée", Label::published},
    {"publicado", Label::published},
    {"publicada", Label::published},
    {"pubblicato", Label::published},
    {"pubblicata", Label::published},
    {"opublikowano", Label::published},
    {"publikacja", Label::published},
    {"gepubliceerd", Label::published},
    {"geplaatst", Label::published},
    {"publikováno", Label::published},
    {"publicerad", Label::published},
    {"publisert", Label::published},
    {"опубликовано", Label::published},
    {"опубліковано", Label::published},
    {"am", Label::joint},
    {"vom", Label::joint},
    {"um", Label::joint},
    {"den", Label::joint},
    {"zuletzt", Label::joint},
    {"letzte", Label::joint},
    {"on", Label::joint},
    {"at", Label::joint},
    {"last", Label::joint},
    {"le", Label::joint},
    {"à", Label::joint},
    {"a", Label::joint},
    {"du", Label::joint},
    {"de", Label::joint},
    {"das", Label::joint},
    {"delle", Label::joint},
    {"van", Label::joint},
    {"mis", Label::joint},
    {"mise", Label::joint},
    {"dernière", Label::joint},
    {"el", Label::joint},
    {"última", Label::joint},
    {"las", Label::joint},
    {"il", Label::joint},
    {"del", Label::joint},
    {"ultimo", Label::joint},
    {"alle", Label::joint},
    {"ore", Label::joint},
    {"ostatnia", Label::joint},
    {"o", Label::joint},
    {"godz", Label::joint},
    {"laatst", Label::joint},
    {"op", Label::joint},
    {"om", Label::joint},
    {"em", Label::joint},
    {"às", Label::joint},
    {"dne", Label::joint},
    {"v", Label::joint},
    {"kl", Label::joint},
    {"klokken", Label::joint},
    {"klockan", Label::joint},
    {"klo", Label::joint},
    {"senast", Label::joint},
    {"sist", Label::joint},
    {"sidst", Label::joint},
    {"в", Label::joint},
    {"о", Label::joint},
};

constexpr LabelWord eastern_labels[] = {
    {"更新", Label::changed},       {"更新日", Label::changed},   {"更新日時", Label::changed},
    {"最終更新", Label::changed},   {"更新时间", Label::changed}, {"수정", Label::changed},
    {"최종수정", Label::changed},   {"기사수정", Label::changed}, {"업데이트", Label::changed},
    {"公開", Label::published},     {"公開日", Label::published}, {"公開日時", Label::published},
    {"配信", Label::published},     {"掲載", Label::published},   {"发布", Label::published},
    {"发布时间", Label::published}, {"입력", Label::published},   {"기사입력", Label::published},
    {"등록", Label::published},     {"송고", Label::published},   {"최종", Label::joint},
};

struct UnitWord {
    std::string_view start;
    int minutes;
};

// A word of three letters and more goes by its beginning.
constexpr UnitWord unit_words[] = {
    {"s", 0},           {"sec", 0},        {"sek", 0},          {"sec", 0},
    {"сек", 0},         {"m", 1},          {"min", 1},          {"хв", 1},
    {"хвил", 1},        {"мин", 1},        {"h", 60},           {"hr", 60},
    {"hrs", 60},        {"hour", 60},      {"std", 60},         {"stunde", 60},
    {"heure", 60},      {"hora", 60},      {"ora", 60},         {"ore", 60},
    {"godz", 60},       {"uur", 60},       {"uren", 60},        {"час", 60},
    {"год", 60},        {"d", 1440},       {"tag", 1440},       {"day", 1440},
    {"jour", 1440},     {"día", 1440},     {"dia", 1440},       {"giorn", 1440},
    {"dni", 1440},      {"dzień", 1440},   {"dag", 1440},       {"дн", 1440},
    {"дней", 1440},     {"дня", 1440},     {"день", 1440},      {"дні", 1440},
    {"w", 10080},       {"woche", 10080},  {"week", 10080},     {"wk", 10080},
    {"semaine", 10080}, {"semana", 10080}, {"settiman", 10080}, {"tydzień", 10080},
    {"tygod", 10080},   {"weken", 10080},  {"недел", 10080},    {"тиж", 10080},
};

constexpr std::string_view measures[] = {
    "euro",      "eur",       "dollar",     "dollars", "franken",   "pfund",    "prozent",
    "percent",   "pounds",    "cent",       "mio",     "mrd",       "million",  "millionen",
    "millions",  "milliarde", "milliarden", "billion", "billionen", "billions", "tausend",
    "kilometer", "meter",     "zentimeter", "grad",    "tonnen",    "liter",    "kilo",
    "kilogramm", "gramm",     "hektar",     "punkte",  "punkten",   "usd",      "chf",
};

}  // namespace

bool Cursor::take(std::string_view what) {
    if (!rest().starts_with(what))
        return false;
    at_ += what.size();
    return true;
}

std::size_t Cursor::blanks() {
    const std::size_t length = run(rest(), is_blank);
    at_ += length;
    return length;
}

void Cursor::separators() {
    at_ += run(rest(), is_separator);
}

std::optional<unsigned> Cursor::number(std::size_t most) {
    unsigned value = 0;
    std::size_t count = 0;
    while (text::is_digit(front(count))) {
        if (count == most)
            return std::nullopt;
        value = value * 10 + static_cast<unsigned>(front(count) - '0');
        ++count;
    }
    if (count == 0)
        return std::nullopt;
    at_ += count;
    return value;
}

std::string_view Cursor::word() const {
    return rest().substr(0, run(rest(), is_letter));
}

Label label_named(std::string_view word) {
    if (word.empty() || word.size() > 32)
        return Label::none;
    if (is_wide(word[0])) {
        const auto entry = std::ranges::find(eastern_labels, word, &LabelWord::word);
        return entry == std::end(eastern_labels) ? Label::none : entry->label;
    }
    const std::string folded = text::fold_case(word);
    for (const LabelWord& entry : label_words) {
        if (entry.word == folded)
            return entry.label;
    }
    return Label::none;
}

std::optional<NamedDay> day_named(std::string_view text) {
    static constexpr std::array<std::string_view, 18> today{
        "heute", "today",   "aujourd'hui", "aujourd’hui", "hoy",   "oggi",
        "hoje",  "vandaag", "dziś",        "dzisiaj",     "i dag", "idag",
        "dnes",  "сегодня", "сьогодні",    "오늘",        "今日",  "今天"};
    static constexpr std::array<std::string_view, 16> yesterday{
        "gestern", "yesterday", "hier",  "ayer",  "ieri",  "ontem", "gisteren", "wczoraj",
        "i går",   "igår",      "včera", "вчера", "вчора", "어제",  "昨日",     "昨天"};
    const std::string folded = text::fold_case(text::clip(text, 32));
    const auto begins_with = [&](std::string_view word) {
        return folded.starts_with(word) &&
               Cursor(std::string_view(folded).substr(word.size())).word().empty();
    };
    for (const std::string_view word : today)
        if (begins_with(word))
            return NamedDay{0, word.size()};
    for (const std::string_view word : yesterday)
        if (begins_with(word))
            return NamedDay{1, word.size()};
    return std::nullopt;
}

std::optional<std::chrono::minutes> unit_named(std::string_view word) {
    if (word.empty() || word.size() > 32)
        return std::nullopt;
    const std::string folded = text::fold_case(word);
    for (const UnitWord& entry : unit_words) {
        if (folded == entry.start || (entry.start.size() >= 3 && folded.starts_with(entry.start)))
            return std::chrono::minutes(entry.minutes);
    }
    return std::nullopt;
}

bool is_measure(std::string_view word) {
    for (const std::string_view measure : measures) {
        if (text::iequals(word, measure))
            return true;
    }
    return false;
}

bool is_syllable(char32_t code) {
    return (code >= 0x3041 && code <= 0x30FF) || (code >= 0xAC00 && code <= 0xD7A3);
}

bool is_eastern(char32_t code) {
    return (code >= 0x3400 && code <= 0x9FFF) || is_syllable(code);
}

bool is_small_letter(char32_t code) {
    if (code < 0x80)
        return code >= 'a' && code <= 'z';
    // Latin, Greek and Cyrillic; their capitals change when they are folded.
    if (code < 0xDF || code > 0x52F)
        return false;
    std::string letter;
    text::append_utf8(letter, code);
    return text::fold_case(letter) == letter;
}

}  // namespace stet::time
