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

XmlFormat atom_format(const Node& root) {
    return {.name = format_of(root), .dialect = Dialect::atom, .core = std::string(root.space)};
}

}  // namespace stet::formats
