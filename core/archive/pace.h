#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/feed.h"
#include "model/wishes.h"

/// When to look at a source again: what is known of it goes in, a time comes out. Nothing here
/// knows a clock, a server or a table.
namespace stet::archive {

/// What is remembered of how a source behaves.
struct Pace {
    std::optional<Instant> looked;   ///< the last look over the network
    std::optional<Instant> changed;  ///< the newest thing it is known to have said
    std::chrono::seconds gap{};      ///< between two changes, as a rule; 0: nothing is known
    Wishes wishes;                   ///< of the document that was read last
    std::optional<Instant> fresh_until, retry_after;  ///< of the last answer
    int failures = 0;                                 ///< looks that failed, one after the other
    std::optional<Instant> failing_since;
    bool busy = false;       ///< the last answer was 429 or 503
    bool gone = false;       ///< it will never be there again: 410, or what is that of an article
    bool continued = false;  ///< another source is its next part
    bool article = false;    ///< an item of a feed led to it: it ages
    std::optional<Instant> taken_up;  ///< the first look at an article
    bool operator==(const Pace&) const = default;
};

/// What a look came to, as far as it bears on the pace.
struct Finding {
    enum class Outcome : std::uint8_t { read, failed, missing, busy, gone };
    Instant at{};
    Outcome outcome = Outcome::read;
    std::int64_t changes = 0;        ///< updates that were new, edited, withdrawn or restored
    std::optional<Wishes> wishes{};  ///< none where nothing was read
    std::optional<Instant> fresh_until{}, retry_after{};
};

/// How long an article is watched after the newest thing that it said. One that says something new
/// at each look, as a page that counts its readers does, is watched six times as long in all.
inline constexpr std::chrono::seconds age_of_article = std::chrono::hours(24 * 30);

/// What is remembered after a look.
Pace learned(Pace pace, const Finding& finding);

/// What a first look shows of a source's habits by the times that its updates bear, or the page
/// itself where it has none.
Pace first_habits(const Feed& baseline, Instant at);

/// Whether a part of a series has nothing to say any more: it said itself that it ends, or it has
/// been silent for much longer than it ever is.
bool seems_over(const Pace& pace, Instant now);

/// On what a pace rests.
enum class Basis : std::uint8_t {
    learned,    ///< how often the source changes
    set,        ///< --every
    asked,      ///< the publisher's wishes
    failing,    ///< its looks fail, each is longer waited for than the one before
    ended,      ///< what it reported on is over
    continued,  ///< it goes on as another source
    gone,       ///< it is not looked at by itself any more
};
std::string_view name_of(Basis basis);
Basis basis_of(std::string_view word);

struct Plan {
    std::chrono::seconds interval{};
    std::optional<Instant> next;  ///< none: never by itself
    Basis basis = Basis::learned;
};

/// When a source is to be looked at next. `every` is its pace set by hand, or 0. `begun` is when
/// the run began that looked: paces are counted from there, as runs by the clock come at even
/// times. `chance`, from 0 to 1, spreads the looks at sources that fail.
Plan plan(const Pace& pace, std::chrono::seconds every, Instant begun, double chance);

}  // namespace stet::archive
