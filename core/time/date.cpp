#include "time/date.h"

#include <array>
#include <cstdint>
#include <string>

#include "text/ascii.h"
#include "text/space.h"
#include "time/names.h"
#include "time/standard_date.h"

namespace stet::time {

namespace {

using namespace std::chrono;

constexpr std::size_t longest = 120;

struct Number {
    unsigned value = 0;
    std::size_t digits = 0;
};

/// The run of digits at the start of `text`; too long a run for any part of a date has value 0.
Number number_at(std::string_view text) {
    Number number;
    while (number.digits < text.size() && text::is_digit(text[number.digits])) {
        if (number.digits < 9)
            number.value = number.value * 10 + static_cast<unsigned>(text[number.digits] - '0');
        else
            number.value = 0;
        ++number.digits;
    }
    return number;
}

/// RFC 2822, 4.3.
int full_year(unsigned year, std::size_t digits) {
    const int written = static_cast<int>(year);
    if (digits > 2)
        return written;
    return written < 50 ? 2000 + written : 1900 + written;
}

bool is_letter(char c) {
    return text::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Words between the parts of a date that say nothing.
bool is_filler(std::string_view word) {
    constexpr std::array<std::string_view, 32> fillers{
        "um", "uhr", "at", "on",   "the",  "of", "de", "del", "à",  "a",  "le",
        "am", "den", "el", "alle", "ore",  "om", "às", "kl",  "st", "nd", "rd",
        "th", "er",  "г",  "года", "року", "р",  "o",  "h",   "в",  "r"};
    for (const std::string_view filler : fillers) {
        if (text::iequals(word, filler))
            return true;
    }
    return false;
}

/// `1769616180`, `1769616180000`: seconds and milliseconds since 1970 have 9 or 10 and 12 or 13
/// digits in every year that anybody writes about online.
std::optional<Date> since_1970(std::string_view text) {
    const std::string_view whole = text.substr(0, text.find('.'));
    const auto count = text::parse_number<std::int64_t>(whole);
    if (!count || whole.front() == '-' ||
        (whole.size() < text.size() &&
         text.find_first_not_of("0123456789", whole.size() + 1) != std::string_view::npos))
        return std::nullopt;
    seconds since{};
    if (whole.size() == 9 || whole.size() == 10)
        since = seconds(*count);
    else if (whole.size() == 12 || whole.size() == 13)
        since = floor<seconds>(milliseconds(*count));
    else if (whole.size() == 16)
        since = floor<seconds>(microseconds(*count));
    else
        return std::nullopt;
    return Date{Local(since), seconds(0), true};
}

/// Reads a date piece by piece, in whatever order they come; each piece may come once.
class DateReader {
  public:
    explicit DateReader(std::string_view text) : rest_(text) {}

    std::optional<Date> read() {
        compact();
        while (skip_separators(), !rest_.empty()) {
            if (!piece())
                return std::nullopt;
        }
        return finish();
    }

  private:
    char front(std::size_t at = 0) const { return at < rest_.size() ? rest_[at] : '\0'; }
    void drop(std::size_t count) { rest_.remove_prefix(count); }
    bool has_date() const { return year_ && month_; }

    void skip_separators() {
        while (!rest_.empty()) {
            const char c = front();
            // "28-Jan-2026", but not the sign of an offset.
            // "10 September 2024 - 08:00" has blanks around it.
            const bool joint = c == '-' && !clock_ &&
                               (is_letter(front(1)) || text::is_digit(front(1)) || front(1) == ' ');
            if (c != ' ' && c != ',' && c != ';' && !joint)
                break;
            drop(1);
        }
    }

    bool piece() {
        const char c = front();
        if (text::is_digit(c))
            return number();
        if ((c == '+' || c == '-') && clock_)
            return offset();
        if (c == '(' || c == '[')
            return remark(c == '(' ? ')' : ']');
        return is_letter(c) && word();
    }

    /// ISO 8601 without hyphens, in the lengths that only it has, and cut to a year or a month.
    void compact() {
        const bool cut = front() == '-';
        const std::string_view digits = rest_.substr(cut ? 1 : 0);
        const Number run = number_at(digits);
        const std::string_view after = digits.substr(run.digits);
        if (!after.empty() && after.front() != 'T' && after.front() != 't' &&
            after.front() != ' ' && !cut)
            return;
        const auto part = [&](std::size_t at, std::size_t size) {
            return number_at(digits.substr(at, size)).value;
        };
        const auto set = [&](std::size_t year_digits, std::size_t month_at, std::size_t day_at) {
            year_ = full_year(part(0, year_digits), year_digits);
            month_ = part(month_at, 2);
            day_ = day_at == 0 ? 1 : part(day_at, 2);
            whole_month_ = day_at == 0;
            rest_ = after;
        };
        if (cut && run.digits == 4 && after.empty()) {
            set(2, 2, 0);  // -0312
        } else if (cut && run.digits == 2 && after.size() == 3 &&
                   number_at(after.substr(1)).digits == 2) {
            year_ = full_year(run.value, 2);  // -03-12
            month_ = number_at(after.substr(1)).value;
            day_ = 1;
            whole_month_ = true;
            rest_ = {};
        } else if (cut) {
            return;
        } else if (run.digits == 4 && after.empty()) {
            year_ = static_cast<int>(run.value);
            month_ = day_ = 1;
            whole_month_ = true;
            rest_ = {};
        } else if (run.digits == 5 && after.empty()) {
            ordinal(full_year(part(0, 2), 2), part(2, 3));
            rest_ = after;
        } else if (run.digits == 6 && after.empty()) {
            set(2, 2, 4);
        } else if (run.digits == 7) {
            ordinal(static_cast<int>(part(0, 4)), part(4, 3));
            rest_ = after;
        } else if (run.digits == 8) {
            set(4, 4, 6);
        } else if ((run.digits == 12 || run.digits == 14)) {
            set(4, 4, 6);
            clock_ = hours(part(8, 2)) + minutes(part(10, 2)) + seconds(part(12, 2));
            if (part(8, 2) > 23 || part(10, 2) > 59 || part(12, 2) > 60)
                month_ = 0;
        }
    }

    void ordinal(int in_year, unsigned number) {
        const bool leap = year(in_year).is_leap();
        if (number == 0 || number > (leap ? 366u : 365u)) {
            day_ = 0;
            year_ = in_year;
            month_ = 1;
            return;
        }
        set_day(year_month_day(sys_days(year(in_year) / 1 / 1) + days(number - 1)));
    }

    void set_day(year_month_day date) {
        year_ = static_cast<int>(date.year());
        month_ = static_cast<unsigned>(date.month());
        day_ = static_cast<unsigned>(date.day());
    }

    bool number() {
        const Number run = number_at(rest_);
        const char after = front(run.digits);
        const bool more = text::is_digit(front(run.digits + 1));
        if (after_t_ && after != ':' && (run.digits == 2 || run.digits == 4 || run.digits == 6))
            return compact_clock(run);
        if (run.digits <= 2 && (after == ':' || after == 'h' || after == 'H') && !clock_ && more)
            return clock(after);
        if (run.digits <= 2 && after == '.' && has_date() && day_ && !clock_ && more)
            return clock('.');
        if ((after == '-' || after == '/' || after == '.') && more && !year_)
            return numeric_date(run, after);
        if (run.digits == 4 && after == '-' && (front(5) == 'W' || front(5) == 'w'))
            return week_date(run);
        drop(run.digits);
        if (marked(run))
            return true;
        if (run.digits <= 2 && !clock_ && half_of_day())
            return set_clock(run.value, 0, 0);
        if (front() == '.')
            drop(1);
        if (run.digits == 4 && !year_) {
            year_ = static_cast<int>(run.value);
            return true;
        }
        if (run.digits > 2)
            return false;
        if (!day_)
            day_ = run.value;
        else if (!year_ && month_)
            year_ = full_year(run.value, run.digits);
        else
            return false;
        return true;
    }

    /// Units of East Asia behind their numbers.
    bool marked(Number run) {
        struct Unit {
            std::string_view sign;
            char part;
        };
        constexpr std::array units{Unit{"년", 'y'}, Unit{"월", 'm'}, Unit{"일", 'd'},
                                   Unit{"年", 'y'}, Unit{"月", 'm'}, Unit{"日", 'd'},
                                   Unit{"시", 'H'}, Unit{"분", 'M'}, Unit{"초", 'S'},
                                   Unit{"時", 'H'}, Unit{"分", 'M'}, Unit{"秒", 'S'}};
        for (const Unit& unit : units) {
            if (!rest_.starts_with(unit.sign))
                continue;
            korean_ = korean_ || unit.sign == "년";
            drop(unit.sign.size());
            if (unit.part == 'y')
                year_ = full_year(run.value, run.digits);
            else if (unit.part == 'm')
                month_ = run.value;
            else if (unit.part == 'd')
                day_ = run.value;
            else
                return clock_part(unit.part, run.value);
            return true;
        }
        return false;
    }

    bool clock_part(char part, unsigned value) {
        if (part == 'H')
            return set_clock(value, 0, 0);
        if (!clock_ || value > 59)
            return false;
        *clock_ += part == 'M' ? seconds(minutes(value)) : seconds(value);
        return true;
    }

    bool numeric_date(Number first, char separator) {
        drop(first.digits + 1);
        const Number second = number_at(rest_);
        if (first.digits == 4 && second.digits == 3 && front(3) != separator) {
            drop(3);
            ordinal(static_cast<int>(first.value), second.value);
            return true;
        }
        if (second.digits > (first.digits == 4 ? 3 : 2))
            return false;
        drop(second.digits);
        if (front() != separator || !text::is_digit(front(1))) {
            if (first.digits != 4 || front() == separator)
                return false;
            year_ = static_cast<int>(first.value);  // 2003-12
            month_ = second.value;
            day_ = 1;
            whole_month_ = true;
            return true;
        }
        drop(1);
        const Number third = number_at(rest_);
        drop(third.digits);
        return order(first, second, third, separator);
    }

    bool order(Number first, Number second, Number third, char separator) {
        if (first.digits == 4 || (separator == '-' && third.digits <= 2)) {
            if (third.digits > 2)
                return false;
            year_ = full_year(first.value, first.digits);
            month_ = second.value;
            day_ = third.value;
            return true;
        }
        if (first.digits > 2 || (third.digits != 2 && third.digits != 4))
            return false;
        year_ = full_year(third.value, third.digits);
        day_ = first.value;
        month_ = second.value;
        // Slashes stand in both orders: the month comes first where the other way makes no date,
        // and beside AM and PM.
        slashes_ = separator == '/';
        return true;
    }

    /// 2026-W05-3
    bool week_date(Number in_year) {
        drop(6);
        const Number week = number_at(rest_);
        if (week.digits != 2 || week.value < 1 || week.value > 53)
            return false;
        drop(2);
        unsigned weekday_number = 1;
        if (front() == '-' && text::is_digit(front(1))) {
            weekday_number = static_cast<unsigned>(front(1) - '0');
            drop(2);
        }
        if (weekday_number < 1 || weekday_number > 7)
            return false;
        // Week 1 is the one with the fourth of January.
        const sys_days fourth = year(static_cast<int>(in_year.value)) / 1 / 4;
        const sys_days monday = fourth - days(weekday(fourth).iso_encoding() - 1);
        set_day(monday + weeks(week.value - 1) + days(weekday_number - 1));
        return true;
    }

    bool set_clock(unsigned hour, unsigned minute, unsigned second) {
        if (clock_ || minute > 59 || second > 60 || hour > 24 ||
            (hour == 24 && minute + second > 0))
            return false;
        hour_ = hour;
        clock_ = hours(hour) + minutes(minute) + seconds(second);
        return true;
    }

    bool compact_clock(Number run) {
        after_t_ = false;
        const auto part = [&](std::size_t at) { return number_at(rest_.substr(at, 2)).value; };
        const unsigned hour = part(0);
        const unsigned minute = run.digits >= 4 ? part(2) : 0;
        const unsigned second = run.digits >= 6 ? part(4) : 0;
        drop(run.digits);
        fraction();
        return set_clock(hour, minute, second);
    }

    void fraction() {
        if ((front() == '.' || front() == ',') && text::is_digit(front(1)))
            drop(1 + number_at(rest_.substr(1)).digits);
    }

    bool clock(char separator) {
        after_t_ = false;
        const Number hour = number_at(rest_);
        drop(hour.digits + 1);
        const Number minute = number_at(rest_);
        drop(minute.digits);
        Number second{0, 2};
        if (separator != 'h' && separator != 'H' && front() == separator &&
            text::is_digit(front(1))) {
            drop(1);
            second = number_at(rest_);
            drop(second.digits);
            fraction();
        }
        if (minute.digits != 2 || second.digits < 1 || second.digits > 2 || front() == ':')
            return false;
        half_of_day();
        return set_clock(hour.value, minute.value, second.value);
    }

    /// AM or PM, if it comes next.
    bool half_of_day() {
        const std::string_view ahead = rest_.substr(front() == ' ' ? 1 : 0);
        for (const std::string_view sign : {"a.m.", "p.m.", "am", "pm"}) {
            if (!text::istarts_with(ahead, sign))
                continue;
            const std::string_view after = ahead.substr(sign.size());
            if (!after.empty() && is_letter(after.front()))
                continue;
            afternoon_ = sign.front() == 'p';
            rest_ = after;
            return true;
        }
        return false;
    }

    bool offset() {
        const bool west = front() == '-';
        drop(1);
        const Number first = number_at(rest_);
        drop(first.digits);
        unsigned hour = first.value, minute = 0;
        if (first.digits == 3 || first.digits == 4) {
            hour = first.value / 100;
            minute = first.value % 100;
        } else if (front() == ':') {
            drop(1);
            const Number second = number_at(rest_);
            drop(second.digits);
            if (second.digits != 2)
                return false;
            minute = second.value;
        }
        if (first.digits == 0 || first.digits > 4 || hour > 23 || minute > 59 || offset_written_)
            return false;
        offset_written_ = true;
        const seconds east = hours(hour) + minutes(minute);
        offset_ = west ? -east : east;
        return true;
    }

    /// "(CET)", "(Coordinated Universal Time)", "[Europe/Berlin]": used for its zone if no other
    /// was named.
    bool remark(char closing) {
        const std::size_t end = rest_.find(closing);
        if (end == std::string_view::npos)
            return false;
        const std::string_view inside = rest_.substr(1, end - 1);
        drop(end + 1);
        if (!offset_)
            offset_ = offset_of_abbreviation(inside);
        if (!offset_ && !zone_)
            zone_ = Zone::named(inside);
        return true;
    }

    bool word() {
        std::size_t size = 0;
        while (is_letter(front(size)) || (size > 0 && (front(size) == '/' || front(size) == '_')))
            ++size;
        const std::string_view word = rest_.substr(0, size);
        if ((word == "T" || word == "t") && has_date() && text::is_digit(front(1))) {
            drop(1);
            after_t_ = true;
            return true;
        }
        // "2021-05-02IST10:30:00+05:30": a template put the zone where the T belongs.
        if (has_date() && !clock_ && size >= 3 && text::is_digit(front(size)) &&
            offset_of_abbreviation(word)) {
            drop(size);
            return true;
        }
        if (clock_ && half_of_day())
            return true;
        drop(size);
        if (front() == '.')
            drop(1);
        // "PT" behind a clock is no Polish Friday.
        if (clock_ && zone_word(word))
            return true;
        return month_word(word) || is_weekday_name(word) || east_asian_half(word) ||
               is_filler(word);
    }

    /// "mar" is March and martedì: where another month comes, it was the day.
    bool month_word(std::string_view word) {
        const auto number = month_named(word);
        if (!number)
            return false;
        const bool may_be_weekday = is_weekday_name(word);
        if (month_ && !month_may_be_weekday_)
            return may_be_weekday;
        month_ = number;
        month_may_be_weekday_ = may_be_weekday;
        return true;
    }

    bool east_asian_half(std::string_view word) {
        if (word == "오전" || word == "午前" || word == "上午")
            afternoon_ = false;
        else if (word == "오후" || word == "午後" || word == "下午")
            afternoon_ = true;
        else
            return false;
        korean_ = korean_ || word.starts_with("오");
        return true;
    }

    bool zone_word(std::string_view word) {
        if (offset_ || zone_)
            return offset_written_;
        offset_ = offset_of_abbreviation(word);
        if (!offset_ && word.find('/') != std::string_view::npos)
            zone_ = Zone::named(word);
        return offset_ || zone_;
    }

    std::optional<Date> finish() {
        if (!year_ || !month_ || (clock_ && whole_month_))
            return std::nullopt;
        if (!day_ && clock_)
            return std::nullopt;
        if (slashes_ && *day_ <= 12 && afternoon_)
            std::swap(*day_, *month_);
        else if (slashes_ && *month_ > 12)
            std::swap(*day_, *month_);
        const year_month_day date{year(*year_), month(*month_), day(day_.value_or(1))};
        // The years 0 and 1 are how databases write that they know of no date.
        if (!date.ok() || *year_ < 2 || *year_ > 9999)
            return std::nullopt;
        if (afternoon_ && !apply_half())
            return std::nullopt;
        Date read{local_days(date) + clock_.value_or(seconds(0)), offset_, clock_.has_value()};
        if (!read.offset && zone_)
            read.offset =
                read.clock.time_since_epoch() - zone_->to_instant(read.clock).time_since_epoch();
        // Korean writers name their zone as seldom as they live elsewhere.
        if (!read.offset && korean_)
            read.offset = hours(9);
        return read;
    }

    bool apply_half() {
        if (!clock_)
            return false;
        if (hour_ < 1 || hour_ > 12)
            return *afternoon_ && hour_ > 12 && hour_ < 24;  // "17:03 PM" is written, too
        const bool twelve = hour_ == 12;
        if (*afternoon_ && !twelve)
            *clock_ += hours(12);
        else if (!*afternoon_ && twelve)
            *clock_ -= hours(12);
        return true;
    }

    std::string_view rest_;
    std::optional<int> year_;
    std::optional<unsigned> month_, day_;
    std::optional<seconds> clock_, offset_;
    std::optional<Zone> zone_;
    std::optional<bool> afternoon_;
    unsigned hour_ = 0;
    bool whole_month_ = false, month_may_be_weekday_ = false, slashes_ = false;
    bool after_t_ = false, offset_written_ = false, korean_ = false;
};

}  // namespace

Instant Date::in(const Zone& zone) const {
    return offset ? Instant(clock.time_since_epoch() - *offset) : zone.to_instant(clock);
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() > 4 * longest)
        return std::nullopt;
    if (auto date = standard_date(text::trim(text)))
        return date;
    const std::string folded = text::fold_space(text);
    if (folded.empty() || folded.size() > longest)
        return std::nullopt;
    if (auto date = DateReader(folded).read())
        return date;
    return since_1970(folded);
}

}  // namespace stet::time
