#include "time/stamp_reader.h"

#include "text/ascii.h"
#include "text/utf8.h"
#include "time/zone.h"
#include "time/zone_names.h"

namespace stet::time {

using namespace std::chrono;

bool StampReader::clock() {
    return attempt([this] {
        const std::string_view word = cursor_.word();
        if (text::iequals(word, "godz") || text::iequals(word, "godzina") ||
            text::iequals(word, "kl") || text::iequals(word, "ore")) {
            drop_word(word);
            cursor_.blanks();
        }
        const auto pm = is_wide(cursor_.front()) ? half_before() : std::nullopt;
        const auto hour = cursor_.number(2);
        if (!hour || *hour > 24)
            return false;
        return pm || is_wide(cursor_.front()) ? counted_clock(*hour, pm) : clock_from(*hour);
    });
}

/// The minutes and all that can stand behind a clock.
bool StampReader::clock_from(unsigned hour) {
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

bool StampReader::printed_seconds(char sign) {
    if (cursor_.front() != sign || !text::is_digit(cursor_.front(1)))
        return true;
    cursor_.drop(1);
    const std::size_t begin = cursor_.at();
    const auto number = cursor_.number(2);
    if (!number || cursor_.at() - begin != 2 || *number > 60)
        return false;
    stamp_.second = seconds(*number);
    return true;
}

/// "Uhr", "h", "17h03", "17 h 03".
bool StampReader::hour_word(bool printed, unsigned& minute) {
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

bool StampReader::is_small_ahead() const {
    std::string_view rest = cursor_.rest();
    return !rest.empty() && is_small_letter(text::next(rest));
}

std::optional<bool> StampReader::half_of_day() {
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
bool StampReader::zone() {
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

std::optional<seconds> StampReader::offset_of(std::string_view digits) {
    const auto fixed = digits.empty() ? std::nullopt : Zone::named(digits);
    return fixed ? std::optional(fixed->offset_at(Instant())) : std::nullopt;
}

void StampReader::numeric_offset() {
    if ((cursor_.front() != '+' && cursor_.front() != '-') || !text::is_digit(cursor_.front(1)))
        return;
    cursor_.drop(1);
    while (text::is_digit(cursor_.front()) ||
           (cursor_.front() == ':' && text::is_digit(cursor_.front(1))))
        cursor_.drop(1);
}

}  // namespace stet::time
