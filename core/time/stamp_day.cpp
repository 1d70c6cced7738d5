#include "time/stamp_reader.h"

#include "text/ascii.h"
#include "time/names.h"

namespace stet::time {

using namespace std::chrono;

namespace {

bool plausible_year(unsigned number) {
    return number >= 1900 && number < 2200;
}

}  // namespace

bool StampReader::day() {
    const bool found =
        attempt([this] { return year_first(); }) || attempt([this] { return numeric_day(); }) ||
        attempt([this] { return day_and_month(); }) || attempt([this] { return month_and_day(); });
    if (found)
        counted_weekday();
    return found;
}

bool StampReader::set_day(unsigned in_year, unsigned in_month, unsigned on_day) {
    const year_month_day date{year(static_cast<int>(in_year)), month(in_month),
                              std::chrono::day(on_day)};
    // 29 February may be in the year that was not printed.
    const bool possible = in_year != 0 ? date.ok() : (year(2000) / date.month() / date.day()).ok();
    if (!possible)
        return false;
    stamp_.day = date;
    return true;
}

/// 2026-01-28; in Korea, Japan and China also 2026.01.28, 2026. 1. 28., 2026/01/28 and 2026년 1월
/// 28일
bool StampReader::year_first() {
    const auto y = cursor_.number(4);
    const char sign = cursor_.front();
    if (y && is_wide(sign) && (cursor_.take("年") || cursor_.take("년"))) {
        cursor_.blanks();
        const auto in_month = cursor_.number(2);
        return in_month && counted_day(*y, *in_month);
    }
    if (!y || !plausible_year(*y) || (sign != '-' && sign != '.' && sign != '/'))
        return false;
    const auto part = [&]() -> std::optional<unsigned> {
        if (cursor_.front() != sign)
            return std::nullopt;
        cursor_.drop(1);
        if (sign == '.')
            cursor_.blanks();
        return cursor_.number(2);
    };
    const auto m = part();
    const auto d = m ? part() : std::nullopt;
    if (!d || !set_day(*y, *m, *d))
        return false;
    if (sign == '.')
        cursor_.take(".");
    if (cursor_.front() == 'T' && text::is_digit(cursor_.front(1)))
        cursor_.drop(1);
    return true;
}

/// 28.01.2026, 18. 7., 28/01/2026, 28-01-26
bool StampReader::numeric_day() {
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
unsigned StampReader::printed_year(bool short_ones) {
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
unsigned StampReader::year_after_name() {
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

/// 1. Januar 2025, 13 May 2017, 1er mars, 28 de enero de 2026, 11月26日
bool StampReader::day_and_month() {
    const auto d = cursor_.number(2);
    if (!d)
        return false;
    if (is_wide(cursor_.front()))
        return counted_day(0, *d);
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
bool StampReader::month_and_day() {
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

}  // namespace stet::time
