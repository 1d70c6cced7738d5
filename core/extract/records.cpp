#include "extract/records.h"

#include <algorithm>
#include <vector>

#include "text/ascii.h"
#include "text/url.h"

namespace stet::page {

namespace {

void set_picture(Item& item, Picture picture) {
    item.image = std::move(picture.url);
    item.image_alt = std::move(picture.alt);
    item.image_caption = std::move(picture.caption);
    item.image_credit = std::move(picture.credit);
}

std::vector<When*> times_of(Candidates& list, bool pinned) {
    std::vector<When*> times;
    for (Candidate& candidate : list)
        if (candidate.pinned == pinned)
            times.push_back(&candidate.published);
    return times;
}

}  // namespace

const std::string& place_of(const Document& document) {
    return document.address.empty() ? document.source : document.address;
}

const std::string& base_of(const Document& document, const Reading& reading) {
    return reading.page.empty() ? document.address : reading.page;
}

void resolve_all(Candidates& list, std::span<const DayHeading> days, const Calendar& calendar) {
    // Pinned updates stand out of order.
    std::vector<DayHeading> shifted(days.begin(), days.end());
    for (DayHeading& day : shifted)
        day.before -= static_cast<std::size_t>(std::ranges::count_if(
            list.begin(),
            list.begin() + static_cast<std::ptrdiff_t>(std::min(day.before, list.size())),
            [](const Candidate& candidate) { return candidate.pinned; }));
    resolve(times_of(list, false), shifted, calendar);
    for (When* const when : times_of(list, true))
        resolve(*when, calendar);
    for (Candidate& candidate : list) {
        When& modified = candidate.modified;
        if (!modified.day && modified.clock && candidate.published.instant)
            modified.day = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(
                calendar.zone.to_local(*candidate.published.instant)));
        resolve(modified, calendar);
    }
}

Calendar calendar_of(const Head& head, const Document& document, const Reading& reading,
                     std::span<const When> inner) {
    const std::string& own_address = base_of(document, reading);
    const std::string& address = own_address.empty() ? head.canonical : own_address;
    std::vector<When> own{head.modified, head.published};
    own.insert(own.end(), inner.begin(), inner.end());
    const std::string& language = head.language.empty() ? reading.language : head.language;
    const bool told = head.zone && reading.zone.empty();
    Calendar calendar{
        told ? *head.zone : zone_of_page(own, reading.zone, language, text::url_host(address)),
        {},
        {}};
    if (document.observed != Instant{})
        calendar.observed = document.observed;
    std::size_t left = head.modified.exists() || head.published.exists() ? 2 : own.size();
    for (When when : own) {
        if (left-- == 0)
            break;
        if (!when.exists())
            continue;
        resolve(when, calendar);
        if (when.instant && (!calendar.stamp || *when.instant > *calendar.stamp))
            calendar.stamp = when.instant;
    }
    calendar.begins = calendar.stamp && !head.modified.exists() && inner.empty();
    // Ages in a file that was kept count back from when the page was made, not from now.
    if (document.came == Document::Came::file && calendar.stamp && !calendar.begins &&
        calendar.observed && *calendar.observed - *calendar.stamp > std::chrono::hours(24))
        calendar.observed = calendar.stamp;
    // The clocks of a match are those of its day.
    if (!calendar.stamp && head.event.day) {
        When end = head.event;
        end.instant.reset();
        end.clock = std::chrono::hours(24) - std::chrono::seconds(1);
        resolve(end, calendar);
        calendar.stamp = end.instant;
    }
    // A page fetched just now that names no day shows today's clocks. A file may be of any age.
    if (!calendar.stamp && document.came == Document::Came::network)
        calendar.stamp = calendar.observed;
    if (document.older_than && (!calendar.stamp || *document.older_than < *calendar.stamp)) {
        calendar.stamp = document.older_than;
        calendar.begins = false;
    }
    return calendar;
}

Item head_record(Head head, const Calendar& calendar, std::string_view format) {
    Item item;
    item.kind = Kind::page;
    resolve(head.published, calendar);
    resolve(head.modified, calendar);
    item.title = std::move(head.headline);
    item.kicker = std::move(head.kicker);
    item.summary = std::move(head.summary);
    item.url = std::move(head.canonical);
    item.language = head.language;
    item.authors = head.authors;
    item.tags = std::move(head.tags);
    item.date_published = head.published.instant;
    item.date_modified = head.modified.instant;
    item.reading_minutes = head.reading_minutes;
    set_picture(item, std::move(head.picture));
    FeedData data;
    data.title = item.title;
    data.description = item.summary;
    data.home_page_url = item.url;
    data.language = std::move(head.language);
    data.authors = std::move(head.authors);
    data.favicon = std::move(head.icon);
    data.date_published = item.date_published;
    data.date_modified = item.date_modified;
    data.format = std::string(format);
    item.feed = std::move(data);
    return item;
}

Item update_record(Candidate candidate) {
    Item item;
    item.id = std::move(candidate.id);
    item.url = std::move(candidate.url);
    item.title = std::move(candidate.title);
    item.content_html = text::trim(candidate.html);
    item.content_text = std::move(candidate.text);
    item.authors = std::move(candidate.authors);
    item.tags = std::move(candidate.tags);
    item.date_published = candidate.published.instant;
    item.date_modified = candidate.modified.instant;
    item.stamp = std::move(candidate.published.words);
    item.time_basis = candidate.published.basis;
    set_picture(item, std::move(candidate.picture));
    return item;
}

}  // namespace stet::page
