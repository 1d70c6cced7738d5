#include "source/older_pages.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "model/pages.h"
#include "net/origin.h"
#include "text/cat.h"

namespace stet::source {

namespace {

using Clock = std::chrono::steady_clock;

// Pages wait for those that belong to them: so many looks at once, so much and so long for each.
constexpr std::ptrdiff_t looks_at_once = 16;
constexpr std::size_t most_bytes = largest_document;
constexpr std::chrono::seconds most_time{60};

/// A look of which pages are still to come.
struct Look {
    const Place* place = nullptr;
    Pages pages;
    std::string next;                ///< the address to be asked; empty: it has all
    std::vector<std::string> asked;  ///< addresses that were asked, or answered
    std::size_t bytes = 0;
    Clock::time_point begun = Clock::now();

    const std::string& first() const { return pages.list.front().address; }
    bool has_asked(const std::string& address) const {
        return std::ranges::find(asked, address) != asked.end();
    }
    /// An address as a link of this source's. What was fit to ask for the first page is so still.
    net::Request link_to(const std::string& address) const {
        return *request_of(address, place->access);
    }
    bool is_elsewhere(const std::string& address) const {
        return net::origin_of(address) != net::origin_of(first());
    }
    void leave_out(std::string why) {
        pages.left_out = std::move(why);
        next.clear();
    }
    void miss(std::string_view why) {
        pages.missing = text::cat(next, ": ", why);
        next.clear();
    }
};

class Looks {
  public:
    Looks(Network& network, net::Robots& robots, const std::function<Instant()>& now,
          const FindOlder& find, const Take& take, const std::function<bool()>& stop)
        : network_(network), robots_(robots), now_(now), find_(find), take_(take), stop_(stop) {}

    void read(const std::vector<Place>& places, std::istream& in) {
        read_all(
            places, network_, in, now_,
            [&](const Place& place, Result<Document>&& document) {
                begin(place, std::move(document));
            },
            stop_);
        hand_on_whole();
        while (!looks_.empty() && !(stop_ && stop_()))
            ask_next(in);
        looks_.clear();
    }

  private:
    void begin(const Place& place, Result<Document>&& document) {
        const bool has_pages = document && document->came == Document::Came::network &&
                               document->status < 300 && !document->cut;
        if (!has_pages)
            return take_(place, std::move(document));
        Look look{.place = &place, .pages = {}, .next = {}, .asked = {}};
        look.asked.push_back(place.address);
        add(look, *std::move(document));
        looks_.push_back(std::move(look));
    }

    /// Adds a page, and finds where the next one is.
    void add(Look& look, Document&& page) {
        look.bytes += page.body.size();
        look.asked.push_back(page.address);
        look.next.clear();
        look.pages.list.push_back(std::move(page));
        if (look.pages.list.size() > look.place->older_pages)
            return;
        std::string elsewhere;
        for (std::string& address : find_(look.pages.list.back(), look.first())) {
            if (look.has_asked(address))
                continue;
            if (!look.is_elsewhere(address)) {
                look.next = std::move(address);
                return;
            }
            elsewhere = std::move(address);
        }
        if (!elsewhere.empty())
            look.leave_out(text::cat("older updates are on another host: ", elsewhere));
    }

    // All hosts' rules at once, then all pages.
    void ask_next(std::istream& in) {
        std::vector<net::Request> links;
        for (const Look& look : looks_)
            links.push_back(look.link_to(look.next));
        robots_.learn(links);
        if (stop_ && stop_())  // a host may not have been heard any more
            return;
        for (Look& look : looks_)
            end_where_it_must(look);
        hand_on_whole();
        std::vector<Place> places;
        for (const Look& look : looks_) {
            Place place = *look.place;
            place.address = look.next;
            place.etag.clear();
            place.last_modified.clear();
            places.push_back(std::move(place));
        }
        read_all(
            places, network_, in, now_,
            [&](const Place& place, Result<Document>&& document) {
                take_page(looks_[static_cast<std::size_t>(&place - places.data())],
                          std::move(document));
            },
            stop_);
        hand_on_whole();
    }

    void end_where_it_must(Look& look) {
        if (!robots_.allows(look.link_to(look.next)))
            look.leave_out(text::cat("robots.txt keeps programs from older updates: ", look.next));
        else if (Clock::now() - look.begun >= most_time)
            look.miss("the time for one look is over");
    }

    void take_page(Look& look, Result<Document>&& page) {
        look.asked.push_back(look.next);
        if (!page)
            return look.miss(page.error().message);
        Document& first = look.pages.list.front();
        if (page->retry_after && (!first.retry_after || *first.retry_after < *page->retry_after))
            first.retry_after = page->retry_after;
        if (page->status == 404 || page->status == 410)
            return look.leave_out(text::cat("there are no older updates at ", look.next));
        if (page->status >= 300)
            return look.miss(text::cat("status ", page->status));
        if (page->cut)
            return look.miss("it was cut short");
        if (look.is_elsewhere(page->address) || !robots_.allows(look.link_to(page->address)))
            return look.leave_out(text::cat("older updates are elsewhere: ", page->address));
        if (look.bytes + page->body.size() > most_bytes)
            return look.leave_out("there are more older updates than are read at one look");
        if (page->address != look.next && look.has_asked(page->address))
            return look.next.clear();
        // Some answer whatever number of a page they do not have with one that they have.
        if (std::ranges::find(look.pages.list, page->body, &Document::body) !=
            look.pages.list.end())
            return look.next.clear();
        add(look, *std::move(page));
    }

    void hand_on_whole() {
        for (Look& look : looks_) {
            if (!look.next.empty())
                continue;
            Pages& pages = look.pages;
            const bool is_one =
                pages.list.size() == 1 && pages.missing.empty() && pages.left_out.empty();
            take_(*look.place, is_one ? std::move(pages.list.front()) : packed(std::move(pages)));
        }
        std::erase_if(looks_, [](const Look& look) { return look.next.empty(); });
    }

    Network& network_;
    net::Robots& robots_;
    const std::function<Instant()>& now_;
    const FindOlder& find_;
    const Take& take_;
    const std::function<bool()>& stop_;
    std::vector<Look> looks_;
};

}  // namespace

void read_with_older(const std::vector<Place>& places, Network& network, net::Robots& robots,
                     std::istream& in, const std::function<Instant()>& now, const FindOlder& find,
                     const Take& take, const std::function<bool()>& stop) {
    std::vector<Place> plain, paged;
    for (const Place& place : places)
        (place.older_pages > 0 ? paged : plain).push_back(place);
    if (!plain.empty())
        read_all(plain, network, in, now, take, stop);
    Looks looks(network, robots, now, find, take, stop);
    for (auto next = paged.begin(); next != paged.end() && !(stop && stop());) {
        const auto end = next + std::min(looks_at_once, paged.end() - next);
        looks.read({next, end}, in);
        next = end;
    }
}

}  // namespace stet::source
