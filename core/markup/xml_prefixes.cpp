#include "markup/xml_prefixes.h"

#include <algorithm>

#include "markup/xml_characters.h"
#include "text/cat.h"

namespace stet::markup {

namespace {

constexpr std::string_view declaring = "xmlns";
constexpr std::size_t most_told = 20;

}  // namespace

void XmlPrefixes::start(std::string_view name, std::span<const XmlAttribute> attributes,
                        std::size_t depth) {
    for (const XmlAttribute& one : attributes)
        if (const xml::Name parts = xml::split(one.name); parts.prefix == declaring)
            if (declared_.size() < xml::max_bindings)
                declared_.push_back({parts.local, depth});
    use(name);
    for (const XmlAttribute& one : attributes)
        if (xml::split(one.name).prefix != declaring)
            use(one.name);
}

void XmlPrefixes::use(std::string_view name) {
    const std::string_view prefix = xml::split(name).prefix;
    if (prefix.empty() || prefix == "xml" || undeclared_.size() >= most_told)
        return;
    const auto is_same = [&](const Declared& one) { return one.prefix == prefix; };
    if (std::none_of(declared_.rbegin(), declared_.rend(), is_same) &&
        std::find(undeclared_.begin(), undeclared_.end(), prefix) == undeclared_.end())
        undeclared_.push_back(prefix);
}

std::vector<std::string> XmlPrefixes::messages() const {
    std::vector<std::string> told;
    for (const std::string_view prefix : undeclared_)
        told.push_back(text::cat("the prefix '", prefix, "' is not declared"));
    return told;
}

}  // namespace stet::markup
