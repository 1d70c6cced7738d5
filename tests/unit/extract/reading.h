#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "support/catch.h"

/// What a body gives when it is read as a capture of one address.
inline stet::Result<stet::Feed> extract_of(std::string_view body,
                                           std::string_view address = "https://news.example/blog",
                                           const stet::Reading& reading = {}) {
    stet::Document document;
    document.source = address;
    document.address = address;
    document.body = body;
    return stet::extract(document, reading);
}

inline stet::Feed read_of(std::string_view body,
                          std::string_view address = "https://news.example/blog",
                          const stet::Reading& reading = {}) {
    auto feed = extract_of(body, address, reading);
    REQUIRE(feed.has_value());
    return *feed;
}

inline std::string time_of(const std::optional<stet::Instant>& when) {
    return when ? stet::time::to_rfc3339(*when) : std::string("none");
}

inline std::vector<std::string> titles_of(const stet::Feed& feed) {
    std::vector<std::string> titles;
    for (const stet::Item& item : feed.items)
        titles.push_back(item.title);
    return titles;
}

inline std::vector<std::string> times_of(const stet::Feed& feed) {
    std::vector<std::string> times;
    for (const stet::Item& item : feed.items)
        times.push_back(time_of(item.date_published));
    return times;
}

/// Sentences enough for the body of an update.
inline std::string words(std::string_view about) {
    return std::string(about) +
           " ist am Abend in der Stadt bekannt geworden, wie die Behörde sagte.";
}
