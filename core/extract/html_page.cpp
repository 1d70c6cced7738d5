#include "extract/html_page.h"

#include <algorithm>
#include <unordered_set>

#include "extract/article.h"
#include "extract/barrier.h"
#include "extract/blocks.h"
#include "extract/false_utc.h"
#include "extract/join.h"
#include "extract/jsonld.h"
#include "extract/microdata.h"
#include "extract/microformats.h"
#include "extract/payload.h"
#include "extract/plain_page.h"
#include "extract/records.h"
#include "extract/update.h"
#include "extract/vocabulary.h"
#include "json/mend.h"
#include "markup/html.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/language.h"
#include "text/url.h"

namespace stet::page {

namespace {

using std::string_view;

/// A page whose text is shorter than this and has no update may be a barrier.
constexpr std::size_t short_body = 500;

std::vector<When*> times_of(Candidates& list, bool pinned) {
    std::vector<When*> times;
    for (Candidate& candidate : list)
        if (candidate.pinned == pinned)
            times.push_back(&candidate.published);
    return times;
}

void resolve_all(Candidates& list, std::span<const DayHeading> days, const Calendar& calendar) {
    // Pinned updates stand out of order.
    std::vector<DayHeading> shifted(days.begin(), days.end());
    for (DayHeading& day : shifted)
        day.before -= static_cast<std::size_t>(std::ranges::count_if(
            list.begin(),
            list.begin() + static_cast<std::ptrdiff_t>(std::min(day.before, list.size())),
            [](const Candidate& candidate) { return candidate.pinned; }));
    resolve(times_of(list, false), shifted, calendar);
    for (When* const when : times_of(list, true))
        resolve(*when, calendar);
    for (Candidate& candidate : list) {
        When& modified = candidate.modified;
        if (!modified.day && modified.clock && candidate.published.instant)
            modified.day = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(
                calendar.zone.to_local(*candidate.published.instant)));
        resolve(modified, calendar);
    }
}

/// The address that anchors of a page are relative to.
std::string base_of(const Outline& outline, const Document& document) {
    std::string base = !document.content_location.empty()
                           ? text::resolve_url(document.address, document.content_location)
                           : document.address;
    if (outline.base && !(*outline.base)["href"].empty())
        base = text::resolve_url(base, (*outline.base)["href"]);
    return base;
}

class HtmlPage {
  public:
    HtmlPage(markup::Tree tree, const Document& document, const Reading& reading)
        : tree_(std::move(tree)),
          document_(document),
          reading_(reading),
          outline_(outline(tree_)),
          base_(base_of(outline_, document)) {
        for (const markup::Node* const link : outline_.links)
            if (base_.empty() && text::iequals((*link)["rel"], "canonical"))
                base_ = std::string((*link)["href"]);
    }

    Result<Feed> run() {
        data_ = linked_data(outline_.scripts, base_);
        // Updates from data that had to be mended may be fewer than there were.
        mended_ = !data_.warnings.empty() && !data_.updates.empty();
        LinkedData micro = microdata(outline_, base_);
        add_microdata(std::move(micro));
        head_ = read_head(outline_, data_.facts, base_);
        HFeed hfeed;
        if (data_.updates.empty())
            hfeed = microformats(outline_, base_);
        const bool several = hfeed.entries.size() > 0 && !is_own_entry(hfeed);
        if (several)
            return feed_of_entries(std::move(hfeed));
        structure();
        if (structure_.blocks.empty() && data_.updates.empty())
            return article();
        return live_blog();
    }

  private:
    void add_microdata(LinkedData micro) {
        Facts& facts = data_.facts;
        if (data_.updates.empty()) {
            data_.updates = std::move(micro.updates);
            for (const Candidate& update : data_.updates)
                given_.push_back(const_cast<markup::Node*>(update.element));
        }
        facts.live = facts.live || micro.facts.live;
        const bool better = !given_.empty() || facts.headline.empty();
        if (better && !micro.facts.headline.empty())
            facts.headline = micro.facts.headline;
        if (better && micro.facts.modified.exists())
            facts.modified = micro.facts.modified;
        if (!facts.published.exists())
            facts.published = micro.facts.published;
        if (facts.description.empty())
            facts.description = micro.facts.description;
        if (facts.authors.empty())
            facts.authors = micro.facts.authors;
        if (facts.picture.url.empty())
            facts.picture = micro.facts.picture;
    }

    bool is_own_entry(const HFeed& feed) const {
        return feed.entries.size() == 1 && feed.entries[0].url == head_.canonical;
    }

    void structure() {
        const std::vector<Mark> found = marks(outline_);
        const Claim claim{data_.facts.live || !data_.updates.empty(), head_.names_live_blog, base_};
        structure_ = repeated_blocks(outline_, found, claim);
        Structure opened = opened_blocks(outline_, found, claim);
        if (opened.blocks.size() > structure_.blocks.size() + structure_.blocks.size() / 4)
            structure_ = std::move(opened);
        if (!given_.empty())
            structure_ = given_blocks(outline_, found, around_given());
    }

    /// What data names as updates is one, however else the page is built: the blocks that hold such
    /// an element, else the elements themselves.
    std::vector<markup::Node*> around_given() const {
        std::unordered_set<const markup::Node*> tops;
        for (const markup::Node* const element : given_)
            for (const markup::Node* up = element; up; up = up->parent)
                tops.insert(up);
        std::vector<markup::Node*> around;
        for (const Block& block : structure_.blocks)
            if (tops.contains(block.parts.front()))
                around.push_back(block.parts.front());
        return around.size() == given_.size() ? around : given_;
    }

    Result<Feed> live_blog() {
        read_opening(head_, outline_, data_.facts, first_block(), base_);
        Candidates shown;
        std::vector<When> whole;
        for (const Block& block : structure_.blocks) {
            shown.push_back(read_block(tree_, outline_, block, base_));
            if (shown.back().modified.instant && shown.back().modified.offset)
                whole.push_back(shown.back().modified);
        }
        const Calendar calendar = calendar_of(head_, document_, reading_, whole);
        resolve_all(shown, structure_.days, calendar);
        mend_false_utc(shown, calendar);
        std::erase_if(shown, [](const Candidate& one) {
            return one.title.empty() && one.text.empty() && one.html.empty() && one.id.empty();
        });
        resolve_all(data_.updates, {}, calendar);
        const std::string address = head_.canonical.empty() ? base_ : head_.canonical;
        drop_degenerate(data_.updates, head_.headline, address);
        merge_repeated(shown);
        drop_degenerate_ids(shown);
        address_by_anchor(shown);
        Candidates joined = join(std::move(data_.updates), std::move(shown));
        late_stamp(joined);
        return finish(std::move(joined), calendar, "liveblog");
    }

    /// Ids that several blocks share are none.
    static void drop_degenerate_ids(Candidates& shown) {
        std::vector<std::string> ids;
        for (const Candidate& one : shown)
            ids.push_back(one.id);
        std::ranges::sort(ids);
        for (Candidate& one : shown) {
            const auto [first, last] = std::ranges::equal_range(ids, one.id);
            if (last - first > 1)
                one.id.clear();
        }
    }

    void address_by_anchor(Candidates& shown) const {
        const std::string page = head_.canonical.empty() ? base_ : head_.canonical;
        if (!text::is_http_url(page))
            return;
        for (Candidate& one : shown)
            if (one.url.empty() && !one.id.empty() && one.element && (*one.element)["id"] == one.id)
                one.url = text::cat(page.substr(0, page.find('#')), "#", one.id);
    }

    /// The only stamp of a live blog that is not older than its updates is of its last change.
    void late_stamp(const Candidates& updates) {
        if (head_.modified.exists() || !head_.published.exists())
            return;
        std::optional<Instant> newest;
        for (const Candidate& update : updates)
            if (update.published.instant && (!newest || *update.published.instant > *newest))
                newest = update.published.instant;
        When stamp = head_.published;
        resolve(stamp, calendar_of(head_, document_, reading_));
        if (newest && stamp.instant && *stamp.instant + std::chrono::minutes(1) > *newest) {
            head_.modified = head_.published;
            head_.published = {};
        }
    }

    Outline::Index first_block() const {
        if (structure_.blocks.empty())
            return static_cast<Outline::Index>(outline_.size());
        const markup::Node* const first = structure_.blocks.front().parts.front();
        for (Outline::Index i = 0; i < outline_.size(); ++i)
            if (&outline_.node(i) == first)
                return i;
        return static_cast<Outline::Index>(outline_.size());
    }

    Result<Feed> feed_of_entries(HFeed hfeed) {
        if (!hfeed.name.empty() && head_.heading == Outline::none)
            head_.headline = hfeed.name;
        const Calendar calendar = calendar_of(head_, document_, reading_);
        resolve_all(hfeed.entries, {}, calendar);
        return finish(std::move(hfeed.entries), calendar, "hfeed");
    }

    Result<Feed> article() {
        const Outline::Index at = find_article(outline_);
        read_opening(head_, outline_, data_.facts,
                     at == Outline::none
                         ? static_cast<Outline::Index>(outline_.size())
                         : std::min<Outline::Index>(outline_.entries[at].end, at + 200),
                     base_);
        const Calendar calendar = calendar_of(head_, document_, reading_);
        Body body;
        const bool is_short = at == Outline::none || outline_.text_in(at) < short_body;
        if (is_short)
            barrier_ = barrier(outline_, head_, document_);
        if (at != Outline::none && !barrier_)
            body = read_article(tree_, outline_, at, head_, base_);
        if (body.text.empty() && !data_.facts.body.empty())
            body.text = data_.facts.body;
        if (body.text.size() < short_body && barrier_)
            return *barrier_;
        const bool locked = data_.facts.locked;
        const bool live = data_.facts.live;
        Result<Feed> feed = finish({}, calendar,
                                   live                ? "liveblog"
                                   : body.text.empty() ? "page"
                                                       : "article");
        feed->head.content_html = text::trim(body.html);
        feed->head.content_text = std::move(body.text);
        if (live)
            feed->head.warnings.push_back("a live blog that shows no updates");
        else if (feed->head.content_text.empty())
            feed->head.warnings.push_back("no news was found in this page");
        if (locked)
            feed->head.warnings.push_back("only the beginning is free to read");
        if (live || feed->head.content_text.empty())
            name_feeds(*feed);
        return feed;
    }

    void name_feeds(Feed& feed) const {
        for (const std::string& url : head_.feeds)
            feed.head.warnings.push_back(text::cat("the page names a feed: ", url));
    }

    Result<Feed> finish(Candidates updates, const Calendar& calendar, string_view format) {
        Feed feed;
        feed.head = head_record(std::move(head_), calendar, format);
        resolve(data_.facts.ends, calendar);
        feed.wishes.ends = data_.facts.ends.instant;
        for (Candidate& update : updates)
            feed.items.push_back(update_record(std::move(update)));
        feed.head.warnings = tree_.warnings;
        feed.head.warnings.insert(feed.head.warnings.end(), data_.warnings.begin(),
                                  data_.warnings.end());
        if (!tree_.warnings.empty() || mended_)
            feed.extent = Feed::Extent::mended;
        for (Outline::Index i = 0; i < outline_.size(); ++i)
            if (outline_.node(i).find("data-tombstone") && !outline_.node(i)["id"].empty())
                feed.tombstones.emplace_back(outline_.node(i)["id"]);
        return feed;
    }

    markup::Tree tree_;
    const Document& document_;
    const Reading& reading_;
    Outline outline_;
    std::string base_;
    LinkedData data_;
    std::vector<markup::Node*> given_;
    Head head_;
    Structure structure_;
    std::optional<Error> barrier_;
    bool mended_ = false;
};

}  // namespace

Result<Feed> read_html(string_view html, const Document& document, const Reading& reading) {
    if (ends_inside(html))
        return Error{Error::Kind::cut,
                     "the page ends in the middle of its text",
                     document.address.empty() ? document.source : document.address,
                     {}};
    return HtmlPage(markup::parse_html(html), document, reading).run();
}

Result<Feed> read_json(string_view text, const Document& document, const Reading& reading) {
    const std::string& place = document.address.empty() ? document.source : document.address;
    std::vector<std::string> warnings;
    Result<json::Tree> tree = json::parse(text);
    if (!tree) {
        const char last = text::trim(text).empty() ? ' ' : text::trim(text).back();
        if (last != '}' && last != ']')
            return Error{Error::Kind::cut, "the JSON ends too soon", place, {}};
        tree = json::parse(json::mend(text));
        if (!tree)
            return tree.error();
        warnings.push_back("broken JSON was mended");
    }
    std::optional<Payload> read = payload(tree->root(), document.address);
    if (!read)
        return Error{Error::Kind::unreadable, "JSON of no known shape", place, {}};
    const Calendar calendar = calendar_of(read->head, document, reading);
    resolve_all(read->updates, {}, calendar);
    drop_degenerate(read->updates, read->head.headline, document.address);
    merge_repeated(read->updates);
    Feed feed;
    feed.head = head_record(std::move(read->head), calendar, "liveblog");
    for (Candidate& update : read->updates)
        feed.items.push_back(update_record(std::move(update)));
    if (!warnings.empty())
        feed.extent = Feed::Extent::mended;
    feed.head.warnings = std::move(warnings);
    return feed;
}

Feed read_text(string_view text, const Document& document, const Reading& reading) {
    PlainPage page = read_plain(text);
    if (page.head.language.empty())
        page.head.language = reading.language;
    if (page.head.language.empty())
        page.head.language = text::recognise_language(text.substr(0, 16384));
    const Calendar calendar = calendar_of(page.head, document, reading);
    resolve_all(page.updates, page.days, calendar);
    Feed feed;
    const bool declared = !reading.language.empty();
    feed.head = head_record(std::move(page.head), calendar, "text");
    if (!declared)
        feed.head.feed->language.clear();
    feed.head.content_text = std::move(page.body);
    for (Candidate& update : page.updates)
        feed.items.push_back(update_record(std::move(update)));
    return feed;
}

}  // namespace stet::page
