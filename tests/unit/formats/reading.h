#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "formats/formats.h"

/// Begins to read a feed as `stet fetch` would; `text` must outlive what comes out.
inline stet::Result<std::unique_ptr<stet::formats::Reader>> open_feed(
    std::string_view text, const stet::Document& document) {
    return stet::formats::open(stet::formats::sniff(text), text, "utf-8", document);
}

inline stet::Feed read_feed(std::string_view text, const stet::Document& document) {
    const auto reader = open_feed(text, document);
    if (!reader)
        throw std::runtime_error(reader.error().message);
    stet::Feed feed = (*reader)->feed();
    (*reader)->read([&](stet::Item&& item) {
        feed.items.push_back(std::move(item));
        return true;
    });
    return feed;
}

/// From an address if one is given.
inline stet::Feed read_feed(std::string_view text, std::string_view address = {}) {
    stet::Document document;
    document.source = "source";
    document.address = address;
    return read_feed(text, document);
}

/// An RSS 2.0 feed with one item.
inline std::string rss_item(std::string_view inside, std::string_view address = {}) {
    std::string text =
        "<?xml version=\"1.0\"?><rss version=\"2.0\""
        " xmlns:atom=\"http://www.w3.org/2005/Atom\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
        " xmlns:media=\"http://search.yahoo.com/mrss/\""
        " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">"
        "<channel><title>Ticker</title><link>";
    text += address;
    text += "</link><item>";
    text += inside;
    text += "</item></channel></rss>";
    return text;
}

/// An Atom 1.0 feed with one entry.
inline std::string atom_entry(std::string_view inside) {
    std::string text =
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\""
        " xml:base=\"http://example.org/dir/\"><title>Ticker</title><entry>";
    text += inside;
    text += "</entry></feed>";
    return text;
}

inline stet::Item read_rss_item(std::string_view inside) {
    return read_feed(rss_item(inside), "http://example.org/feed.xml").items.at(0);
}

inline stet::Item read_atom_entry(std::string_view inside) {
    return read_feed(atom_entry(inside)).items.at(0);
}
