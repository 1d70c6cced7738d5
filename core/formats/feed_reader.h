#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/fields.h"
#include "formats/vocabulary.h"
#include "formats/wishes.h"
#include "markup/node.h"
#include "model/feed.h"

namespace stet::formats {

/// More items than this are not read; a warning says so.
inline constexpr std::size_t most_items = 100'000;

/// Whether texts without a type are markup (RSS) or plain (Atom).
enum class Dialect { rss, atom };

/// What the entries of a feed need to know of it; the same for all, so that each entry can be read
/// by itself.
struct Frame {
    Dialect dialect = Dialect::rss;
    Vocabulary vocabulary;
    Scope scope;           ///< around the entry
    std::string language;  ///< of entries that state none
};

/// The text of an element by the rules of its dialect; elements of Atom bring theirs along.
Passage passage_of(const markup::Node& node, const Frame& frame, const Scope& scope);

/// Reads an entry or item from its element alone. Position and source are the caller's to set.
Item read_entry(const markup::Node& entry, const Frame& frame);

/// Gathers what a feed says of itself, element by element; entries are passed over.
class ChannelReader {
  public:
    /// `frame` outlives the reader.
    explicit ChannelReader(const Frame& frame) : frame_(frame) {}

    /// Reads the elements directly below `node`.
    void read(const markup::Node& node, const Scope& scope);
    /// What was gathered. `format` and `encoding` are the caller's to set.
    FeedData finish();
    Wishes wishes() const { return wishes_.finish(); }

  private:
    void read_element(const markup::Node& node, const Scope& scope);
    void read_link(const markup::Node& node, const Scope& scope, int rank);

    const Frame& frame_;
    FeedData data_;
    Best<Passage> title_, description_;
    Best<std::string> home_page_, feed_url_, id_, language_, icon_;
    Best<Instant> published_, modified_;
    People people_;
    WishReader wishes_;
};

/// Puts an item at the end of a feed, with its position. False where the feed is full; then it has
/// got a warning.
bool append(Feed& feed, Item item);

// The readers of each format. `root` is its outermost element, `scope` what is around it. The head
// record lacks what is the same for all formats.

Feed read_rss(const markup::Node& root, const Scope& scope);
Feed read_rdf(const markup::Node& root, const Scope& scope);
Feed read_atom(const markup::Node& root, const Scope& scope);
Feed read_opml(const markup::Node& root, const Scope& scope);
Result<Feed> read_json_feed(std::string_view text, const Scope& scope);

/// What RSS, RDF and Atom have in common: reads the elements below `root` and below its channels.
Feed read_below(const markup::Node& root, const Frame& frame);

}  // namespace stet::formats
