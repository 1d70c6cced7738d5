#include "articles.h"

#include <algorithm>

#include "ending.h"
#include "extract/extract.h"
#include "places.h"
#include "report.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::cmd {

namespace {

// Of one feed. A busy paper brings a hundred in a day.
constexpr std::size_t most_a_run = 30;
constexpr std::size_t most_watched = 500;

std::string without_fragment(std::string_view address) {
    return std::string(address.substr(0, address.find('#')));
}

std::string plain(std::string_view address) {
    return text::without_tracking(text::without_credentials(without_fragment(address)));
}

/// Whether an address is that of a site as a whole: items that link there have no page.
bool is_front_page(std::string_view address) {
    const text::UrlParts parts = text::url_parts(address);
    return (parts.path.empty() || parts.path == "/") && !parts.has_query;
}

/// One of the two is the other, or a part of it: `m.news.example` and `www.news.example`.
bool is_same_site(std::string_view one, std::string_view other) {
    const auto site = [](std::string_view address) {
        const std::string host = text::url_host(address);
        return host.starts_with("www.") ? host.substr(4) : host;
    };
    const std::string a = site(one), b = site(other);
    return a == b || a.ends_with("." + b) || b.ends_with("." + a);
}

/// The addresses of a page that was asked for under `link`, the one to look at it under first: the
/// one that answered, but as the page itself writes it where only what tracks the reader differs.
/// What a page of another site or a front page is called is not believed: such pages name it alike.
std::vector<std::string> addresses_of(const std::string& link, const Result<Document>& document) {
    const Result<Feed> page = document.and_then([](const Document& d) { return extract(d); });
    if (!page)
        return {link, plain(link)};
    const std::string answered = text::without_credentials(without_fragment(document->address));
    const std::string own = text::without_credentials(without_fragment(page->head.url));
    std::vector<std::string> addresses{answered, plain(answered), link, plain(link)};
    if (text::is_http_url(own) && is_same_site(own, answered) && !is_front_page(own))
        addresses.insert(plain(own) == plain(answered) ? addresses.begin() : addresses.end(), own);
    return addresses;
}

}  // namespace

Articles::Articles(archive::Archive& archive, source::Network& network, net::Robots& robots,
                   Context& ctx)
    : archive_(archive), network_(network), robots_(robots), ctx_(ctx) {
    for (archive::Source& feed : archive.feeds_with_articles())
        feeds_.emplace(feed.source, std::move(feed));
}

std::size_t Articles::take_due(std::vector<archive::Source>& due) {
    const auto articles = std::ranges::stable_partition(
        due, [](const archive::Source& source) { return source.article_of.empty(); });
    due_.assign(articles.begin(), articles.end());
    due.erase(articles.begin(), articles.end());
    for (const archive::Source& article : due_)
        if (article.revisions == 0)
            unread_.insert(article.source);
    return due_.size();
}

std::vector<source::Place> Articles::due_places(
    const std::function<void(const source::Place&, const Error&)>& forbid) {
    std::vector<net::Request> pages;
    for (const archive::Source& article : due_)
        pages.push_back(
            source::request_of(article.address(), article.access).value_or(net::Request{}));
    robots_.learn(pages);
    std::vector<source::Place> places;
    for (std::size_t i = 0; i < due_.size() && !EndingSignals::came(); ++i) {
        const archive::Source& article = due_[i];
        if (robots_.allows(pages[i])) {
            places.push_back(place_of(article));
            continue;
        }
        if (const auto feed = feeds_.find(article.article_of); feed != feeds_.end())
            tell_forbidden(feed->second, article.address());
        forbid(place_of(article), {Error::Kind::refused,
                                   "its host's robots.txt keeps programs from it",
                                   article.address(),
                                   {}});
    }
    return places;
}

bool Articles::is_double(const source::Place& place, const Result<Document>& document) {
    if (!unread_.contains(place.source) || !document || document->status >= 300)
        return false;
    for (const std::string& address : addresses_of(place.address, document)) {
        const std::optional<archive::Source> known = archive_.find_source(address);
        if (!known || known->source == place.source)
            continue;
        const std::optional<archive::Source> article = archive_.find_source(place.source);
        if (!article)
            return false;
        archive_.unfollow(*article);
        if (ctx_.verbose)
            remark(ctx_, text::cat("'", article->name, "' is '", known->name, "': ", address));
        return true;
    }
    return false;
}

void Articles::see(const source::Place& place, const Result<Document>& document) {
    if (document && document->came == Document::Came::network && feeds_.contains(place.source))
        seen_.insert(place.source);
}

/// What the items of a feed link to that is new, the newest first.
std::vector<std::string> Articles::links_of(const archive::Source& feed) {
    const Instant now = ctx_.now();
    std::vector<std::pair<Instant, std::string>> dated;
    bool is_feed = false;
    Selection window;
    window.sources = {feed.source};
    archive_.select(window, archive::Scope::window, true, [&](Item&& item) {
        is_feed |= item.kind == Kind::feed;
        const Instant when = item.date_published.value_or(now);
        if (!item.is_head() && text::is_http_url(item.url) && !is_front_page(item.url) &&
            now - when < archive::age_of_article)
            dated.emplace_back(when, text::without_credentials(without_fragment(item.url)));
        return true;
    });
    if (!is_feed)
        return {};
    std::ranges::stable_sort(dated, std::greater{}, &std::pair<Instant, std::string>::first);
    std::vector<std::string> links;
    std::set<std::string> found;
    for (auto& [when, link] : dated)
        if (links.size() < most_a_run && found.insert(plain(link)).second &&
            !archive_.is_settled(link, now) && !archive_.is_settled(plain(link), now))
            links.push_back(std::move(link));
    return links;
}

/// The pages to be asked for.
std::vector<source::Place> Articles::find() {
    std::vector<net::Request> requests;
    for (const std::string& name : std::exchange(seen_, {})) {
        const archive::Source& feed = feeds_.at(name);
        for (const std::string& link : links_of(feed))
            if (Result<net::Request> request = source::request_of(link, feed.access);
                request && links_.emplace(link, name).second)
                requests.push_back(*std::move(request));
    }
    robots_.learn(requests);
    std::vector<source::Place> places;
    for (const net::Request& request : requests) {
        const archive::Source& feed = feed_of(request.url);
        if (!is_allowed(request, feed, request.url))
            continue;
        source::Place place;
        place.address = request.url;
        place.access = feed.access;
        places.push_back(std::move(place));
    }
    return places;
}

/// Whether the host of a page lets programs go there. Where it does not, the link that leads there
/// rests for a while.
bool Articles::is_allowed(const net::Request& page, const archive::Source& feed,
                          const std::string& link) {
    if (robots_.allows(page))
        return true;
    if (EndingSignals::came())  // perhaps it was not asked any more
        return false;
    archive_.pass_by(link, ctx_.now());
    tell_forbidden(feed, page.url);
    return false;
}

/// Once of each feed.
void Articles::tell_forbidden(const archive::Source& feed, const std::string& url) {
    archive::Search search = archive_.search_of(feed);
    const Error error{Error::Kind::refused,
                      text::cat("articles of '", feed.name,
                                "' are not for programs, says their host's robots.txt"),
                      url, "name its address to 'stet follow' to follow one all the same"};
    if (search.told == name_of(error.kind))
        return;
    search.told = name_of(error.kind);
    archive_.remember(feed, search);
    report(ctx_, error);
}

void Articles::arrive(const source::Place& place, Result<Document>&& document, const Take& look) {
    if (document && text::url_host(document->address) != text::url_host(place.address))
        elsewhere_.emplace_back(place, *std::move(document));
    else
        keep(place, std::move(document), look);
}

void Articles::arrive_from_elsewhere(const Take& look) {
    std::vector<net::Request> pages;
    for (const auto& [place, document] : elsewhere_)
        pages.push_back(
            source::request_of(document.address, place.access).value_or(net::Request{}));
    robots_.learn(pages);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        auto& [place, document] = elsewhere_[i];
        if (is_allowed(pages[i], feed_of(place.address), place.address))
            keep(place, std::move(document), look);
    }
    elsewhere_.clear();
}

void Articles::keep(const source::Place& place, Result<Document>&& document, const Take& look) {
    const archive::Source& feed = feed_of(place.address);
    const std::optional<archive::Source> article =
        archive_.follow_article(feed, addresses_of(place.address, document));
    if (!article)
        return;
    archive_.leave_oldest_articles(feed, most_watched);
    if (ctx_.verbose)
        remark(ctx_, text::cat("takes up '", article->name, "', an article of '", feed.name,
                               "': ", article->source));
    source::Place page = place;
    page.source = article->source;
    if (document)
        document->source = article->source;
    look(page, std::move(document));
}

void Articles::take_up(const Take& look) {
    if (EndingSignals::came())
        return;
    source::read_all(
        find(), network_, ctx_.in, ctx_.now,
        [&](const source::Place& place, Result<Document>&& document) {
            arrive(place, std::move(document), look);
        },
        EndingSignals::came);
    arrive_from_elsewhere(look);
}

}  // namespace stet::cmd
