#include "time/stamp_reader.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "time/names.h"

namespace stet::time {

/// All the pieces that follow each other. False if there is not one that tells a time.
bool StampReader::read() {
    const std::size_t begin = cursor_.at();
    label();
    return read_from(begin);
}

bool StampReader::read_after_preposition() {
    const std::size_t begin = cursor_.at();
    joint();
    return cursor_.at() > begin && read_from(begin);
}

bool StampReader::read_from(std::size_t begin) {
    if (!has_label_ || stamp_.labelled)
        stamp_.label = cursor_.at() - begin;
    std::size_t end = cursor_.at();
    while (piece()) {
        end = cursor_.at();
        joint();
    }
    cursor_.set(end);
    if (!stamp_.day && !stamp_.clock && !stamp_.age)
        return false;
    if (bracket_ && cursor_.take(")"))
        end = cursor_.at();
    if (!has_label_ && is_east_ahead()) {
        label_behind();
        end = cursor_.at();
    }
    stamp_.words = cursor_.text().substr(begin, end - begin);
    return true;
}

bool StampReader::piece() {
    return (!has_weekday_ && weekday_name()) || (!stamp_.age && age()) ||
           (!stamp_.day && !stamp_.days_back && (day() || near_day())) ||
           (!stamp_.clock && clock());
}

void StampReader::drop_word(std::string_view word) {
    cursor_.drop(word.size());
    cursor_.take(".");
}

void StampReader::label() {
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
        cursor_.take(":") || cursor_.take("：");
        cursor_.blanks();
    }
    has_label_ = strongest >= Label::published;
    bracket_ = has_label_ && cursor_.take("(");
    stamp_.labelled = strongest == Label::changed;
    if (!has_label_)
        cursor_.set(begin);
}

/// Between two pieces: signs, and words such as "um", "at", "alle ore".
void StampReader::joint() {
    cursor_.separators();
    for (int words = 0; words < 2; ++words) {
        const std::string_view word = cursor_.word();
        if (label_named(word) != Label::joint)
            return;
        drop_word(word);
        cursor_.blanks();
    }
}

bool StampReader::weekday_name() {
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

bool StampReader::month_follows_number() const {
    Cursor ahead = cursor_;
    if (!ahead.number(2))
        return false;
    ahead.take(".");
    ahead.blanks();
    return month_named(ahead.word()) || text::is_digit(ahead.front());
}

/// "Heute, 12:31", "i går kl. 20.00": only a clock makes a stamp of the word.
bool StampReader::near_day() {
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

/// "vor 5 Minuten", "22m ago", "il y a une heure", "5 minuti fa"
bool StampReader::age() {
    return attempt([this] {
        const bool before = age_word({"vor", "il y a", "hace", "há"});
        cursor_.blanks();
        const auto count = age_count();
        if (!count)
            return false;
        cursor_.blanks();
        if (is_wide(cursor_.front()))
            return counted_age(*count);
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

bool StampReader::age_word(std::initializer_list<std::string_view> words) {
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

std::optional<unsigned> StampReader::age_count() {
    if (text::is_digit(cursor_.front()))
        return cursor_.number(4);
    constexpr std::array<std::string_view, 11> ones{"ein", "eine", "einer", "einem", "un", "une",
                                                    "una", "uno",  "an",    "a",     "uma"};
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

}  // namespace stet::time
