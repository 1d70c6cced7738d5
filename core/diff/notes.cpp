#include "diff/notes.h"

#include <string>
#include <string_view>

#include "text/space.h"
#include "text/words.h"

namespace stet::diff {
namespace {

// How newspapers begin or word such a note, case folded. `starts`: only at the start of a line or
// sentence or in brackets, for within a sentence it is a word like others ("der Kurs erfuhr eine
// Korrektur").
struct Phrase {
    std::string_view words;
    bool starts;
};
constexpr Phrase phrases[] = {
    // German
    {"korrektur", true},
    {"berichtigung", true},
    {"richtigstellung", true},
    {"klarstellung", true},
    {"aktualisierung", true},
    {"anmerkung der redaktion", false},
    {"anm. d. red", false},
    {"hinweis der redaktion", false},
    {"in einer früheren version", false},
    {"in einer früheren fassung", false},
    {"in einer vorherigen version", false},
    {"in der ursprünglichen version", false},
    {"in einer ersten version", false},
    {"haben wir korrigiert", false},
    {"wurde korrigiert", false},
    {"wurde nachträglich", false},
    // English
    {"correction", true},
    {"corrected", true},
    {"clarification", true},
    {"amendment", true},
    {"editor's note", false},
    {"editor’s note", false},
    {"was amended", false},
    {"has been amended", false},
    {"was corrected", false},
    {"has been corrected", false},
    {"has been updated", false},
    {"was updated", false},
    {"an earlier version", false},
    {"a previous version", false},
    {"update", true},
    {"updated", true},
    // French, Spanish, Italian, Portuguese, Dutch
    {"correctif", true},
    {"rectificatif", true},
    {"mise à jour", true},
    {"dans une version précédente", false},
    {"dans une première version", false},
    {"une version antérieure", false},
    {"corrección", true},
    {"rectificación", true},
    {"fe de errores", true},
    {"actualización", true},
    {"en una versión anterior", false},
    {"una versión anterior", false},
    {"correzione", true},
    {"rettifica", true},
    {"aggiornamento", true},
    {"in una versione precedente", false},
    {"correção", true},
    {"atualização", true},
    {"uma versão anterior", false},
    {"correctie", true},
    {"rectificatie", true},
    {"in een eerdere versie", false},
    // Polish, Ukrainian, Russian
    {"sprostowanie", true},
    {"korekta", true},
    {"aktualizacja", true},
    {"we wcześniejszej wersji", false},
    {"виправлення", true},
    {"оновлено", true},
    {"у попередній версії", false},
    {"исправление", true},
    {"обновлено", true},
    {"в предыдущей версии", false},
    // Turkish, Arabic, Chinese
    {"düzeltme", true},
    {"تصحيح", true},
    {"更正", true},
};

// Where a label like "Update" stands by itself: at a start, and before a sign or a clock.
bool labels(std::string_view text, std::size_t at, std::size_t length) {
    if (at > 0) {
        const std::string_view before = text.substr(0, at);
        const char last = before.back();
        const char previous = before.size() > 1 ? before[before.size() - 2] : '\n';
        const bool bracket = last == '[' || last == '(' || last == '*' || last == '+';
        const bool sentence = last == '\n' || (last == ' ' && (previous == '.' || previous == '!' ||
                                                               previous == '?' || previous == '+' ||
                                                               previous == '*' || previous == ':'));
        if (!bracket && !sentence)
            return false;
    }
    std::string_view after = text.substr(at + length);
    if (after.starts_with(' '))
        after.remove_prefix(1);
    if (after.empty())
        return false;
    const char next = after.front();
    const bool digit = next >= '0' && next <= '9';
    return digit || next == ':' || next == ']' || next == ')' || next == '(' || next == '\n' ||
           next == '|' || next == ',' || after.starts_with("–") || after.starts_with("：") ||
           after.starts_with("um ") || after.starts_with("vom ");
}

std::size_t count_notes(std::string_view text) {
    std::size_t count = 0;
    for (const Phrase& phrase : phrases)
        for (std::size_t at = text.find(phrase.words); at != std::string_view::npos;
             at = text.find(phrase.words, at + phrase.words.size()))
            count += !phrase.starts || labels(text, at, phrase.words.size());
    return count;
}

std::size_t count_notes(const Item& item) {
    return count_notes(text::fold_case(text::tidy(item.title))) +
           count_notes(text::fold_case(text::tidy(item.summary))) +
           count_notes(text::fold_case(text::tidy(item.content_text)));
}

}  // namespace

bool adds_note(const Item& before, const Item& now) {
    return count_notes(now) > count_notes(before);
}

}  // namespace stet::diff
