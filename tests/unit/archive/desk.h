#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/digest.h"
#include "text/cat.h"

// A Selection of which only the members in question are named reads best; g++ 12 warns of that.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/// What the tests of the archive share: a folder of their own, documents, marked feeds by hand.
namespace stet::archive::desk {

inline Instant at(int minutes) {
    return Instant(std::chrono::seconds(1'769'600'000)) + std::chrono::minutes(minutes);
}

/// A folder that goes when the test ends.
class Folder {
  public:
    Folder() : path_("/tmp/stet-archive-" + hex(random_bytes(6))) {
        std::filesystem::create_directory(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string file(std::string_view name = "archive.db") const {
        return text::cat(path_, '/', name);
    }
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

inline const std::string ticker = "https://news.example/ukraine-liveblog.html";

inline Document document(int minutes, std::string body, std::string source = ticker) {
    Document document;
    document.source = source;
    document.address = std::move(source);
    document.body = std::move(body);
    document.observed = at(minutes);
    document.came = Document::Came::network;
    document.status = 200;
    return document;
}

/// A look over the network that failed.
inline void fail(Archive& archive, const Document& document, Error::Kind kind,
                 std::string message) {
    const Result<Document> result = document;
    archive.look(document.source, result, document.observed)
        .fail({kind, std::move(message), {}, {}});
}

inline Item update(std::string id, std::string text, Change change = Change::none) {
    Item item;
    item.id = std::move(id);
    item.title = "Meldung " + item.id;
    item.content_text = std::move(text);
    item.change = change;
    if (change == Change::edited) {
        item.changed = {"content_text"};
        item.edit_class = Class::text;
        item.notice = Notice::unstated;
    }
    if (change == Change::withdrawn)
        item.evidence = Evidence::gap;
    return item;
}

inline Feed feed(std::vector<Item> items, Change head_change = Change::none) {
    Feed feed;
    feed.head.id = ticker;
    feed.head.kind = Kind::page;
    feed.head.title = "Liveblog";
    feed.head.change = head_change;
    feed.items = std::move(items);
    for (std::size_t i = 0; i < feed.items.size(); ++i)
        if (feed.items[i].change != Change::withdrawn)
            feed.items[i].position = static_cast<std::uint32_t>(i + 1);
    return feed;
}

inline std::vector<Item> keep(Archive& archive, const Document& document, const Feed& marked,
                              const std::vector<std::string>& undecided = {}) {
    const Result<Document> result = document;
    Look look = archive.look(document.source, result, document.observed);
    look.before(marked);
    return look.keep(marked, undecided);
}

/// A look of its own number of the minute, with a body made from what it shows.
inline std::vector<Item> keep(Archive& archive, int minutes, const Feed& marked,
                              const std::vector<std::string>& undecided = {}) {
    return keep(archive, document(minutes, text::cat("look ", minutes)), marked, undecided);
}

inline std::vector<Item> select(Archive& archive, const Selection& selection, Scope scope,
                                bool baseline = true) {
    std::vector<Item> items;
    archive.select(selection, scope, baseline, [&](Item&& item) {
        items.push_back(std::move(item));
        return true;
    });
    return items;
}

/// `id`s of updates, in order, with the revision where it is not the first: "a b/2".
inline std::string ids(const std::vector<Item>& items) {
    std::string line;
    for (const Item& item : items)
        if (!item.is_head())
            line += text::cat(line.empty() ? "" : " ", item.id,
                              item.revision > 1 ? text::cat('/', item.revision) : "");
    return line;
}

}  // namespace stet::archive::desk
