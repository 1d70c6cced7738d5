#include "extract/told_zone.h"

#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

std::string zone_in(std::string_view text) {
    const auto zone = page::told_zone(text);
    return zone ? zone->name() : "none";
}

std::string feed_of(const std::string& date, const std::string& language) {
    return "<rss version='2.0'><channel><title>T</title><link>https://d.example/</link>" +
           (language.empty() ? "" : "<language>" + language + "</language>") +
           "<item><guid>a</guid><title>Meldung</title><pubDate>" + date +
           "</pubDate></item></channel></rss>";
}

}  // namespace

TEST_CASE("told zone: sentences that name the zone of a page", "[extract]") {
    CHECK(zone_in("All times below are in Eastern time.") == "America/New_York");
    CHECK(zone_in("All times ET.") == "America/New_York");
    CHECK(zone_in("This is our blog. All times are London time.") == "Europe/London");
    CHECK(zone_in("All times UTC") == "+00:00");
    CHECK(zone_in("Alle Zeitangaben in deutscher Zeit.") == "Europe/Berlin");
    CHECK(zone_in("Alle Uhrzeiten in MESZ") == "+02:00");
    CHECK(zone_in("Toutes les heures sont données en heure de Paris.") == "Europe/Paris");
    CHECK(zone_in("Todas las horas son en hora peninsular.") == "Europe/Madrid");
}

TEST_CASE("told zone: sentences that name none, or another thing's", "[extract]") {
    CHECK(zone_in("All times are local.") == "none");
    CHECK(zone_in("The best of all times. The ET of the film is back.") == "none");
    CHECK(zone_in("Zu allen Zeiten gab es MESZ nur im Sommer") == "none");
    CHECK(zone_in("The game starts at 8 p.m. Eastern time.") == "none");
    CHECK(zone_in("Times are hard in the USA") == "none");
}

TEST_CASE("told zone: the zone of a sentence goes before that of the system", "[extract]") {
    const std::string page =
        "<html lang=en-US><head><meta property=article:modified_time "
        "content=2020-03-24T08:10:05-05:00></head><body><h1>Live updates: the day</h1><p><em>All "
        "times below are in Eastern time.</em></p><h2>7:53 am: First</h2><p>" +
        words("Eins") + "</p><h2>7:12 am: Second</h2><p>" + words("Zwei") +
        "</p><h2>6:59 am: Third</h2><p>" + words("Drei") +
        "</p><p>The post <a href=/x>Live</a> appeared first on <a href=/>Site</a>.</p>";
    const Feed feed = read_of(page);
    CHECK(times_of(feed) ==
          Strings{"2020-03-24T11:53:00Z", "2020-03-24T11:12:00Z", "2020-03-24T10:59:00Z"});
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[2].content_text == words("Drei"));
    // What a person says goes before both.
    Reading asked;
    asked.zone = "Europe/London";
    CHECK(read_of(page, "https://news.example/blog", asked).items.size() == 3);
}

TEST_CASE("told zone: dates of feeds without a zone", "[extract]") {
    const auto time = [](const std::string& feed, const std::string& zone) {
        Reading reading;
        reading.zone = zone;
        return times_of(read_of(feed, "https://d.example/feed", reading)).front();
    };
    const std::string date = "Sun, 15 Dec 2024 12:15";
    CHECK(time(feed_of(date, ""), "") == "2024-12-15T12:15:00Z");
    CHECK(time(feed_of(date, "en"), "") == "2024-12-15T12:15:00Z");
    CHECK(time(feed_of(date, "de"), "") == "2024-12-15T11:15:00Z");
    CHECK(time(feed_of(date, "de"), "America/New_York") == "2024-12-15T17:15:00Z");
    CHECK(time(feed_of(date + " GMT", "de"), "America/New_York") == "2024-12-15T12:15:00Z");
    CHECK(time(feed_of("Tuesday, September 10, 2024 - 08:00", "de"), "") == "2024-09-10T06:00:00Z");
    CHECK(time(feed_of("2021-05-02IST10:30:00+05:30", "de"), "") == "2021-05-02T05:00:00Z");
}

TEST_CASE("told zone: dates that cannot be read are told", "[extract]") {
    CHECK(read_of(feed_of("Mon, 31 Nov 2025 10:00:00 GMT", "de")).head.warnings ==
          Strings{"dates that cannot be read, such as 'Mon, 31 Nov 2025 10:00:00 GMT'"});
    CHECK(read_of(feed_of("Sun, 30 Nov 2025 10:00:00 GMT", "de")).head.warnings.empty());
    CHECK(read_of(feed_of("", "de")).head.warnings.empty());
}
