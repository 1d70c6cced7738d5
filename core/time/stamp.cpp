#include "time/stamp.h"

#include <array>
#include <string>

#include "text/ascii.h"
#include "text/utf8.h"
#include "text/words.h"
#include "time/names.h"
#include "time/stamp_reader.h"

namespace stet::time {

namespace {

using namespace std::chrono;

/// How far into a text a stamp may reach, in bytes.
constexpr std::size_t reach = 200;
/// How long a text may be in which a page's stamp is looked for.
constexpr std::size_t short_text = 400;

/// What follows a stamp that is no part of a sentence.
bool stands_alone(const StampReader& reader) {
    Cursor after = reader.cursor();
    const std::size_t gap = after.blanks();
    if (after.done())
        return true;
    std::string_view rest = after.rest();
    const char32_t next = text::next(rest);
    if (next == 0xFF1A || next == 0xFF5C || next == 0xFF08 || next == 0xFF09 || next == 0x3010 ||
        next == 0x3011)  // wide ：｜（）【】
        return true;
    if (next == ':' || next == '|' || next == '-' || (next >= 0x2010 && next <= 0x2015))
        return true;
    if (next == '(' || next == ')' || next == '[' || next == ']' || next == '+' || next == 0x2022 ||
        next == 0xB7)
        return true;
    const Stamp& stamp = reader.stamp();
    // "18:42h. El alcalde", "18h42. Le maire"
    if (next == '.' && gap == 0 && stamp.clock && !reader.is_bare()) {
        after.drop(1);
        const bool parted = after.blanks() > 0;
        std::string_view sentence = after.rest();
        return parted && !sentence.empty() && !is_small_letter(text::next(sentence));
    }
    // "1. Mai Demonstrationen" and "May 5 Protests" are texts.
    const bool whole =
        stamp.clock || stamp.age || (stamp.day && static_cast<int>(stamp.day->year()) != 0);
    const bool word = after.word().size() > 0;
    // "18時42分に" is in a sentence.
    if (gap == 0 && (is_syllable(next) || (reader.is_counted() && is_eastern(next))))
        return false;
    if (gap == 0)
        return word && stamp.clock && !reader.is_bare();  // "UhrLesedauer"
    if (reader.is_bare() &&
        (text::is_digit(static_cast<char>(next < 0x80 ? next : 0)) || is_measure(after.word())))
        return false;
    return whole && next != '.' && next != ',' && next != '%' && !is_small_letter(next);
}

/// Behind a preposition only a colon or a bar shows that no sentence goes on.
bool is_before_colon(const StampReader& reader) {
    Cursor after = reader.cursor();
    after.blanks();
    return after.take(":") || after.take("|") || after.take("：") || after.take("｜");
}

/// "• 18:42", "▶ 18:42": the sign of a list, a blank behind it.
void bullet(Cursor& cursor) {
    constexpr std::array<std::string_view, 14> signs{"•", "·", "●", "■", "▪", "►", "▶",
                                                     "→", "»", "◆", "*", "–", "—", "-"};
    const std::size_t begin = cursor.at();
    for (const std::string_view sign : signs) {
        if (!cursor.take(sign))
            continue;
        if (cursor.blanks() == 0)
            cursor.set(begin);
        return;
    }
}

std::string_view start_of(std::string_view text, std::size_t bytes) {
    return text::clip(text, bytes);
}

/// A day and a clock behind "am" without a label are those of something that the text tells of:
/// "Sendung am Do., 18.7.2024 6:00 Uhr".
bool in_a_sentence(std::string_view before) {
    const auto last_word = [&before] {
        while (!before.empty() && !text::is_alnum(before.back()))
            before.remove_suffix(1);
        std::size_t at = before.size();
        while (at > 0 && !text::is_space(before[at - 1]))
            --at;
        const std::string_view word = before.substr(at);
        before = before.substr(0, at);
        return word;
    };
    std::string_view word = last_word();
    if (is_weekday_name(word))
        word = last_word();
    for (const std::string_view preposition : {"am", "ab", "bis", "seit", "on", "since", "until"}) {
        if (word == preposition)
            return true;
    }
    return false;
}

/// Of counted days and clocks only a whole one with nothing attached is no part of a sentence:
/// "11月26日18時42分に港で", "11월 26일 오후 6시 42분께".
bool may_be_of_page(const StampReader& reader) {
    std::string_view rest = reader.cursor().rest();
    return !reader.is_counted() || (static_cast<int>(reader.stamp().day->year()) != 0 &&
                                    (rest.empty() || !is_eastern(text::next(rest))));
}

}  // namespace

std::optional<Stamp> stamp_at_start(std::string_view text) {
    Cursor cursor(start_of(text, reach));
    cursor.blanks();
    // "+++ 12:31 +++" as agencies wrote it.
    for (const std::string_view sign : {"+++", "[", "(", "【", "（"}) {
        if (cursor.take(sign))
            cursor.blanks();
    }
    bullet(cursor);
    StampReader reader(cursor);
    if (reader.read())
        return stands_alone(reader) ? std::optional(reader.stamp()) : std::nullopt;
    StampReader behind(cursor);
    if (!behind.read_after_preposition() || !behind.stamp().clock || !is_before_colon(behind))
        return std::nullopt;
    return behind.stamp();
}

bool may_open_in_words(std::string_view text) {
    constexpr std::size_t near = 40;
    const std::string_view start = text.substr(0, near);
    if (start.find_first_of("0123456789") == std::string_view::npos)
        return false;
    const std::string_view word = Cursor(start).word();
    return !word.empty() && (label_named(word) != Label::none || is_weekday_name(word) ||
                             month_named(word) || day_named(start));
}

namespace {

/// The first stamp at `cursor` or behind it, which moves behind it.
std::optional<Stamp> next_page_stamp(Cursor& cursor, bool day_known) {
    const std::string_view head = cursor.text();
    while (cursor.blanks(), !cursor.done()) {
        const std::size_t begin = cursor.at();
        StampReader reader(cursor);
        if (reader.read()) {
            const Stamp& stamp = reader.stamp();
            if ((stamp.day && (reader.has_label() || (stamp.clock && may_be_of_page(reader) &&
                                                      !in_a_sentence(head.substr(0, begin))))) ||
                (day_known && stamp.clock && stamp.labelled)) {
                cursor = reader.cursor();
                return stamp;
            }
        }
        // On to the next word or number.
        const std::string_view word = cursor.word();
        if (!word.empty()) {
            cursor.drop(word.size());
        } else if (text::is_digit(cursor.front())) {
            while (text::is_digit(cursor.front()))
                cursor.drop(1);
        } else {
            std::string_view rest = cursor.rest();
            text::next(rest);
            cursor.set(head.size() - rest.size());
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Stamp> find_page_stamp(std::string_view text) {
    Cursor cursor(start_of(text, short_text));
    return next_page_stamp(cursor, false);
}

std::vector<Stamp> find_page_stamps(std::string_view text) {
    std::vector<Stamp> stamps;
    Cursor cursor(start_of(text, short_text));
    while (std::optional<Stamp> stamp = next_page_stamp(cursor, !stamps.empty())) {
        if (!stamp->day)
            stamp->day = stamps.back().day;
        stamps.push_back(*stamp);
    }
    return stamps;
}

std::optional<year_month_day> day_heading(std::string_view text) {
    constexpr std::size_t longest = 80;
    constexpr std::string_view frame = " \t\r\n+-*:|";
    const std::size_t begin = text.find_first_not_of(frame);
    if (begin == std::string_view::npos || text.size() > 4 * longest)
        return std::nullopt;
    text = text.substr(begin, text.find_last_not_of(frame) - begin + 1);
    if (text.size() > longest)
        return std::nullopt;
    StampReader reader{Cursor(text)};
    if (!reader.read() || reader.has_label())
        return std::nullopt;
    Cursor after = reader.cursor();
    after.separators();
    while (after.take(".") || after.take(":") || after.blanks() > 0) {
    }
    const Stamp& stamp = reader.stamp();
    return stamp.clock || stamp.age || !after.done() ? std::nullopt : stamp.day;
}

std::optional<int> reading_minutes(std::string_view text) {
    constexpr std::array<std::string_view, 11> words{"lesedauer", "lesezeit", "read",    "lecture",
                                                     "lectura",   "lettura",  "leitura", "czytan",
                                                     "leestijd",  "чтени",    "читан"};
    constexpr std::size_t near = 24;
    const std::string folded = text::fold_case(start_of(text, short_text));
    const std::string_view line = folded;
    Cursor cursor(line);
    while (!cursor.done()) {
        if (!text::is_digit(cursor.front())) {
            cursor.drop(1);
            continue;
        }
        const std::size_t begin = cursor.at();
        const auto number = cursor.number(3);
        if (!number) {
            while (text::is_digit(cursor.front()))
                cursor.drop(1);
            continue;
        }
        cursor.separators();
        if (unit_named(cursor.word()) != minutes(1) || *number == 0)
            continue;
        const std::size_t from = begin < near ? 0 : begin - near;
        const std::string_view around = line.substr(from, cursor.at() + 2 * near - from);
        for (const std::string_view word : words) {
            if (around.find(word) != std::string_view::npos)
                return static_cast<int>(*number);
        }
    }
    return std::nullopt;
}

}  // namespace stet::time
