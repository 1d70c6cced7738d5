#include "markup/xml_reader.h"

#include <algorithm>

#include "markup/xml.h"
#include "markup/xml_characters.h"
#include "text/entities.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

struct Usual {
    std::string_view prefix, uri;
};

// The prefixes that feeds use without declaring them, with what is always meant.
constexpr Usual usual[] = {
    {"at", ns::tombstones},
    {"atom", ns::atom10},
    {"content", ns::content},
    {"creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"},
    {"dc", ns::dc},
    {"dcterms", ns::dcterms},
    {"feedburner", "http://rssnamespace.org/feedburner/ext/1.0"},
    {"geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
    {"georss", "http://www.georss.org/georss"},
    {"itunes", ns::itunes},
    {"media", ns::media},
    {"rdf", ns::rdf},
    {"slash", ns::slash},
    {"sy", ns::syndication},
    {"thr", ns::threading},
    {"wfw", "http://wellformedweb.org/CommentAPI/"},
    {"xhtml", ns::xhtml},
    {"xml", ns::xml},
    {"xmlns", ns::xmlns},
};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && xml::is_blank(text[at]))
        ++at;
    return at;
}

bool ends_name(char c) {
    return xml::is_blank(c) || c == '/' || c == '>' || c == '=';
}

/// The name at `at`, which is moved past it.
std::string_view name_at(std::string_view text, std::size_t& at) {
    const std::size_t start = at;
    while (at < text.size() && !ends_name(text[at]))
        ++at;
    return text.substr(start, at - start);
}

}  // namespace

void XmlReader::read(std::string_view xml) {
    while (!xml.empty()) {
        const std::size_t tag = std::min(xml.find('<'), xml.size());
        text(xml.substr(0, tag));
        xml.remove_prefix(tag);
        if (xml.size() < 2)
            return;
        std::size_t end = 0;
        if (xml[1] == '!') {
            end = section(xml);
        } else if (xml[1] == '/') {
            end = std::min(xml.find('>'), xml.size() - 1) + 1;
            end_tag();
        } else {
            end = start_tag(xml);
        }
        xml.remove_prefix(end);
    }
}

void XmlReader::cut(std::string_view elements) {
    // Items stand side by side, with one scope around all of them.
    if (!std::ranges::equal(kept_bindings_, bindings_, {}, &Attribute::name, &Attribute::name) ||
        !std::ranges::equal(kept_bindings_, bindings_, {}, &Attribute::value, &Attribute::value)) {
        Node kept;
        tree_.set_attributes(kept, bindings_);
        kept_bindings_ = kept.attributes;
    }
    Node& node = tree_.add_text(*at_, elements);
    node.kind = Node::Kind::cut;
    node.attributes = kept_bindings_;
}

/// Characters up to the next tag; blanks alone between tags are layout.
void XmlReader::text(std::string_view raw) {
    if (!std::all_of(raw.begin(), raw.end(), xml::is_blank))
        tree_.add_text(*at_, decoded(raw));
}

/// A section of CDATA, the only one there is in mended XML; returns its end.
std::size_t XmlReader::section(std::string_view xml) {
    constexpr std::string_view start = "<![CDATA[", end = "]]>";
    if (!xml.starts_with(start))
        return std::min(xml.find('>'), xml.size() - 1) + 1;
    const std::size_t stop = std::min(xml.find(end, start.size()), xml.size());
    tree_.add_text(*at_, unix_lines(xml.substr(start.size(), stop - start.size()))).raw = true;
    return std::min(stop + end.size(), xml.size());
}

std::size_t XmlReader::start_tag(std::string_view xml) {
    std::size_t at = 1;
    const xml::Name name = xml::split(name_at(xml, at));
    outer_.push_back(bindings_.size());
    attributes_.clear();
    while ((at = skip_blanks(xml, at)) < xml.size() && xml[at] != '>' && xml[at] != '/') {
        const xml::Name attribute = xml::split(name_at(xml, at));
        at = skip_blanks(xml, at);
        const std::size_t quote = at < xml.size() ? skip_blanks(xml, at + 1) : npos;
        if (quote >= xml.size())
            break;
        const std::size_t end = std::min(xml.find(xml[quote], quote + 1), xml.size() - 1);
        const std::string_view value = decoded(xml.substr(quote + 1, end - quote - 1));
        at = end + 1;
        if (attribute.prefix == "xmlns")
            bind(attribute.local, value);
        else if (attribute.prefix.empty() && attribute.local == "xmlns")
            bind({}, value);
        attributes_.push_back({attribute.local, attribute.prefix, value});
    }
    for (Attribute& one : attributes_) {
        if (!one.space.empty())
            one.space = space_of(one.space);
        else if (one.name == "xmlns")
            one.space = ns::xmlns;
    }
    Node& node = tree_.add_element(*at_, name.local, space_of(name.prefix));
    tree_.set_attributes(node, attributes_);
    at_ = &node;
    if (at < xml.size() && xml[at] == '/') {
        end_tag();
        ++at;
    }
    return std::min(at + 1, xml.size());
}

void XmlReader::end_tag() {
    if (outer_.empty())
        return;
    bindings_.resize(outer_.back());
    outer_.pop_back();
    at_ = at_->parent;
}

void XmlReader::bind(std::string_view prefix, std::string_view uri) {
    if (bindings_.size() < xml::max_bindings)
        bindings_.push_back({prefix, {}, uri});
}

/// An undeclared prefix gets its usual namespace, else stands for itself, so that `x:title` is not
/// taken for a title.
std::string_view XmlReader::space_of(std::string_view prefix) const {
    for (std::size_t n = bindings_.size(); n > 0; --n)
        if (bindings_[n - 1].name == prefix)
            return bindings_[n - 1].value;
    for (const Usual& one : usual)
        if (one.prefix == prefix)
            return one.uri;
    return prefix;
}

std::string_view XmlReader::decoded(std::string_view raw) {
    raw = unix_lines(raw);
    if (raw.find('&') == npos)
        return raw;
    return tree_.keep(text::decode_entities(raw));
}

/// With line ends as XML has them, whatever the system that wrote them.
std::string_view XmlReader::unix_lines(std::string_view raw) {
    std::size_t at = raw.find('\r');
    if (at == npos)
        return raw;
    scratch_.clear();
    for (std::size_t from = 0;; at = raw.find('\r', from)) {
        scratch_ += raw.substr(from, at == npos ? npos : at - from);
        if (at == npos)
            return tree_.keep(scratch_);
        scratch_ += '\n';
        from = at + 1;
        if (from < raw.size() && raw[from] == '\n')
            ++from;
    }
}

}  // namespace stet::markup
