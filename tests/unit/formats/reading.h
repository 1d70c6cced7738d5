#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "formats/formats.h"

/// Reads a feed as `stet fetch` would, from an address if one is given.
inline stet::Feed read_feed(std::string_view text, std::string_view address = {}) {
    stet::Document document;
    document.source = "source";
    document.address = address;
    auto feed = stet::formats::read(stet::formats::sniff(text), text, "utf-8", document);
    if (!feed)
        throw std::runtime_error(feed.error().message);
    return *std::move(feed);
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
