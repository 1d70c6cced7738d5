#include "extract/html_page.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "extract/article.h"
#include "extract/barrier.h"
#include "extract/beside.h"
#include "extract/blocks.h"
#include "extract/broken_lines.h"
#include "extract/by_hand.h"
#include "extract/false_utc.h"
#include "extract/join.h"
#include "extract/jsonld.h"
#include "extract/microdata.h"
#include "extract/microformats.h"
#include "extract/page_state.h"
#include "extract/paywall.h"
#include "extract/plain_page.h"
#include "extract/records.h"
#include "extract/told_zone.h"
#include "extract/vocabulary.h"
#include "markup/html.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/language.h"
#include "text/url.h"

namespace stet::page {

namespace {

using std::string_view;

/// A text that is no shorter than this is an article, whatever stands around it.
constexpr std::size_t short_body = 500;

/// The address that anchors of a page are relative to.
std::string references_of(const Outline& outline, const Document& document,
                          const Reading& reading) {
    std::string base = base_of(document, reading);
    if (reading.page.empty() && !document.content_location.empty())
        base = text::resolve_url(base, document.content_location);
    if (outline.base && !(*outline.base)["href"].empty())
        base = text::resolve_url(base, (*outline.base)["href"]);
    return base;
}

class HtmlPage {
  public:
    HtmlPage(string_view html, markup::Tree tree, ByHand hand, const Document& document,
             const Reading& reading)
        : html_(html),
          tree_(std::move(tree)),
          hand_(std::move(hand)),
          document_(document),
          reading_(reading),
          outline_(outline(tree_)),
          base_(references_of(outline_, document, reading)) {
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
        paywall_.emplace(tree_, outline_, data_.facts);
        head_ = read_head(outline_, data_.facts, base_);
        HFeed hfeed;
        if (data_.updates.empty())
            hfeed = microformats(outline_, base_);
        const bool several = hfeed.entries.size() > 0 && !is_own_entry(hfeed);
        if (several && !hand_.has_fields())
            return feed_of_entries(std::move(hfeed));
        if (several && !hand_.has_items())
            give(std::move(hfeed.entries));
        structure();
        if (structure_.blocks.empty() && data_.updates.empty() && !hand_.has_items() &&
            (data_.facts.live || head_.names_live_blog))
            data_.updates = updates_in_state(html_, base_);
        if (structure_.blocks.empty() && (data_.updates.empty() || hand_.has_items()))
            return article();
        return live_blog();
    }

  private:
    void add_microdata(LinkedData micro) {
        Facts& facts = data_.facts;
        if (data_.updates.empty()) {
            give(std::move(micro.updates));
        }
        facts.live = facts.live || micro.facts.live;
        const bool better = !given_.empty() || facts.headline.empty();
        if (better && !micro.facts.headline.empty())
            facts.headline = micro.facts.headline;
        if (better && micro.facts.modified.exists())
            facts.modified = micro.facts.modified;
        if (!facts.published.exists())
            facts.published = micro.facts.published;
        if (!facts.ends.exists())
            facts.ends = micro.facts.ends;
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

    /// Takes updates that the page's data names together with their elements.
    void give(Candidates updates) {
        data_.updates = std::move(updates);
        for (const Candidate& update : data_.updates)
            given_.push_back(const_cast<markup::Node*>(update.element));
    }

    void structure() {
        std::vector<Mark> found = hand_.times(outline_, marks(outline_));
        if (hand_.has_items()) {
            structure_ = hand_.items(outline_, found);
            return;
        }
        const Claim claim{data_.facts.live || !data_.updates.empty(), head_.names_live_blog,
                          head_.names_ticker, base_};
        const bool own_times = !reading_.time.empty();
        structure_ = best_blocks(outline_, found, claim, !own_times);
        if (!own_times && part_lines(tree_, outline_, claim, structure_)) {
            outline_again();
            found = marks(outline_);
            structure_ = best_blocks(outline_, found, claim, true);
        }
        // Old systems set a live blog as a table with a column of clocks.
        if (structure_.blocks.empty() && data_.updates.empty() && (claim.declared || claim.named))
            structure_ = repeated_blocks(outline_, marks(outline_, true), claim);
        if (!given_.empty())
            structure_ = given_blocks(outline_, found, around_given());
        if (hand_.means_article(outline_, structure_)) {
            structure_ = {};
            data_.updates.clear();
        }
        // Data with updates is a live blog, whatever list the page shows.
        if (given_.empty() && !own_times)
            leave_out(place_of_blocks(outline_, structure_, head_, claim));
    }

    void leave_out(Place place) {
        if (place == Place::main)
            return;
        left_out_ = told_list(structure_);
        if (place == Place::outside) {
            for (const Block& block : structure_.blocks)
                for (markup::Node* const part : block.parts)
                    markup::Tree::remove(*part);
            outline_again();
        }
        structure_ = {};
    }

    void outline_again() {
        const auto heading =
            head_.heading == Outline::none ? nullptr : outline_.entries[head_.heading].node;
        outline_ = outline(tree_);
        if (heading)
            head_.heading = outline_.index_of(*heading);
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
        head_.zone = told_zone(outline_, first_block());
        Candidates shown;
        std::vector<When> whole;
        for (const Block& block : structure_.blocks) {
            shown.push_back(hand_.read(tree_, outline_, block, base_));
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
        merge_repeated(shown, reading_.id.empty() ? Ids::of_places : Ids::of_updates);
        drop_shared_ids(shown);
        address_by_anchor(shown);
        const std::unordered_map<const markup::Node*, When> pointed_at = times_by_hand(shown);
        Candidates joined = join(std::move(data_.updates), std::move(shown));
        keep_by_hand(joined, pointed_at);
        late_stamp(joined);
        // What holds no updates is no live blog.
        const char* const format = joined.empty() ? "page" : "liveblog";
        return finish(std::move(joined), calendar, format);
    }

    /// Times that a person pointed at, by their updates' elements: the page's data does not know
    /// them better.
    std::unordered_map<const markup::Node*, When> times_by_hand(const Candidates& shown) const {
        std::unordered_map<const markup::Node*, When> times;
        if (!reading_.time.empty())
            for (const Candidate& one : shown)
                if (one.element && one.published.exists())
                    times.emplace(one.element, one.published);
        return times;
    }

    void keep_by_hand(Candidates& joined,
                      const std::unordered_map<const markup::Node*, When>& times) const {
        for (Candidate& one : joined)
            if (const auto at = times.find(one.element); at != times.end())
                one.published = at->second;
        if (!hand_.has_items())
            return;
        // Items are what was pointed at and nothing else.
        std::unordered_set<const markup::Node*> items;
        for (const Block& block : structure_.blocks)
            items.insert(block.parts.front());
        std::erase_if(joined, [&](const Candidate& one) { return !items.contains(one.element); });
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
        return outline_.index_of(*structure_.blocks.front().parts.front());
    }

    Result<Feed> feed_of_entries(HFeed hfeed) {
        if (!hfeed.name.empty() && head_.heading == Outline::none)
            head_.headline = hfeed.name;
        const Calendar calendar = calendar_of(head_, document_, reading_);
        resolve_all(hfeed.entries, {}, calendar);
        return finish(std::move(hfeed.entries), calendar, "hfeed");
    }

    /// The page as an article: what was pointed at by hand, else what the general reader finds.
    Result<Feed> article() {
        if (hand_.has_items())  // which match nothing: of the page its head alone is read
            return finish({}, calendar_of(head_, document_, reading_), "page");
        const Prose prose(outline_, head_.heading);
        const ArticlePlace place = find_article(outline_, prose, head_.heading);
        const Outline::Index at = place.core;
        read_opening(head_, outline_, data_.facts,
                     at == Outline::none
                         ? static_cast<Outline::Index>(outline_.size())
                         : std::min<Outline::Index>(outline_.entries[at].end, at + 200),
                     base_);
        if (hand_.has_fields())
            hand_.read_head(head_, outline_);
        const Calendar calendar = calendar_of(head_, document_, reading_);
        Body body;
        if (std::optional<Body> own = hand_.read_body(tree_, outline_, base_))
            return article_of(std::move(*own), calendar);
        const std::optional<Error> wall =
            barrier(outline_, head_, at, is_declared_news(), document_);
        const bool is_sold = wall && wall->kind == Error::Kind::sign_in && data_.facts.locked;
        if (wall && !is_sold && data_.facts.body.size() < short_body)
            return *wall;
        if (at != Outline::none && (!wall || is_sold))
            body = read_article(tree_, outline_, place, prose, head_, base_);
        if (body.text.empty())
            body.text = data_.facts.body;
        return article_of(std::move(body), calendar);
    }

    bool is_declared_news() const {
        const std::string& type = data_.facts.type;
        return type.find("Article") != std::string::npos ||
               type.find("Posting") != std::string::npos;
    }

    Result<Feed> article_of(Body body, const Calendar& calendar) {
        const bool locked = paywall_ && paywall_->hides_rest_of(body.text);
        const bool live = data_.facts.live;
        Result<Feed> feed = finish({}, calendar, body.text.empty() ? "page" : "article");
        if (!left_out_.empty())
            feed->head.warnings.push_back(left_out_);
        feed->head.content_html = text::trim(body.html);
        feed->head.content_text = std::move(body.text);
        if (live)
            feed->head.warnings.push_back("a live blog that shows no updates");
        else if (feed->head.content_text.empty())
            feed->head.warnings.push_back("no news was found in this page");
        if (locked && !feed->doubt) {
            feed->doubt = Error{Error::Kind::sign_in, "only the beginning is free to read",
                                place_of(document_), "give a subscription's cookie or credentials"};
            feed->head.warnings.push_back(feed->doubt->message);
        } else if (paywall_ && paywall_->is_metered() && !feed->head.content_text.empty()) {
            feed->head.warnings.push_back(
                "the page says that it is not free; its text looks whole");
        }
        // Every article of a newspaper names its feed; what is none may be a front page.
        if (live || feed->head.content_text.empty() || !is_declared_news())
            name_feeds(*feed);
        return feed;
    }

    static void name_feeds(Feed& feed) {
        for (const std::string& url : feed.feeds)
            feed.head.warnings.push_back(text::cat("the page names a feed: ", url));
    }

    Result<Feed> finish(Candidates updates, const Calendar& calendar, string_view format) {
        Feed feed;
        std::vector<std::string> feeds = std::move(head_.feeds);
        feed.head = head_record(std::move(head_), calendar, format);
        resolve(data_.facts.ends, calendar);
        feed.wishes.ends = data_.facts.ends.instant;
        feed.items.reserve(updates.size());
        for (Candidate& update : updates)
            feed.items.push_back(update_record(std::move(update)));
        feed.feeds = std::move(feeds);
        feed.head.warnings = tree_.warnings;
        feed.head.warnings.insert(feed.head.warnings.end(), data_.warnings.begin(),
                                  data_.warnings.end());
        hand_.tell(feed, place_of(document_));
        if (!tree_.warnings.empty() || mended_)
            feed.extent = Feed::Extent::mended;
        for (Outline::Index i = 0; i < outline_.size(); ++i)
            if (outline_.node(i).find("data-tombstone") && !outline_.node(i)["id"].empty())
                feed.tombstones.emplace_back(outline_.node(i)["id"]);
        return feed;
    }

    string_view html_;
    markup::Tree tree_;
    ByHand hand_;
    const Document& document_;
    const Reading& reading_;
    Outline outline_;
    std::string base_;
    LinkedData data_;
    std::vector<markup::Node*> given_;
    Head head_;
    Structure structure_;
    std::string left_out_;  ///< told of a list that is no live blog
    std::optional<Paywall> paywall_;
    bool mended_ = false;
};

}  // namespace

Result<Feed> read_html(string_view html, const Document& document, const Reading& reading) {
    if (ends_inside(html))
        return Error{
            Error::Kind::cut, "the page ends in the middle of its text", place_of(document), {}};
    Result<ByHand> hand = ByHand::compile(reading);
    if (!hand)
        return hand.error();
    markup::Tree tree = markup::parse_html(html);
    hand->drop(tree);
    return HtmlPage(html, std::move(tree), std::move(*hand), document, reading).run();
}

Feed read_text(string_view text, const Document& document, const Reading& reading) {
    PlainPage page = read_plain(text);
    constexpr std::size_t opening = 3000;
    page.head.zone = told_zone(text.substr(0, opening));
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
    feed.items.reserve(page.updates.size());
    for (Candidate& update : page.updates)
        feed.items.push_back(update_record(std::move(update)));
    return feed;
}

}  // namespace stet::page
