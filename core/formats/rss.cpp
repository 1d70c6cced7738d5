#include <optional>
#include <utility>

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

// The namespace of the first channel or item, because that of rdf:RDF says nothing of it; of a feed
// without any, the one that is declared for them.
std::string namespace_of_channel(const markup::CutXml& xml, const Node& root) {
    std::optional<std::string> space;
    const auto look = [&](const Node& element) {
        if (element.kind == Node::Kind::element &&
            (text::iequals(element.name, "channel") || text::iequals(element.name, "item")))
            space = element.space;
        return !space;
    };
    markup::Tree item;
    for (const Node* node = root.first_child; node && !space; node = node->next)
        node->kind == Node::Kind::cut ? xml.each(*node, item, look) : look(*node);
    if (space)
        return *std::move(space);
    const std::string_view declared = root.attribute(markup::ns::xmlns, "xmlns");
    return std::string(declared.empty() ? markup::ns::rss10 : declared);
}

}  // namespace

XmlFormat rss_format(const Node& root) {
    return {.name = format_of(root["version"]),
            .dialect = Dialect::rss,
            .core = std::string(root.space)};
}

XmlFormat rdf_format(const markup::CutXml& xml, const Node& root) {
    std::string core = namespace_of_channel(xml, root);
    const bool is_netscape = core.find("/rdf/simple/0.9") != std::string::npos;
    return {
        .name = is_netscape ? "rss090" : "rss10", .dialect = Dialect::rss, .core = std::move(core)};
}

}  // namespace stet::formats
