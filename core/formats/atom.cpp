#include "formats/feed_reader.h"
#include "markup/xml.h"
#include "text/ascii.h"

namespace stet::formats {

namespace {

using markup::Node;

std::string format_of(const Node& root) {
    if (root.space == markup::ns::atom10)
        return "atom10";
    if (root.space == markup::ns::atom03 || text::trim(root["version"]) == "0.3")
        return "atom03";
    return "atom";
}

}  // namespace

Feed read_atom(const Node& root, const Scope& scope) {
    const Frame frame{.dialect = Dialect::atom,
                      .vocabulary = Vocabulary(root.space),
                      .scope = scope.inside(root),
                      .language = {}};
    Feed feed;
    if (text::iequals(root.name, "entry")) {  // a document may be a single entry (RFC 4287, 2)
        feed.head.feed.emplace();
        append(feed, read_entry(root, frame));
    } else {
        feed = read_below(root, frame);
    }
    feed.head.feed->format = format_of(root);
    return feed;
}

}  // namespace stet::formats
