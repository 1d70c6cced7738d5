#include "formats/wishes.h"

#include <algorithm>
#include <array>

#include "formats/fields.h"
#include "text/ascii.h"

namespace stet::formats {

namespace {

using namespace std::chrono;

// Beyond a year nobody means it; it also keeps the sums small.
constexpr std::int64_t most_minutes = std::int64_t{60} * 24 * 366;

std::int64_t number_in(const markup::Node& node) {
    const std::string words = folded(node);
    const auto number = text::parse_number<std::int64_t>(words);
    return number && *number > 0 ? std::min(*number, most_minutes) : 0;
}

seconds period_named(std::string_view word) {
    struct Period {
        std::string_view name;
        seconds length;
    };
    constexpr std::array periods{Period{"hourly", hours(1)}, Period{"daily", days(1)},
                                 Period{"weekly", weeks(1)}, Period{"monthly", days(30)},
                                 Period{"yearly", days(365)}};
    for (const Period& period : periods)
        if (text::iequals(word, period.name))
            return period.length;
    return {};
}

/// The bits of the children named `name`, each as `bit_of` reads its words; -1 is none.
template <class BitOf>
std::uint32_t bits(const markup::Node& list, std::string_view name, BitOf bit_of) {
    std::uint32_t bits = 0;
    for (const markup::Node* node = list.first_child; node; node = node->next) {
        if (node->kind != markup::Node::Kind::element || !text::iequals(node->name, name))
            continue;
        if (const int bit = bit_of(folded(*node)); bit >= 0)
            bits |= 1U << static_cast<unsigned>(bit);
    }
    return bits;
}

// Some count the hours from 1 to 24.
int hour_of(const std::string& words) {
    const auto hour = text::parse_number<int>(words);
    return hour && *hour >= 0 && *hour <= 24 ? *hour % 24 : -1;
}

int day_of(const std::string& words) {
    constexpr std::array<std::string_view, 7> names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};
    for (std::size_t day = 0; day < names.size(); ++day)
        if (text::iequals(words, names[day]))
            return static_cast<int>(day);
    return -1;
}

}  // namespace

void WishReader::read(const markup::Node& node, Tag tag) {
    switch (tag) {
        case Tag::ttl:
            ttl_ = minutes(number_in(node));
            return;
        case Tag::update_period:
            period_ = period_named(folded(node));
            return;
        case Tag::update_frequency:
            frequency_ = number_in(node);
            return;
        case Tag::skip_hours:
            wishes_.skip_hours |= bits(node, "hour", hour_of);
            return;
        case Tag::skip_days:
            wishes_.skip_days |= bits(node, "day", day_of);
            return;
        default:
            return;
    }
}

// The module has a period of a day and a frequency of one where it does not say.
Wishes WishReader::finish() const {
    Wishes wishes = wishes_;
    seconds period = period_;
    if (frequency_ && period == seconds(0))
        period = days(1);
    if (frequency_.value_or(0) > 0)
        period /= *frequency_;
    wishes.every = std::max(ttl_, period);
    return wishes;
}

}  // namespace stet::formats
