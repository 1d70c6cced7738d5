#include "time/zone_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/ascii.h"
#include "text/url.h"

namespace stet::time {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

struct Home {
    std::string_view name;  ///< of a country or a language, ISO 3166 or 639
    std::string_view zone;
};

// Countries with one zone, or whose newspapers all go by the time of one. Not here: those that
// spread over several, such as us, ca, au, and top level domains that are sold to all the world,
// such as co, me, tv.
constexpr std::array countries{
    Home{"de", "Europe/Berlin"},
    Home{"at", "Europe/Vienna"},
    Home{"ch", "Europe/Zurich"},
    Home{"li", "Europe/Vaduz"},
    Home{"lu", "Europe/Luxembourg"},
    Home{"fr", "Europe/Paris"},
    Home{"be", "Europe/Brussels"},
    Home{"nl", "Europe/Amsterdam"},
    Home{"it", "Europe/Rome"},
    Home{"mt", "Europe/Malta"},
    Home{"es", "Europe/Madrid"},
    Home{"cat", "Europe/Madrid"},
    Home{"pt", "Europe/Lisbon"},
    Home{"uk", "Europe/London"},
    Home{"gb", "Europe/London"},
    Home{"ie", "Europe/Dublin"},
    Home{"is", "Atlantic/Reykjavik"},
    Home{"dk", "Europe/Copenhagen"},
    Home{"se", "Europe/Stockholm"},
    Home{"no", "Europe/Oslo"},
    Home{"fi", "Europe/Helsinki"},
    Home{"ee", "Europe/Tallinn"},
    Home{"lv", "Europe/Riga"},
    Home{"lt", "Europe/Vilnius"},
    Home{"pl", "Europe/Warsaw"},
    Home{"cz", "Europe/Prague"},
    Home{"sk", "Europe/Bratislava"},
    Home{"hu", "Europe/Budapest"},
    Home{"si", "Europe/Ljubljana"},
    Home{"hr", "Europe/Zagreb"},
    Home{"ba", "Europe/Sarajevo"},
    Home{"rs", "Europe/Belgrade"},
    Home{"mk", "Europe/Skopje"},
    Home{"al", "Europe/Tirane"},
    Home{"ro", "Europe/Bucharest"},
    Home{"md", "Europe/Chisinau"},
    Home{"bg", "Europe/Sofia"},
    Home{"gr", "Europe/Athens"},
    Home{"cy", "Asia/Nicosia"},
    Home{"tr", "Europe/Istanbul"},
    // Kiev is its name in tz databases of every age.
    Home{"ua", "Europe/Kiev"},
    Home{"by", "Europe/Minsk"},
    Home{"ru", "Europe/Moscow"},
    Home{"ge", "Asia/Tbilisi"},
    Home{"am", "Asia/Yerevan"},
    Home{"az", "Asia/Baku"},
    Home{"il", "Asia/Jerusalem"},
    Home{"sa", "Asia/Riyadh"},
    Home{"ae", "Asia/Dubai"},
    Home{"qa", "Asia/Qatar"},
    Home{"ir", "Asia/Tehran"},
    Home{"pk", "Asia/Karachi"},
    Home{"in", "Asia/Kolkata"},
    Home{"lk", "Asia/Colombo"},
    Home{"np", "Asia/Kathmandu"},
    Home{"bd", "Asia/Dhaka"},
    Home{"th", "Asia/Bangkok"},
    Home{"vn", "Asia/Ho_Chi_Minh"},
    Home{"sg", "Asia/Singapore"},
    Home{"my", "Asia/Kuala_Lumpur"},
    Home{"ph", "Asia/Manila"},
    Home{"cn", "Asia/Shanghai"},
    Home{"hk", "Asia/Hong_Kong"},
    Home{"tw", "Asia/Taipei"},
    Home{"jp", "Asia/Tokyo"},
    Home{"kr", "Asia/Seoul"},
    Home{"eg", "Africa/Cairo"},
    Home{"ma", "Africa/Casablanca"},
    Home{"ng", "Africa/Lagos"},
    Home{"ke", "Africa/Nairobi"},
    Home{"za", "Africa/Johannesburg"},
    Home{"ar", "America/Argentina/Buenos_Aires"},
    Home{"uy", "America/Montevideo"},
    Home{"cl", "America/Santiago"},
    Home{"pe", "America/Lima"},
    Home{"ve", "America/Caracas"},
    Home{"br", "America/Sao_Paulo"},
    Home{"mx", "America/Mexico_City"},
    Home{"nz", "Pacific/Auckland"},
};

// Languages whose newspapers nearly all live in one zone. Not here: English, Spanish, Portuguese,
// French, Arabic.
constexpr std::array languages{
    Home{"de", "Europe/Berlin"},     Home{"it", "Europe/Rome"},
    Home{"nl", "Europe/Amsterdam"},  Home{"pl", "Europe/Warsaw"},
    Home{"cs", "Europe/Prague"},     Home{"sk", "Europe/Bratislava"},
    Home{"hu", "Europe/Budapest"},   Home{"sl", "Europe/Ljubljana"},
    Home{"hr", "Europe/Zagreb"},     Home{"sr", "Europe/Belgrade"},
    Home{"mk", "Europe/Skopje"},     Home{"sq", "Europe/Tirane"},
    Home{"da", "Europe/Copenhagen"}, Home{"sv", "Europe/Stockholm"},
    Home{"nb", "Europe/Oslo"},       Home{"nn", "Europe/Oslo"},
    Home{"no", "Europe/Oslo"},       Home{"fi", "Europe/Helsinki"},
    Home{"et", "Europe/Tallinn"},    Home{"lv", "Europe/Riga"},
    Home{"lt", "Europe/Vilnius"},    Home{"ro", "Europe/Bucharest"},
    Home{"bg", "Europe/Sofia"},      Home{"el", "Europe/Athens"},
    Home{"tr", "Europe/Istanbul"},   Home{"uk", "Europe/Kiev"},
    Home{"be", "Europe/Minsk"},      Home{"ru", "Europe/Moscow"},
    Home{"ka", "Asia/Tbilisi"},      Home{"hy", "Asia/Yerevan"},
    Home{"he", "Asia/Jerusalem"},    Home{"hi", "Asia/Kolkata"},
    Home{"th", "Asia/Bangkok"},      Home{"vi", "Asia/Ho_Chi_Minh"},
    Home{"ja", "Asia/Tokyo"},        Home{"ko", "Asia/Seoul"},
    Home{"ca", "Europe/Madrid"},     Home{"eu", "Europe/Madrid"},
    Home{"gl", "Europe/Madrid"},
};

template <class Homes>
std::optional<Zone> zone_at(const Homes& homes, std::string_view name) {
    const auto found = std::ranges::find(homes, name, &Home::name);
    return found == homes.end() ? std::nullopt : Zone::named(found->zone);
}

struct Abbreviation {
    std::string_view name;
    int minutes;
};

// Where several zones share an abbreviation, the one that news of Europe, America and India mean:
// IST is India's (Ireland writes GMT in winter and mostly BST in summer), BST Britain's, CST and
// AST America's.
constexpr std::array abbreviations{
    Abbreviation{"UTC", 0},     Abbreviation{"GMT", 0},    Abbreviation{"UT", 0},
    Abbreviation{"Z", 0},       Abbreviation{"ZULU", 0},   Abbreviation{"WET", 0},
    Abbreviation{"WEZ", 0},     Abbreviation{"BST", 60},   Abbreviation{"WEST", 60},
    Abbreviation{"WESZ", 60},   Abbreviation{"CET", 60},   Abbreviation{"MEZ", 60},
    Abbreviation{"MET", 60},    Abbreviation{"CEST", 120}, Abbreviation{"MESZ", 120},
    Abbreviation{"MEST", 120},  Abbreviation{"EET", 120},  Abbreviation{"OEZ", 120},
    Abbreviation{"EEST", 180},  Abbreviation{"OESZ", 180}, Abbreviation{"MSK", 180},
    Abbreviation{"TRT", 180},   Abbreviation{"SAST", 120}, Abbreviation{"CAT", 120},
    Abbreviation{"EAT", 180},   Abbreviation{"WAT", 60},   Abbreviation{"GST", 240},
    Abbreviation{"PKT", 300},   Abbreviation{"IST", 330},  Abbreviation{"NPT", 345},
    Abbreviation{"ICT", 420},   Abbreviation{"WIB", 420},  Abbreviation{"HKT", 480},
    Abbreviation{"SGT", 480},   Abbreviation{"AWST", 480}, Abbreviation{"JST", 540},
    Abbreviation{"KST", 540},   Abbreviation{"ACST", 570}, Abbreviation{"AEST", 600},
    Abbreviation{"ACDT", 630},  Abbreviation{"AEDT", 660}, Abbreviation{"NZST", 720},
    Abbreviation{"NZDT", 780},  Abbreviation{"NST", -210}, Abbreviation{"NDT", -150},
    Abbreviation{"AST", -240},  Abbreviation{"ADT", -180}, Abbreviation{"AT", -240},
    Abbreviation{"ART", -180},  Abbreviation{"BRT", -180}, Abbreviation{"EST", -300},
    Abbreviation{"EDT", -240},  Abbreviation{"ET", -300},  Abbreviation{"CST", -360},
    Abbreviation{"CDT", -300},  Abbreviation{"CT", -360},  Abbreviation{"MST", -420},
    Abbreviation{"MDT", -360},  Abbreviation{"MT", -420},  Abbreviation{"PST", -480},
    Abbreviation{"PDT", -420},  Abbreviation{"PT", -480},  Abbreviation{"AKST", -540},
    Abbreviation{"AKDT", -480}, Abbreviation{"HST", -600},
};

/// The letters of the armed forces, which RFC 822 took over with their signs turned round.
std::optional<seconds> military(char letter) {
    if (letter >= 'A' && letter <= 'I')
        return minutes(60 * (letter - 'A' + 1));
    if (letter >= 'K' && letter <= 'M')
        return minutes(60 * (letter - 'K' + 10));
    if (letter >= 'N' && letter <= 'Y')
        return minutes(-60 * (letter - 'N' + 1));
    return std::nullopt;
}

}  // namespace

std::optional<Zone> zone_of(std::string_view language, std::string_view host) {
    const std::string domain = text::lower(host.substr(host.rfind('.') + 1));
    if (auto zone = zone_at(countries, domain))
        return zone;
    const std::string tag = text::lower(language);
    const std::string_view main = std::string_view(tag).substr(0, tag.find_first_of("-_"));
    const std::string_view region = std::string_view(tag).substr(tag.find_last_of("-_") + 1);
    if (main.size() < tag.size()) {
        if (auto zone = zone_at(countries, region))
            return zone;
        // "de-US" is for readers in a place that the table does not know.
        if (region.size() == 2)
            return std::nullopt;
    }
    return zone_at(languages, main);
}

std::optional<Zone> zone_at_start(std::string_view text, std::size_t& length) {
    struct Name {
        std::string_view name, zone;
    };
    static constexpr Name names[] = {
        {"Greenwich Mean Time", "UTC"},
        {"Coordinated Universal Time", "UTC"},
        {"British Summer Time", "+01:00"},
        {"Irish Standard Time", "Europe/Dublin"},
        {"India Standard Time", "+05:30"},
        {"Indian Standard Time", "+05:30"},
        {"Central European Summer Time", "+02:00"},
        {"Central European Time", "Europe/Berlin"},
        {"Australian Eastern Standard Time", "+10:00"},
        {"Australian Eastern Daylight Time", "+11:00"},
        {"Eastern Daylight Time", "-04:00"},
        {"Eastern Standard Time", "-05:00"},
        {"Eastern Time", "America/New_York"},
        {"Central Daylight Time", "-05:00"},
        {"Central Standard Time", "-06:00"},
        {"Central Time", "America/Chicago"},
        {"Mountain Time", "America/Denver"},
        {"Pacific Daylight Time", "-07:00"},
        {"Pacific Standard Time", "-08:00"},
        {"Pacific Time", "America/Los_Angeles"},
        {"ET", "America/New_York"},
        {"CT", "America/Chicago"},
        {"MT", "America/Denver"},
        {"PT", "America/Los_Angeles"},
    };
    for (const Name& one : names) {
        // Abbreviations stand in capitals, words in any case.
        const bool here =
            one.name.size() == 2 ? text.starts_with(one.name) : text::istarts_with(text, one.name);
        const std::string_view rest = here ? text.substr(one.name.size()) : text;
        if (!here || (!rest.empty() && text::is_alnum(rest[0])))
            continue;
        length = one.name.size();
        return Zone::named(one.zone);
    }
    return std::nullopt;
}

std::optional<seconds> offset_of_abbreviation(std::string_view abbreviation) {
    if (abbreviation.empty() || abbreviation.size() > 12)
        return std::nullopt;
    std::string name(abbreviation);
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    const auto found =
        std::ranges::find(abbreviations, std::string_view(name), &Abbreviation::name);
    if (found != abbreviations.end())
        return minutes(found->minutes);
    if (name.size() == 1)
        return military(name.front());
    // "GMT+1", "UTC-05:30"
    for (const std::string_view start : {"GMT", "UTC", "ETC/GMT", "ETC/UTC"}) {
        if (!name.starts_with(start))
            continue;
        const std::string_view rest = std::string_view(name).substr(start.size());
        if (rest.empty())
            return seconds(0);
        if (start.starts_with("ETC"))
            return std::nullopt;
        if (rest.front() != '+' && rest.front() != '-')
            return std::nullopt;
        if (const auto zone = Zone::named(rest))
            return zone->offset_at(Instant());
    }
    return std::nullopt;
}

}  // namespace stet::time
