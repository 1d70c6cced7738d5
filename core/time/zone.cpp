#include "time/zone.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <cctz/time_zone.h>

#include "text/ascii.h"
#include "text/cat.h"

namespace stet::time {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// A name as the tz database has them, `America/Argentina/Salta`. The library would also take a
/// path or an offset of its own notation, and trees that count leap seconds.
bool may_be_zone(std::string_view name) {
    const auto usual = [](char c) {
        return text::is_alpha(c) || text::is_digit(c) || c == '_' || c == '-' || c == '+' ||
               c == '/';
    };
    return !name.empty() && name.front() != '/' && std::all_of(name.begin(), name.end(), usual) &&
           !name.starts_with("right/") && !name.starts_with("posix/");
}

/// None if there is no such zone, or no tz database at all. A zone is read once and stays in
/// memory.
std::optional<cctz::time_zone> find_zone(std::string_view name) {
    cctz::time_zone zone;
    if (!may_be_zone(name) || !cctz::load_time_zone(std::string(name), &zone))
        return std::nullopt;
    return zone;
}

cctz::time_point<seconds> foreign(Instant when) {
    return cctz::time_point<seconds>(when.time_since_epoch());
}

std::string offset_name(seconds offset) {
    const auto whole = std::chrono::duration_cast<minutes>(std::chrono::abs(offset)).count();
    const auto two = [](auto number) {
        return text::cat(static_cast<char>('0' + number / 10),
                         static_cast<char>('0' + number % 10));
    };
    return text::cat(offset < seconds(0) ? '-' : '+', two(whole / 60), ':', two(whole % 60));
}

/// `+01:00`, `-0530`, `+1`: at most 23:59 to either side.
std::optional<seconds> parse_offset(std::string_view text) {
    if (text.empty() || (text.front() != '+' && text.front() != '-'))
        return std::nullopt;
    const bool west = text.front() == '-';
    text.remove_prefix(1);
    const std::size_t colon = text.find(':');
    std::string_view hour = text.substr(0, colon), minute = "0";
    if (colon != std::string_view::npos) {
        minute = text.substr(colon + 1);
    } else if (text.size() == 4) {
        hour = text.substr(0, 2);
        minute = text.substr(2);
    }
    const auto h = text::parse_number<unsigned>(hour);
    const auto m = text::parse_number<unsigned>(minute);
    if (!h || !m || hour.size() > 2 || minute.size() > 2 || *h > 23 || *m > 59)
        return std::nullopt;
    const seconds offset = hours(*h) + minutes(*m);
    return west ? -offset : offset;
}

/// The standard time of a rule in POSIX's notation, `CET-1CEST,M3.5.0,M10.5.0/3`: a name, then what
/// is to be added to get UTC.
std::optional<Zone> posix_zone(std::string_view rule) {
    std::size_t at = 0;
    if (rule.substr(0, 1) == "<") {
        at = rule.find('>');
        if (at == std::string_view::npos)
            return std::nullopt;
        ++at;
    } else {
        while (at < rule.size() && text::is_alpha(rule[at]))
            ++at;
        if (at < 3)
            return std::nullopt;
    }
    const std::size_t end = rule.find_first_not_of("+-:0123456789", at);
    const std::string_view offset = rule.substr(at, end == std::string_view::npos ? end : end - at);
    if (offset.empty())
        return std::nullopt;
    const auto to_utc =
        parse_offset(text::is_digit(offset.front()) ? text::cat('+', offset) : std::string(offset));
    return to_utc ? std::optional(Zone::fixed(-*to_utc)) : std::nullopt;
}

/// `/usr/share/zoneinfo/Europe/Berlin` names Europe/Berlin.
std::string_view after_zoneinfo(std::string_view path) {
    constexpr std::string_view directory = "zoneinfo/";
    const std::size_t found = path.rfind(directory);
    return found == std::string_view::npos ? path : path.substr(found + directory.size());
}

std::optional<Zone> zone_of_variable(std::string_view value) {
    if (value.substr(0, 1) == ":")
        value.remove_prefix(1);
    if (value.empty())
        return Zone::utc();
    if (auto zone = Zone::named(after_zoneinfo(value)))
        return zone;
    return posix_zone(value);
}

std::optional<Zone> zone_of_system() {
    std::error_code error;
    const auto target = std::filesystem::read_symlink("/etc/localtime", error);
    if (!error) {
        if (auto zone = Zone::named(after_zoneinfo(target.native())))
            return zone;
    }
    // Where /etc/localtime is a copy, Debian has the name in a file of its own.
    std::ifstream file("/etc/timezone");
    std::string name;
    if (!std::getline(file, name))
        return std::nullopt;
    return Zone::named(text::trim(name));
}

}  // namespace

Zone Zone::utc() {
    return Zone("UTC", seconds(0));
}

Zone Zone::fixed(seconds offset) {
    return Zone(offset_name(offset), offset);
}

std::optional<Zone> Zone::named(std::string_view name) {
    if (name == "UTC" || name == "Z" || name == "Etc/UTC" || name == "GMT")
        return utc();
    if (const auto offset = parse_offset(name))
        return fixed(*offset);
    if (!find_zone(name))
        return std::nullopt;
    return Zone(std::string(name), std::nullopt);
}

Zone Zone::local(const char* variable) {
    const auto zone = variable ? zone_of_variable(variable) : zone_of_system();
    return zone.value_or(utc());
}

Instant Zone::to_instant(Local clock) const {
    if (offset_)
        return Instant(clock.time_since_epoch() - *offset_);
    const auto zone = find_zone(name_);
    assert(zone);
    // Of a time that the clocks skip or show twice, `pre` goes by what held before they were
    // changed.
    const auto wall = cctz::civil_second() + clock.time_since_epoch().count();
    return Instant(zone->lookup(wall).pre.time_since_epoch());
}

Local Zone::to_local(Instant when) const {
    return Local(when.time_since_epoch() + offset_at(when));
}

seconds Zone::offset_at(Instant when) const {
    if (offset_)
        return *offset_;
    const auto zone = find_zone(name_);
    assert(zone);
    return seconds(zone->lookup(foreign(when)).offset);
}

}  // namespace stet::time
