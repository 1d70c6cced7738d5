#include "extract/json_page.h"

#include "extract/html_page.h"
#include "extract/join.h"
#include "extract/json_by_hand.h"
#include "extract/json_shape.h"
#include "extract/payload.h"
#include "extract/records.h"
#include "json/mend.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::page {

namespace {

using std::string_view;

Feed feed_of(Payload payload, const Document& document, const Reading& reading) {
    const Calendar calendar = calendar_of(payload.head, document, reading);
    resolve_all(payload.updates, {}, calendar);
    if (reading.item.empty())
        drop_degenerate(payload.updates, payload.head.headline, document.address);
    merge_repeated(payload.updates, Ids::of_updates);
    Feed feed;
    feed.head = head_record(std::move(payload.head), calendar, "liveblog");
    feed.items.reserve(payload.updates.size());
    for (Candidate& update : payload.updates)
        feed.items.push_back(update_record(std::move(update)));
    return feed;
}

/// `.html | article.post`: the path leads to pieces of a page, in which the selector finds items.
Result<Feed> read_pieces(const json::Value& root, const PiecesOfPage& pieces,
                         const Document& document, const Reading& reading) {
    const Result<json::Path> path = json::Path::compile(pieces.path);
    if (!path)
        return path.error();
    std::string html;
    for (const json::Member& piece : path->all(root, max_updates))
        html.append(piece.value.string()).push_back('\n');
    Reading inside = reading;
    inside.item = pieces.selector;
    return read_html(html, document, inside);
}

Result<Feed> read_by_hand(const json::Value& root, const Document& document,
                          const Reading& reading) {
    if (const auto pieces = pieces_of_page(reading.item))
        return read_pieces(root, *pieces, document, reading);
    Result<JsonByHand> hand = JsonByHand::compile(reading);
    if (!hand)
        return hand.error();
    Feed feed = feed_of(hand->read(root, base_of(document, reading)), document, reading);
    hand->tell(feed, place_of(document));
    return feed;
}

Result<Feed> read_known(const json::Value& root, const Document& document, const Reading& reading) {
    const std::string& base = base_of(document, reading);
    std::optional<Payload> known = payload(root, base);
    const bool guessed = !known;
    if (guessed)
        known = Payload{{}, updates_by_shape(root, {.page = false, .base = base})};
    if (guessed && known->updates.empty())
        return Error{Error::Kind::unreadable, "JSON of no known shape", place_of(document),
                     "say with --item where in it the updates are"};
    Feed feed = feed_of(std::move(*known), document, reading);
    if (guessed)
        feed.head.warnings.push_back("JSON of no known shape, read by the names of its members");
    if (reading.by_hand())
        feed.head.warnings.push_back("paths into JSON are of use with --item alone");
    return feed;
}

}  // namespace

std::optional<PiecesOfPage> pieces_of_page(string_view item) {
    const std::size_t bar = item.find(" | ");
    if (bar == string_view::npos)
        return std::nullopt;
    return PiecesOfPage{std::string(text::trim(item.substr(0, bar))),
                        std::string(text::trim(item.substr(bar + 3)))};
}

Result<Feed> read_json(string_view text, const Document& document, const Reading& reading) {
    bool mended = false, cut = false;
    Result<json::Tree> tree = json::parse(text);
    if (!tree) {
        tree = json::parse(json::mend(text, &cut));
        if (!tree && !cut)
            return tree.error();
        mended = true;
    }
    const Error too_soon{Error::Kind::cut, "the JSON ends too soon", place_of(document), {}};
    if (!tree)
        return too_soon;
    Result<Feed> feed = reading.item.empty() ? read_known(tree->root(), document, reading)
                                             : read_by_hand(tree->root(), document, reading);
    // What is missing at the end explains why nothing was found.
    if (cut && (!feed || feed->doubt))
        return too_soon;
    if (feed && mended) {
        feed->extent = cut ? Feed::Extent::cut : Feed::Extent::mended;
        feed->head.warnings.push_back("broken JSON was mended");
    }
    return feed;
}

}  // namespace stet::page
