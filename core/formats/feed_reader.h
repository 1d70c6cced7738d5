#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/fields.h"
#include "formats/formats.h"
#include "formats/vocabulary.h"
#include "formats/wishes.h"
#include "markup/node.h"
#include "markup/xml.h"
#include "model/feed.h"

namespace stet::formats {

/// Whether texts without a type are markup (RSS) or plain (Atom).
enum class Dialect { rss, atom };

/// What the entries of a feed need to know of it; the same for all, so that each entry can be read
/// by itself.
struct Frame {
    Dialect dialect = Dialect::rss;
    Vocabulary vocabulary;
    Scope scope;                                 ///< around the entry
    std::string language;                        ///< of entries that state none
    std::vector<std::string>* unread = nullptr;  ///< takes dates that cannot be read
};

/// The text of an element by the rules of its dialect; elements of Atom bring theirs along.
Passage passage_of(const markup::Node& node, const Frame& frame, const Scope& scope);

/// Reads an entry or item from its element alone. Position and source are the caller's to set.
Item read_entry(const markup::Node& entry, const Frame& frame, Reader::Part part);

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
    /// The document with the entries before these (RFC 5005).
    const std::string& older() const { return older_.value; }

  private:
    void read_element(const markup::Node& node, const Scope& scope);
    void read_link(const markup::Node& node, const Scope& scope, int rank);

    const Frame& frame_;
    FeedData data_;
    Best<Passage> title_, description_;
    Best<std::string> home_page_, feed_url_, id_, language_, icon_, older_;
    Best<Instant> published_, modified_;
    People people_;
    WishReader wishes_;
};

/// What the name of a document's outermost element says.
Format format_of_element(std::string_view name);

/// How one feed of XML is read.
struct XmlFormat {
    std::string name;  ///< as in FeedData::format
    Dialect dialect = Dialect::rss;
    std::string core;  ///< the namespace of its own elements
};

// What the root says of it.
XmlFormat rss_format(const markup::Node& root);
XmlFormat rdf_format(const markup::CutXml& xml, const markup::Node& root);
XmlFormat atom_format(const markup::Node& root);

/// What is said of feeds that have more than most_items.
std::string too_many_items();

/// A feed that was read as a whole.
class WholeFeed : public Reader {
  public:
    /// What is more than most_items is dropped, with a warning.
    explicit WholeFeed(Feed&& feed);

  private:
    void give(const Take& take, Part part, std::string_view language) const override;

    std::vector<Item> items_;
};

// The readers of each format. `scope` is what is around the document. Their head records lack what
// is the same for all formats.

using OpenedReader = Result<std::unique_ptr<Reader>>;

/// What RSS, RDF and Atom have in common. `window` is that over the text.
OpenedReader open_xml(Format format, std::string_view text, const Scope& scope, Window window);
OpenedReader open_opml(std::string_view text, const Scope& scope);
OpenedReader open_json_feed(std::string_view text, const Scope& scope);

}  // namespace stet::formats
