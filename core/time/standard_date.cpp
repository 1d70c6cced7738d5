#include "time/standard_date.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace stet::time {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Whether a text looks like a pattern, in which `0` is any digit and `A` any letter.
bool looks_like(std::string_view text, std::string_view pattern) {
    return std::ranges::equal(text, pattern, [](char c, char wanted) {
        return wanted == '0' ? text::is_digit(c) : wanted == 'A' ? text::is_alpha(c) : c == wanted;
    });
}

unsigned number(std::string_view text, std::size_t at, std::size_t digits) {
    unsigned value = 0;
    for (const char c : text.substr(at, digits))
        value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
}

/// `17:03:00`; none where it is more than a plain time of the day.
std::optional<seconds> clock_of(std::string_view text) {
    const unsigned hour = number(text, 0, 2), minute = number(text, 3, 2),
                   second = number(text, 6, 2);
    if (hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return hours(hour) + minutes(minute) + seconds(second);
}

/// `+0100`; in RFC 3339 with a colon.
std::optional<seconds> offset_of(std::string_view text) {
    const unsigned hour = number(text, 1, 2), minute = number(text, text.size() - 2, 2);
    if (hour > 23 || minute > 59)
        return std::nullopt;
    const seconds east = hours(hour) + minutes(minute);
    return text[0] == '-' ? -east : east;
}

year_month_day day_of(unsigned in_year, unsigned in_month, unsigned in_day) {
    return {year(static_cast<int>(in_year)), month(in_month), day(in_day)};
}

std::optional<Date> date_of(year_month_day written, std::optional<seconds> clock,
                            std::optional<seconds> offset) {
    if (!written.ok() || written.year() < year(1000) || !clock || !offset)
        return std::nullopt;
    return Date{local_days(written) + *clock, offset, true};
}

std::optional<Date> rfc822(std::string_view text) {
    if (looks_like(text.substr(0, 5), "AAA, ")) {
        if (std::ranges::find(weekdays, text.substr(0, 3)) == weekdays.end())
            return std::nullopt;
        text.remove_prefix(5);
    }
    constexpr std::size_t zone_at = 21;
    if (!looks_like(text.substr(0, zone_at), "00 AAA 0000 00:00:00 "))
        return std::nullopt;
    const auto* const named = std::ranges::find(months, text.substr(3, 3));
    if (named == months.end())
        return std::nullopt;
    const std::string_view zone = text.substr(zone_at);
    const bool is_utc = zone == "GMT" || zone == "UTC";
    if (!is_utc && !looks_like(zone, "+0000") && !looks_like(zone, "-0000"))
        return std::nullopt;
    const auto month_number = static_cast<unsigned>(named - months.begin()) + 1;
    return date_of(day_of(number(text, 7, 4), month_number, number(text, 0, 2)),
                   clock_of(text.substr(12, 8)), is_utc ? seconds(0) : offset_of(zone));
}

std::optional<Date> rfc3339(std::string_view text) {
    constexpr std::size_t zone_at = 19;
    if (!looks_like(text.substr(0, zone_at), "0000-00-00T00:00:00"))
        return std::nullopt;
    const std::string_view zone = text.substr(zone_at);
    if (zone != "Z" && !looks_like(zone, "+00:00") && !looks_like(zone, "-00:00"))
        return std::nullopt;
    return date_of(day_of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2)),
                   clock_of(text.substr(11, 8)), zone == "Z" ? seconds(0) : offset_of(zone));
}

}  // namespace

std::optional<Date> standard_date(std::string_view text) {
    std::optional<Date> date = rfc822(text);
    return date ? date : rfc3339(text);
}

}  // namespace stet::time
