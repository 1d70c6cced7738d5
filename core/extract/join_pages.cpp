#include "extract/join_pages.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "formats/formats.h"
#include "text/cat.h"

namespace stet::page {

namespace {

using std::string_view;

std::optional<Instant> time_of(const Item& item) {
    return item.time_basis == TimeBasis::age ? std::nullopt : item.date_published;
}

/// When the last update was published, where the newest come first.
std::optional<Instant> last_time(const std::vector<Item>& items) {
    std::optional<Instant> last;
    std::size_t rises = 0, falls = 0;
    for (const Item& item : items) {
        const std::optional<Instant> when = time_of(item);
        if (!when)
            continue;
        rises += last && *last < *when;
        falls += last && *last > *when;
        last = when;
    }
    return rises > falls ? std::nullopt : last;
}

/// Whether two items under one id are one update, which came to the next page meanwhile. Ids that
/// count from one on each page tell nothing.
bool is_same(const Item& a, const Item& b) {
    if (a.title == b.title && a.content_text == b.content_text)
        return true;
    const std::optional<Instant> first = time_of(a), second = time_of(b);
    if (first && second)
        return *first == *second;
    return !a.title.empty() && a.title == b.title;
}

string_view without_fragment(string_view url) {
    return url.substr(0, url.find('#'));
}

/// Where `url` is a place in the page `from`, makes it one in the page `to`.
bool move_address(std::string& url, string_view from, string_view to) {
    const string_view page = without_fragment(url);
    if (from.empty() || to.empty() || page != without_fragment(from))
        return false;
    url.replace(0, page.size(), without_fragment(to));
    return true;
}

class Join {
  public:
    Join(Feed first, std::string address) : feed_(std::move(first)), address_(std::move(address)) {
        feed_.of_pages = true;
        for (std::size_t i = 0; i < feed_.items.size(); ++i)
            places_.emplace(feed_.items[i].id, i);
    }

    void add(Document document, const std::function<Result<Feed>(const Document&)>& read,
             Feed page) {
        settle(page, document);
        std::vector<bool> is_new = find_new(page.items);
        if (const std::optional<Instant> latest = last_time(feed_.items);
            latest && begins_after(*latest, page.items, is_new)) {
            document.older_than = latest;
            if (Result<Feed> again = read(document);
                again && again->items.size() == page.items.size()) {
                page = *std::move(again);
                settle(page, document);
            }
        }
        feed_.seams.push_back(feed_.items.size());
        for (std::size_t i = 0; i < page.items.size(); ++i)
            if (is_new[i] && feed_.items.size() < formats::most_items) {
                places_.emplace(page.items[i].id, feed_.items.size());
                feed_.items.push_back(std::move(page.items[i]));
            }
        std::ranges::move(page.tombstones, std::back_inserter(feed_.tombstones));
        if (page.extent != Feed::Extent::whole)
            feed_.extent = page.extent;
    }

    void fall_short(string_view why) {
        if (feed_.extent == Feed::Extent::whole)
            feed_.extent = Feed::Extent::mended;
        warn(text::cat("a page of older updates is missing: ", why));
    }

    void warn(std::string warning) { feed_.head.warnings.push_back(std::move(warning)); }

    // An id of stet's making tells equals apart by their place, which is that in all pages.
    Feed take() {
        std::uint32_t position = 0;
        for (Item& item : feed_.items)
            item.position = ++position;
        make_ids(feed_);
        return std::move(feed_);
    }

  private:
    static void make_ids(Feed& feed) {
        for (Item& item : feed.items)
            if (is_made_id(item.id))
                item.id.clear();
        assign_ids(feed);
    }

    // What an update has of its page is what it had on the first one: its address says the page.
    void settle(Feed& page, const Document& document) const {
        for (Item& item : page.items)
            if (!move_address(item.url, page.head.url, feed_.head.url))
                move_address(item.url, document.address, address_);
        page.head.url = feed_.head.url;
        page.head.id = feed_.head.id;
        make_ids(page);
    }

    std::vector<bool> find_new(const std::vector<Item>& items) const {
        std::vector<bool> is_new;
        for (const Item& item : items) {
            const auto place = places_.find(item.id);
            is_new.push_back(place == places_.end() || !is_same(feed_.items[place->second], item));
        }
        return is_new;
    }

    // Clocks without a day are read as of the day of the look, also on a page that goes back
    // further. They cannot be later than what stands on the page before.
    static bool begins_after(Instant latest, const std::vector<Item>& items,
                             const std::vector<bool>& is_new) {
        for (std::size_t i = 0; i < items.size(); ++i)
            if (is_new[i] && items[i].date_published && items[i].time_basis == TimeBasis::clock)
                return *items[i].date_published > latest;
        return false;
    }

    Feed feed_;
    std::string address_;                       ///< of the first page
    HashMap<std::string, std::size_t> places_;  ///< by id
};

}  // namespace

Result<Feed> join_pages(Pages pages, const std::function<Result<Feed>(const Document&)>& read) {
    Result<Feed> first = read(pages.list.front());
    if (!first || first->doubt || first->extent == Feed::Extent::cut)
        return first;
    Join join(*std::move(first), pages.list.front().address);
    for (std::size_t i = 1; i < pages.list.size(); ++i) {
        Result<Feed> page = read(pages.list[i]);
        if (!page || page->doubt || page->extent == Feed::Extent::cut) {
            pages.missing = !page         ? page.error().message
                            : page->doubt ? page->doubt->message
                                          : "it ends inside an update";
            break;
        }
        join.add(std::move(pages.list[i]), read, *std::move(page));
    }
    if (!pages.missing.empty())
        join.fall_short(pages.missing);
    if (!pages.left_out.empty())
        join.warn(std::move(pages.left_out));
    return join.take();
}

}  // namespace stet::page
