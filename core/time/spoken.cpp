#include "time/spoken.h"

#include <array>
#include <cstdint>

#include "text/ascii.h"
#include "text/cat.h"
#include "time/date.h"

namespace stet::time {

namespace {

using namespace std::chrono;

struct Unit {
    std::string_view name;
    seconds length;
};

// "m" is a minute: months have no length.
constexpr std::array units{
    Unit{"s", seconds(1)}, Unit{"sec", seconds(1)}, Unit{"second", seconds(1)},
    Unit{"m", minutes(1)}, Unit{"min", minutes(1)}, Unit{"minute", minutes(1)},
    Unit{"h", hours(1)},   Unit{"hour", hours(1)},  Unit{"d", days(1)},
    Unit{"day", days(1)},  Unit{"w", weeks(1)},     Unit{"week", weeks(1)},
};

std::optional<seconds> unit_named(std::string_view name) {
    if (name.size() > 2 && name.back() == 's')
        name.remove_suffix(1);
    for (const Unit& unit : units) {
        if (unit.name == name)
            return unit.length;
    }
    return std::nullopt;
}

/// `2h`, `3 days`, `1h30m`.
std::optional<seconds> length_of(std::string_view text) {
    // Farther than anything that could be asked for, and far from overflow.
    constexpr std::int64_t most = 1'000'000'000'000;
    text = text::trim(text);
    seconds sum{};
    if (text.empty())
        return std::nullopt;
    while (!text.empty()) {
        const std::size_t digits = text.find_first_not_of("0123456789");
        if (digits == 0 || digits == std::string_view::npos)
            return std::nullopt;
        const auto count = text::parse_number<std::int64_t>(text.substr(0, digits));
        text = text::trim(text.substr(digits));
        std::size_t letters = 0;
        while (letters < text.size() && text::is_alpha(text[letters]))
            ++letters;
        const auto unit = unit_named(text.substr(0, letters));
        if (!count || !unit || *count > most / unit->count())
            return std::nullopt;
        sum += *count * *unit;
        text = text::trim(text.substr(letters));
    }
    if (sum.count() > most)
        return std::nullopt;
    return sum;
}

std::optional<Instant> epoch(std::string_view text) {
    if (text.empty() || text.front() != '@')
        return std::nullopt;
    const auto count = text::parse_number<std::int64_t>(text.substr(1));
    // The years 0001 to 9999.
    constexpr std::int64_t first = -62135596800, last = 253402300799;
    if (!count || *count < first || *count > last)
        return std::nullopt;
    return Instant(seconds(*count));
}

/// `12:00`, `9:05:30`, as the time since midnight.
std::optional<seconds> clock_of(std::string_view text) {
    const auto parts = text::split(text, ':');
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    seconds sum{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = text::parse_number<unsigned>(parts[i]);
        if (!number || parts[i].size() > 2 || (i > 0 && parts[i].size() != 2) ||
            *number > (i == 0 ? 23u : 59u))
            return std::nullopt;
        constexpr std::array weight{seconds(3600), seconds(60), seconds(1)};
        sum += *number * weight[i];
    }
    return sum;
}

/// Midnight of today or of a day near it, with a clock behind it or not.
std::optional<Instant> near_day(std::string_view text, Instant now, const Zone& zone) {
    struct Day {
        std::string_view name;
        int distance;
    };
    constexpr std::array names{Day{"today", 0}, Day{"yesterday", -1}, Day{"tomorrow", 1}};
    const auto today = floor<days>(zone.to_local(now));
    if (const auto clock = clock_of(text))
        return zone.to_instant(today + *clock);
    for (const Day& day : names) {
        if (!text.starts_with(day.name))
            continue;
        const std::string_view rest = text.substr(day.name.size());
        if (!rest.empty() && rest.front() != ' ')
            return std::nullopt;
        const auto clock = rest.empty() ? seconds(0) : clock_of(text::trim(rest));
        if (clock)
            return zone.to_instant(today + days(day.distance) + *clock);
    }
    return std::nullopt;
}

}  // namespace

Result<Instant> parse_spoken(std::string_view text, Instant now, const Zone& zone) {
    const std::string word = text::lower(text::trim(text));
    if (word == "now")
        return now;
    if (const auto when = epoch(word))
        return *when;
    if (const auto when = near_day(word, now, zone))
        return *when;
    std::string_view length = word;
    if (length.ends_with(" ago"))
        length.remove_suffix(4);
    if (const auto since = length_of(length))
        return now - *since;
    // Bare numbers could be a year as well as an epoch: those are written `2026-01-01` and `@...`.
    if (word.find_first_not_of("0123456789") != std::string::npos) {
        if (const auto date = parse_date(word))
            return date->in(zone);
    }
    return Error{Error::Kind::usage,
                 text::cat("cannot read the time '", text, "'"),
                 {},
                 "such as 2026-01-28, '28.01.2026 12:00', yesterday, 2h, '3 days ago'"};
}

Result<seconds> parse_duration(std::string_view text) {
    if (const auto length = length_of(text::lower(text)))
        return *length;
    return Error{Error::Kind::usage,
                 text::cat("cannot read the length of time '", text, "'"),
                 {},
                 "such as 90s, 5m, 2h, 3d, 1w"};
}

std::string to_duration(seconds length) {
    struct Unit {
        seconds length;
        char letter;
    };
    for (const Unit& unit :
         {Unit{weeks(1), 'w'}, Unit{days(1), 'd'}, Unit{hours(1), 'h'}, Unit{minutes(1), 'm'}})
        if (length >= unit.length && length % unit.length == seconds(0))
            return text::cat(length / unit.length, unit.letter);
    return text::cat(length.count(), 's');
}

std::string to_local_text(Instant when, const Zone& zone, bool with_seconds) {
    const Instant local(zone.to_local(when).time_since_epoch());
    const std::string iso = to_rfc3339(local);  // 2026-01-28T17:03:00Z
    const std::string_view digits = iso;
    return text::cat(digits.substr(8, 2), '.', digits.substr(5, 2), '.', digits.substr(0, 4), ' ',
                     digits.substr(11, with_seconds ? 8 : 5));
}

}  // namespace stet::time
