#include "model/made_ids.h"

#include <string_view>

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

}  // namespace

MadeIds::MadeIds(const Item& head)
    : whole_{text::without_tracking(head.url), text::without_tracking(head.id)} {}

void MadeIds::see(const Item& item) {
    ++uses_[text::without_tracking(item.url)];
    taken_.insert(item.id);
}

void MadeIds::give(Item& item) {
    const std::string made = made_for(item);
    int& place = equals_[made];
    do {
        ++place;
        item.id = place == 1 ? made : text::cat(made, '-', place);
    } while (!taken_.insert(item.id).second);
}

/// Whether an address stands for one update: those of several updates, or of the whole document,
/// tell none apart.
bool MadeIds::is_own(const std::string& url) const {
    const auto found = uses_.find(url);
    return !url.empty() && url != whole_[0] && url != whole_[1] && found != uses_.end() &&
           found->second == 1;
}

std::string MadeIds::made_for(const Item& item) const {
    const std::string url = text::without_tracking(item.url);
    if (is_own(url))
        return made_id("url", url);
    if (item.date_published && !item.title.empty()) {
        const auto seconds = item.date_published->time_since_epoch().count();
        return made_id("time", text::cat(seconds, '\0', item.title));
    }
    const std::string& body = item.content_text.empty() ? item.content_html : item.content_text;
    return made_id("text", text::cat(item.title, '\0', body));
}

}  // namespace stet
