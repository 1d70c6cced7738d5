#include "model/feed.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/digest.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet {

namespace {

/// Short enough to read out, long enough that no two updates of a source will ever share it.
std::string made_id(std::string_view basis, std::string_view content) {
    const Digest digest = sha256(text::cat(basis, '\0', content));
    return text::cat("stet:", hex(bytes_of(digest).substr(0, 8)));
}

/// Addresses that stand for one update each: those of several updates, or of the whole document,
/// tell none apart.
class Addresses {
  public:
    explicit Addresses(const Feed& feed) {
        for (const Item& item : feed.items)
            ++uses_[text::without_tracking(item.url)];
        for (const std::string* whole : {&feed.head.url, &feed.head.id})
            uses_.erase(text::without_tracking(*whole));
    }
    bool is_own(const std::string& url) const {
        const auto found = uses_.find(url);
        return !url.empty() && found != uses_.end() && found->second == 1;
    }

  private:
    std::unordered_map<std::string, int> uses_;
};

std::string make_id(const Item& item, const Addresses& addresses) {
    const std::string url = text::without_tracking(item.url);
    if (addresses.is_own(url))
        return made_id("url", url);
    if (item.date_published && !item.title.empty()) {
        const auto seconds = item.date_published->time_since_epoch().count();
        return made_id("time", text::cat(seconds, '\0', item.title));
    }
    const std::string& body = item.content_text.empty() ? item.content_html : item.content_text;
    return made_id("text", text::cat(item.title, '\0', body));
}

}  // namespace

void assign_ids(Feed& feed) {
    std::unordered_set<std::string> taken;
    for (const Item& item : feed.items)
        taken.insert(item.id);
    const Addresses addresses(feed);
    std::unordered_map<std::string, int> equals;
    for (Item& item : feed.items) {
        if (!item.id.empty())
            continue;
        const std::string made = make_id(item, addresses);
        int& place = equals[made];
        do {
            ++place;
            item.id = place == 1 ? made : text::cat(made, '-', place);
        } while (!taken.insert(item.id).second);
    }
}

}  // namespace stet
