#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "markup/node.h"

namespace stet::formats {

/// What an element of a feed is about, whatever it is called in its dialect.
enum class Tag : std::uint8_t {
    none,
    // structure
    channel,
    entry,
    deleted,
    group,
    // of feeds and of entries
    id,
    title,
    link,
    summary,
    content,
    person,
    category,
    keywords,
    published,
    modified,
    language,
    image,
    // of feeds
    subtitle,
    icon,
    logo,
    ttl,
    skip_hours,
    skip_days,
    update_period,
    update_frequency,
    // of entries
    enclosure,
    media,
    thumbnail,
    duration,
};

/// The namespaces that feeds are made of. `core` is the feed's own one, or none at all.
enum class Space : std::uint8_t {
    other,
    core,
    atom,
    dc,
    dcterms,
    content,
    media,
    itunes,
    xhtml,
    rdf,
    syndication,
    tombstones,
};

/// An element's meaning. Where several elements mean one thing, the higher rank is the better
/// source of it.
struct Term {
    Tag tag = Tag::none;
    std::uint8_t rank = 0;
};

/// How the elements of one feed are read.
class Vocabulary {
  public:
    /// `core` is the namespace of the feed's own elements, which need not be a known one.
    explicit Vocabulary(std::string core) : core_(std::move(core)) {}

    Space space(const markup::Node& node) const;
    /// Element names count in any case; prefixes do not count.
    Term term(const markup::Node& node) const;

  private:
    struct Seen {
        std::string uri;
        Space space = Space::other;
    };

    std::string core_;
    mutable std::array<Seen, 8> seen_;  // a feed has few namespaces
    mutable std::size_t next_seen_ = 0;
};

}  // namespace stet::formats
