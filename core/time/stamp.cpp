#include "time/stamp.h"

#include <array>
#include <string>

#include "text/ascii.h"
#include "text/utf8.h"
#include "text/words.h"
#include "time/names.h"
#include "time/stamp_words.h"
#include "time/zone_names.h"

namespace stet::time {

namespace {

using namespace std::chrono;

/// How far into a text a stamp may reach, in bytes.
constexpr std::size_t reach = 200;
/// How long a text may be in which a page's stamp is looked for.
constexpr std::size_t short_text = 400;

bool plausible_year(unsigned number) {
    return number >= 1900 && number < 2200;
}

/// Reads the pieces of a stamp from a cursor on. Each either reads its piece and moves the cursor
/// behind it, or leaves both as they were.
class StampReader {
  public:
    explicit StampReader(Cursor cursor) : cursor_(cursor) {}

    const Stamp& stamp() const { return stamp_; }
    const Cursor& cursor() const { return cursor_; }
    bool has_label() const { return has_label_; }
    bool has_weekday() const { return has_weekday_; }
    /// "12.31", which might be any number.
    bool is_bare() const { return bare_; }

    /// All the pieces that follow each other. False if there is not one that tells a time.
    bool read() {
        const std::size_t begin = cursor_.at();
        label();
        std::size_t end = cursor_.at();
        while (piece()) {
            end = cursor_.at();
            joint();
        }
        cursor_.set(end);
        if (!stamp_.day && !stamp_.clock && !stamp_.age)
            return false;
        stamp_.words = cursor_.text().substr(begin, end - begin);
        return true;
    }

  private:
    bool piece() {
        return (!has_weekday_ && weekday_name()) || (!stamp_.age && age()) ||
               (!stamp_.day && !stamp_.days_back && (day() || near_day())) ||
               (!stamp_.clock && clock());
    }

    /// Moves over a piece if `read` finds one.
    template <class Read>
    bool attempt(Read read) {
        const std::size_t begin = cursor_.at();
        if (read())
            return true;
        cursor_.set(begin);
        return false;
    }

    void drop_word(std::string_view word) {
        cursor_.drop(word.size());
        cursor_.take(".");
    }

    void label() {
        const std::size_t begin = cursor_.at();
        Label strongest = Label::none;
        for (int words = 0; words < 6; ++words) {
            const std::string_view word = cursor_.word();
            const Label label = label_named(word);
            if (label == Label::none)
                break;
            strongest = std::max(strongest, label);
            drop_word(word);
            cursor_.take(":");
            cursor_.separators();
            cursor_.take(":");
            cursor_.blanks();
        }
        has_label_ = strongest >= Label::published;
        stamp_.labelled = strongest == Label::changed;
        if (!has_label_)
            cursor_.set(begin);
    }

    /// Between two pieces: signs, and words such as "um", "at", "alle ore".
    void joint() {
        cursor_.separators();
        for (int words = 0; words < 2; ++words) {
            const std::string_view word = cursor_.word();
            if (label_named(word) != Label::joint)
                return;
            drop_word(word);
            cursor_.blanks();
        }
    }

    bool weekday_name() {
        const std::string_view word = cursor_.word();
        // A month that may be a day as well ("mar") is a day if no number follows.
        if (word.size() < 2 || !is_weekday_name(word))
            return false;
        return attempt([&] {
            drop_word(word);
            cursor_.separators();
            const bool number_next = text::is_digit(cursor_.front());
            if (month_named(word) && number_next && !month_follows_number())
                return false;
            has_weekday_ = true;
            return number_next || month_named(cursor_.word());
        });
    }

    bool month_follows_number() const {
        Cursor ahead = cursor_;
        if (!ahead.number(2))
            return false;
        ahead.take(".");
        ahead.blanks();
        return month_named(ahead.word()) || text::is_digit(ahead.front());
    }

    bool day() {
        return attempt([this] { return iso_day(); }) || attempt([this] { return numeric_day(); }) ||
               attempt([this] { return day_and_month(); }) ||
               attempt([this] { return month_and_day(); });
    }

    /// "Heute, 12:31", "i går kl. 20.00": only a clock makes a stamp of the word.
    bool near_day() {
        if (stamp_.clock)
            return false;
        return attempt([this] {
            const std::string_view rest = cursor_.rest();
            const auto back = day_named(rest);
            if (!back)
                return false;
            cursor_.drop(back->length);
            joint();
            if (!clock())
                return false;
            stamp_.days_back = back->days;
            return true;
        });
    }

    bool set_day(unsigned in_year, unsigned in_month, unsigned on_day) {
        const year_month_day date{year(static_cast<int>(in_year)), month(in_month),
                                  std::chrono::day(on_day)};
        // 29 February may be in the year that was not printed.
        const bool possible =
            in_year != 0 ? date.ok() : (year(2000) / date.month() / date.day()).ok();
        if (!possible)
            return false;
        stamp_.day = date;
        return true;
    }

    /// 2026-01-28
    bool iso_day() {
        const auto y = cursor_.number(4);
        if (!y || !plausible_year(*y) || !cursor_.take("-"))
            return false;
        const auto m = cursor_.number(2);
        if (!m || !cursor_.take("-"))
            return false;
        const auto d = cursor_.number(2);
        if (!d || !set_day(*y, *m, *d))
            return false;
        if (cursor_.front() == 'T' && text::is_digit(cursor_.front(1)))
            cursor_.drop(1);
        return true;
    }

    /// 28.01.2026, 18. 7., 28/01/2026, 28-01-26
    bool numeric_day() {
        const auto first = cursor_.number(2);
        const char sign = cursor_.front();
        if (!first || (sign != '.' && sign != '/' && sign != '-'))
            return false;
        const bool dots = sign == '.';
        cursor_.drop(1);
        if (dots)
            cursor_.blanks();
        const auto second = cursor_.number(2);
        if (!second || cursor_.front() != sign)
            return false;
        cursor_.drop(1);
        const std::size_t before_year = cursor_.at();
        if (dots)
            cursor_.blanks();
        const unsigned in_year = printed_year(true);
        if (in_year == 0 && !dots)
            return false;
        if (in_year == 0)
            cursor_.set(before_year);
        // The month comes first where the other way makes no date.
        return set_day(in_year, *second, *first) || (!dots && set_day(in_year, *first, *second));
    }

    /// Four digits, or two where they can be nothing else; 0 if no year comes next.
    unsigned printed_year(bool short_ones) {
        const std::size_t begin = cursor_.at();
        const auto number = cursor_.number(4);
        const std::size_t digits = cursor_.at() - begin;
        const bool ends =
            cursor_.front() != ':' && !(cursor_.front() == '.' && text::is_digit(cursor_.front(1)));
        if (number && ends && digits == 4 && plausible_year(*number))
            return *number;
        if (number && ends && short_ones && digits == 2 && begin > 0 &&
            !text::is_space(cursor_.text()[begin - 1]))
            return 2000 + *number;
        cursor_.set(begin);
        return 0;
    }

    /// The year behind the name of a month, and what languages put around it.
    unsigned year_after_name() {
        const std::size_t begin = cursor_.at();
        cursor_.blanks();
        cursor_.take(",");
        cursor_.blanks();
        if (text::iequals(cursor_.word(), "de") || text::iequals(cursor_.word(), "del")) {
            drop_word(cursor_.word());
            cursor_.blanks();
        }
        const unsigned number = printed_year(false);
        if (number == 0) {
            cursor_.set(begin);
            return 0;
        }
        const std::size_t end = cursor_.at();
        cursor_.blanks();
        const std::string_view word = cursor_.word();
        if (word == "r" || word == "г" || word == "р" || word == "года" || word == "року")
            drop_word(word);
        else
            cursor_.set(end);
        return number;
    }

    /// 1. Januar 2025, 13 May 2017, 1er mars, 28 de enero de 2026
    bool day_and_month() {
        const auto d = cursor_.number(2);
        if (!d)
            return false;
        for (const std::string_view ordinal : {".", "er", "st", "nd", "rd", "th", "º", "°"}) {
            if (cursor_.take(ordinal))
                break;
        }
        cursor_.blanks();
        if (text::iequals(cursor_.word(), "de")) {
            drop_word(cursor_.word());
            cursor_.blanks();
        }
        const std::string_view name = cursor_.word();
        const auto m = month_named(name);
        if (!m)
            return false;
        drop_word(name);
        return set_day(year_after_name(), *m, *d);
    }

    /// May 13, 2017; Oct 02
    bool month_and_day() {
        const std::string_view name = cursor_.word();
        const auto m = month_named(name);
        if (!m)
            return false;
        drop_word(name);
        if (cursor_.blanks() == 0)
            return false;
        const auto d = cursor_.number(2);
        if (!d || cursor_.front() == ':' ||
            (cursor_.front() == '.' && text::is_digit(cursor_.front(1))))
            return false;
        for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
            if (cursor_.take(ordinal))
                break;
        }
        return set_day(year_after_name(), *m, *d);
    }

    bool clock() {
        return attempt([this] {
            const std::string_view word = cursor_.word();
            if (text::iequals(word, "godz") || text::iequals(word, "godzina") ||
                text::iequals(word, "kl") || text::iequals(word, "ore")) {
                drop_word(word);
                cursor_.blanks();
            }
            const auto hour = cursor_.number(2);
            return hour && *hour <= 24 && clock_from(*hour);
        });
    }

    /// The minutes and all that can stand behind a clock.
    bool clock_from(unsigned hour) {
        unsigned minute = 0;
        const char sign = cursor_.front();
        bool sure = sign == ':';
        const bool printed = (sign == ':' || sign == '.') && text::is_digit(cursor_.front(1));
        if (printed) {
            cursor_.drop(1);
            const std::size_t begin = cursor_.at();
            const auto number = cursor_.number(2);
            if (!number || cursor_.at() - begin != 2 || *number > 59 || !printed_seconds(sign))
                return false;
            minute = *number;
        }
        bool named = hour_word(printed, minute);
        // "12.31 Uhr am Montag" is no AM.
        if (const auto pm = named ? std::nullopt : half_of_day()) {
            if (hour < 1 || hour > 12)
                return false;
            hour = hour % 12 + (*pm ? 12 : 0);
            named = true;
        }
        if (!printed && !named)
            return false;
        if (hour > 24 || (hour == 24 && minute > 0))
            return false;
        named = zone() || named;
        bare_ = !named && !sure;
        stamp_.clock = hours(hour) + minutes(minute);
        return true;
    }

    bool printed_seconds(char sign) {
        if (cursor_.front() != sign || !text::is_digit(cursor_.front(1)))
            return true;
        cursor_.drop(1);
        const std::size_t begin = cursor_.at();
        const auto number = cursor_.number(2);
        return number && cursor_.at() - begin == 2 && *number <= 60;
    }

    /// "Uhr", "h", "17h03", "17 h 03".
    bool hour_word(bool printed, unsigned& minute) {
        return attempt([&] {
            cursor_.blanks();
            // "Lesedauer" is glued to it on some pages.
            if (cursor_.take("Uhr") || cursor_.take("uhr") || cursor_.take("UHR")) {
                return !(is_small_ahead() && cursor_.front() != '\0');
            }
            const std::string_view word = cursor_.word();
            if (text::iequals(word, "uur") || text::iequals(word, "hrs")) {
                cursor_.drop(word.size());
                return true;
            }
            if (!text::iequals(word, "h"))
                return false;
            cursor_.drop(1);
            if (printed)
                return true;
            const std::size_t end = cursor_.at();
            cursor_.blanks();
            const std::size_t begin = cursor_.at();
            const auto number = cursor_.number(2);
            if (number && cursor_.at() - begin == 2 && *number < 60)
                minute = *number;
            else
                cursor_.set(end);
            return true;
        });
    }

    bool is_small_ahead() const {
        std::string_view rest = cursor_.rest();
        return !rest.empty() && is_small_letter(text::next(rest));
    }

    std::optional<bool> half_of_day() {
        std::optional<bool> pm;
        attempt([&] {
            cursor_.blanks();
            for (const std::string_view sign : {"a.m.", "p.m.", "am", "pm"}) {
                if (!text::istarts_with(cursor_.rest(), sign))
                    continue;
                const std::string_view word = cursor_.word();
                if (sign.size() == 2 && word.size() != 2)
                    continue;
                cursor_.drop(sign.size());
                pm = text::to_lower(sign.front()) == 'p';
                return true;
            }
            return false;
        });
        return pm;
    }

    /// "BST", "(IST)", "GMT+1", "+01:00"
    bool zone() {
        return attempt([this] {
            const std::size_t gap = cursor_.blanks();
            std::size_t length = 0;
            if (const auto named = zone_at_start(cursor_.rest(), length)) {
                cursor_.drop(length);
                stamp_.zone = named;
                return true;
            }
            const bool bracket = cursor_.take("(");
            const std::size_t begin = cursor_.at();
            while (cursor_.front() >= 'A' && cursor_.front() <= 'Z')
                cursor_.drop(1);
            const std::size_t letters = cursor_.at() - begin;
            if (letters == 0 && gap > 0 && !bracket)
                return false;
            numeric_offset();
            if (letters == 1 || is_small_ahead())
                return false;
            const std::string_view name = cursor_.text().substr(begin, cursor_.at() - begin);
            const auto offset = letters > 0 ? offset_of_abbreviation(name) : offset_of(name);
            if (!offset || (bracket && !cursor_.take(")")))
                return false;
            stamp_.offset = offset;
            return true;
        });
    }

    static std::optional<seconds> offset_of(std::string_view digits) {
        const auto fixed = digits.empty() ? std::nullopt : Zone::named(digits);
        return fixed ? std::optional(fixed->offset_at(Instant())) : std::nullopt;
    }

    void numeric_offset() {
        if ((cursor_.front() != '+' && cursor_.front() != '-') || !text::is_digit(cursor_.front(1)))
            return;
        cursor_.drop(1);
        while (text::is_digit(cursor_.front()) ||
               (cursor_.front() == ':' && text::is_digit(cursor_.front(1))))
            cursor_.drop(1);
    }

    /// "vor 5 Minuten", "22m ago", "il y a une heure", "5 minuti fa"
    bool age() {
        return attempt([this] {
            const bool before = age_word({"vor", "il y a", "hace", "há"});
            cursor_.blanks();
            const auto count = age_count();
            if (!count)
                return false;
            cursor_.blanks();
            const std::string_view name = cursor_.word();
            const auto unit = unit_named(name);
            if (!unit)
                return false;
            drop_word(name);
            const std::size_t end = cursor_.at();
            cursor_.blanks();
            if (!before && !age_word({"ago", "fa", "temu", "geleden", "назад", "тому"}))
                return false;
            if (before)
                cursor_.set(end);
            stamp_.age = *count * *unit;
            return true;
        });
    }

    bool age_word(std::initializer_list<std::string_view> words) {
        for (const std::string_view word : words) {
            const std::string_view rest = cursor_.rest();
            if (!text::istarts_with(rest, word))
                continue;
            Cursor after(rest.substr(word.size()));
            if (!after.word().empty())
                continue;
            cursor_.drop(word.size());
            return true;
        }
        return false;
    }

    std::optional<unsigned> age_count() {
        if (text::is_digit(cursor_.front()))
            return cursor_.number(4);
        constexpr std::array<std::string_view, 11> ones{
            "ein", "eine", "einer", "einem", "un", "une", "una", "uno", "an", "a", "uma"};
        const std::string_view word = cursor_.word();
        for (const std::string_view one : ones) {
            if (!text::iequals(word, one))
                continue;
            cursor_.drop(word.size());
            cursor_.take("'");
            cursor_.take("’");
            return 1;
        }
        return std::nullopt;
    }

    Cursor cursor_;
    Stamp stamp_;
    bool has_label_ = false, has_weekday_ = false, bare_ = false;
};

/// What follows a stamp that is no part of a sentence.
bool stands_alone(const StampReader& reader) {
    Cursor after = reader.cursor();
    const std::size_t gap = after.blanks();
    if (after.done())
        return true;
    std::string_view rest = after.rest();
    const char32_t next = text::next(rest);
    if (next == ':' || next == '|' || next == '-' || (next >= 0x2010 && next <= 0x2015))
        return true;
    if (next == '(' || next == ')' || next == '[' || next == ']' || next == '+' || next == 0x2022 ||
        next == 0xB7)
        return true;
    const Stamp& stamp = reader.stamp();
    // "1. Mai Demonstrationen" and "May 5 Protests" are texts.
    const bool whole =
        stamp.clock || stamp.age || (stamp.day && static_cast<int>(stamp.day->year()) != 0);
    const bool word = after.word().size() > 0;
    if (gap == 0)
        return word && stamp.clock && !reader.is_bare();  // "UhrLesedauer"
    if (reader.is_bare() &&
        (text::is_digit(static_cast<char>(next < 0x80 ? next : 0)) || is_measure(after.word())))
        return false;
    return whole && next != '.' && next != ',' && next != '%' && !is_small_letter(next);
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

}  // namespace

std::optional<Stamp> stamp_at_start(std::string_view text) {
    Cursor cursor(start_of(text, reach));
    cursor.blanks();
    // "+++ 12:31 +++" as agencies wrote it.
    for (const std::string_view sign : {"+++", "[", "("}) {
        if (cursor.take(sign))
            cursor.blanks();
    }
    StampReader reader(cursor);
    if (!reader.read() || !stands_alone(reader))
        return std::nullopt;
    return reader.stamp();
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
            if ((stamp.day &&
                 (reader.has_label() || (stamp.clock && !in_a_sentence(head.substr(0, begin))))) ||
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
