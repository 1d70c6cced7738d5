#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "model/feed.h"

/// Documents that declare their items.
namespace stet::formats {

enum class Format { none, rss, rdf, atom, json_feed, opml };

/// What a text is, by its first element or its version member; looks at its beginning only.
Format sniff(std::string_view text);

/// More items than this are not read; a warning says so.
inline constexpr std::size_t most_items = 100'000;

/// A feed whose items are read one after the other, so that a large one is never held as a whole.
class Reader {
  public:
    virtual ~Reader() = default;

    /// The head record, its extent and tombstones; no items. The head says in `warnings` what was
    /// mended.
    const Feed& feed() const { return feed_; }

    /// What of an item is wanted.
    enum class Part {
        all,
        names,  ///< id and url, which are cheap
    };
    /// Takes an item; false where no more are wanted. Ids of items that have none are empty.
    using Take = std::function<bool(Item&&)>;

    /// Hands on the items in document order, as often as it is called. `language` is that of items
    /// where neither they nor the feed state one.
    void read(const Take& take, Part part = Part::all, std::string_view language = {}) const;

  private:
    friend Result<std::unique_ptr<Reader>> open(Format, std::string_view, std::string_view,
                                                const Document&, std::string_view);
    virtual void give(const Take& take, Part part, std::string_view language) const = 0;

  protected:
    Feed feed_;
    std::string remark_;  ///< a warning that does not mean that anything was mended
};

/// Begins to read a feed. `text` is the document's body in valid UTF-8 and must outlive the reader;
/// `encoding` is what it was read from, `zone` that of dates that name none; without it they are in
/// that of the feed's language where all its countries show one clock, else in UTC.
Result<std::unique_ptr<Reader>> open(Format format, std::string_view text,
                                     std::string_view encoding, const Document& document,
                                     std::string_view zone = {});

}  // namespace stet::formats
