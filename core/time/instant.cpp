#include "time/instant.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace stet::time {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr Instant first = sys_days(year(1) / 1 / 1);
constexpr Instant last = Instant(sys_days(year(10000) / 1 / 1)) - seconds(1);

/// An instant cut into what is printed of it.
struct Parts {
    year_month_day day;
    weekday name;
    hh_mm_ss<seconds> clock;
};

Parts parts_of(Instant when) {
    const Instant bounded = std::clamp(when, first, last);
    const auto day = floor<days>(bounded);
    return {day, weekday(day), hh_mm_ss<seconds>(bounded - day)};
}

void append_padded(std::string& out, unsigned number, int width) {
    char digits[4];
    for (int i = width - 1; i >= 0; --i) {
        digits[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    out.append(digits, static_cast<std::size_t>(width));
}

void append_clock(std::string& out, const hh_mm_ss<seconds>& clock) {
    append_padded(out, static_cast<unsigned>(clock.hours().count()), 2);
    out.push_back(':');
    append_padded(out, static_cast<unsigned>(clock.minutes().count()), 2);
    out.push_back(':');
    append_padded(out, static_cast<unsigned>(clock.seconds().count()), 2);
}

unsigned year_number(year_month_day day) {
    return static_cast<unsigned>(static_cast<int>(day.year()));
}

/// Takes exactly `width` digits off `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
    if (text.size() < width)
        return std::nullopt;
    int number = 0;
    for (const char c : text.substr(0, width)) {
        if (!text::is_digit(c))
            return std::nullopt;
        number = number * 10 + (c - '0');
    }
    text.remove_prefix(width);
    return number;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<seconds> take_offset(std::string_view& text) {
    if (take(text, "Zz"))
        return seconds(0);
    const bool west = !text.empty() && text.front() == '-';
    if (!take(text, "+-"))
        return std::nullopt;
    const auto hour = take_digits(text, 2);
    if (!hour || !take(text, ":"))
        return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *hour > 23 || *minute > 59)
        return std::nullopt;
    const seconds offset = hours(*hour) + minutes(*minute);
    return west ? -offset : offset;
}

}  // namespace

std::string to_rfc3339(Instant when) {
    const Parts parts = parts_of(when);
    std::string out;
    append_padded(out, year_number(parts.day), 4);
    out.push_back('-');
    append_padded(out, static_cast<unsigned>(parts.day.month()), 2);
    out.push_back('-');
    append_padded(out, static_cast<unsigned>(parts.day.day()), 2);
    out.push_back('T');
    append_clock(out, parts.clock);
    out.push_back('Z');
    return out;
}

std::optional<Instant> from_rfc3339(std::string_view text) {
    const auto y = take_digits(text, 4);
    if (!y || !take(text, "-"))
        return std::nullopt;
    const auto m = take_digits(text, 2);
    if (!m || !take(text, "-"))
        return std::nullopt;
    const auto d = take_digits(text, 2);
    if (!d || !take(text, "Tt "))
        return std::nullopt;
    const auto hour = take_digits(text, 2);
    if (!hour || !take(text, ":"))
        return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || !take(text, ":"))
        return std::nullopt;
    const auto second = take_digits(text, 2);
    if (!second)
        return std::nullopt;
    if (take(text, ".")) {
        if (!take_digits(text, 1))
            return std::nullopt;
        while (take_digits(text, 1)) {
        }
    }
    const auto offset = take_offset(text);
    const year_month_day day{year(*y), month(static_cast<unsigned>(*m)),
                             std::chrono::day(static_cast<unsigned>(*d))};
    // 60 is a leap second, which the clock of Unix counts as the first of the next minute.
    if (!offset || !text.empty() || *y == 0 || !day.ok() || *hour > 23 || *minute > 59 ||
        *second > 60)
        return std::nullopt;
    const Instant when =
        Instant(sys_days(day)) + hours(*hour) + minutes(*minute) + seconds(*second) - *offset;
    if (when < first || when > last)
        return std::nullopt;
    return when;
}

std::string to_http_date(Instant when) {
    const Parts parts = parts_of(when);
    std::string out(weekdays[parts.name.c_encoding()]);
    out.append(", ");
    append_padded(out, static_cast<unsigned>(parts.day.day()), 2);
    out.push_back(' ');
    out.append(months[static_cast<unsigned>(parts.day.month()) - 1]);
    out.push_back(' ');
    append_padded(out, year_number(parts.day), 4);
    out.push_back(' ');
    append_clock(out, parts.clock);
    out.append(" GMT");
    return out;
}

}  // namespace stet::time
