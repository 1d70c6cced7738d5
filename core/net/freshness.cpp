#include "net/freshness.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "net/head.h"
#include "text/ascii.h"
#include "time/date.h"

namespace stet::net {
namespace {

using std::chrono::seconds;

constexpr seconds longest = std::chrono::hours(24);

/// Seconds as HTTP writes them; the longest of all where the number is larger than that.
std::optional<seconds> delay(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    if (text.empty() || !std::ranges::all_of(text, text::is_digit))
        return std::nullopt;
    const auto number = text::parse_number<std::int64_t>(text);
    return number ? std::min(seconds(*number), longest) : longest;
}

std::optional<Instant> date(std::string_view text) {
    const std::optional<time::Date> date = time::parse_date(text);
    if (!date || !date->has_clock)
        return std::nullopt;
    return date->in(time::Zone::utc());
}

/// The instant after `span`; none where there is nothing to wait for.
std::optional<Instant> after(Instant now, seconds span) {
    if (span <= seconds(0))
        return std::nullopt;
    return now + std::min(span, longest);
}

std::optional<Instant> retry_after(std::string_view head, Instant now) {
    const std::string_view value = field(head, "retry-after");
    if (const auto span = delay(value))
        return after(now, *span);
    if (const auto then = date(value))
        return after(now, *then - date(field(head, "date")).value_or(now));
    return std::nullopt;
}

/// How long the answer is fresh from when it was made.
seconds lifetime(std::string_view head, Instant now) {
    std::optional<seconds> age;
    const std::string cache_control = list_field(head, "cache-control");
    for (const std::string_view piece : text::split(cache_control, ',')) {
        const std::size_t equals = piece.find('=');
        const std::string_view name = text::trim(piece.substr(0, equals));
        if (text::iequals(name, "no-cache") || text::iequals(name, "no-store"))
            return seconds(0);
        if (!age && equals != piece.npos && text::iequals(name, "max-age"))
            age = delay(text::trim(piece.substr(equals + 1))).value_or(seconds(0));
    }
    if (age)
        return *age;
    const auto expires = date(field(head, "expires"));
    return expires ? *expires - date(field(head, "date")).value_or(now) : seconds(0);
}

}  // namespace

Freshness freshness_of(std::string_view response_head, Instant now) {
    const seconds age = delay(field(response_head, "age")).value_or(seconds(0));
    return {.retry_after = retry_after(response_head, now),
            .fresh_until = after(now, lifetime(response_head, now) - age)};
}

}  // namespace stet::net
