#include "formats/feed_reader.h"
#include "markup/xml.h"
#include "text/ascii.h"

namespace stet::formats {

namespace {

using markup::Node;

// `rss20` of 2.0 and its later corrections, `rss092`, `rss` where there is no version.
std::string format_of(std::string_view version) {
    std::string digits;
    for (const char c : text::trim(version).substr(0, 8))
        if (text::is_digit(c))
            digits += c;
    if (digits.starts_with('2'))
        return "rss20";
    return "rss" + digits;
}

// The namespace of the first channel or item, because that of rdf:RDF says nothing of it.
std::string_view namespace_of_channel(const Node& root) {
    for (const Node* node = root.first_child; node; node = node->next)
        if (node->kind == Node::Kind::element &&
            (text::iequals(node->name, "channel") || text::iequals(node->name, "item")))
            return node->space;
    return markup::ns::rss10;
}

}  // namespace

Feed read_rss(const Node& root, const Scope& scope) {
    const Frame frame{.dialect = Dialect::rss,
                      .vocabulary = Vocabulary(root.space),
                      .scope = scope.inside(root),
                      .language = {}};
    Feed feed = read_below(root, frame);
    feed.head.feed->format = format_of(root["version"]);
    return feed;
}

Feed read_rdf(const Node& root, const Scope& scope) {
    const std::string_view core = namespace_of_channel(root);
    const Frame frame{.dialect = Dialect::rss,
                      .vocabulary = Vocabulary(core),
                      .scope = scope.inside(root),
                      .language = {}};
    Feed feed = read_below(root, frame);
    const bool is_netscape = core.find("/rdf/simple/0.9") != std::string_view::npos;
    feed.head.feed->format = is_netscape ? "rss090" : "rss10";
    return feed;
}

}  // namespace stet::formats
