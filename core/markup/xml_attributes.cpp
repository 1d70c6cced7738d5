#include "markup/xml_attributes.h"

#include <algorithm>

#include "markup/node.h"
#include "markup/xml_characters.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// The strict parser compares the names of a tag's attributes pairwise. Crowded tags share an
// allowance.
constexpr std::size_t crowded = 100;
constexpr std::size_t max_crowding = 10'000;

}  // namespace

bool XmlAttributes::read(std::size_t& at, bool& self_closing) {
    list_.clear();
    spaced_ = true;
    overcrowded_ = false;
    bool good = true;
    while (true) {
        const std::size_t before = at;
        while (at < text_.size() && xml::is_blank(text_[at]))
            ++at;
        if (at >= text_.size()) {
            at = npos;
            return false;
        }
        const char c = text_[at];
        if (c == '>') {
            ++at;
            return good;
        }
        if (c == '/' && at + 1 < text_.size() && text_[at + 1] == '>') {
            self_closing = true;
            at += 2;
            return good;
        }
        if (c == '<') {  // the next tag, where this one should have ended
            faults_.say(XmlFault::bad_tag);
            return false;
        }
        if (!xml::starts_name(c)) {
            faults_.say(XmlFault::bad_attribute);
            good = false;
            ++at;
            continue;
        }
        spaced_ = spaced_ && at > before;
        XmlAttribute attribute;
        std::size_t end = at;
        while (end < text_.size() && xml::in_name(text_[end]))
            ++end;
        attribute.name = text_.substr(at, end - at);
        at = end;
        while (end < text_.size() && xml::is_blank(text_[end]))
            ++end;
        if (end < text_.size() && text_[end] == '=') {
            ++end;
            while (end < text_.size() && xml::is_blank(text_[end]))
                ++end;
            at = end;
            const char quote = end < text_.size() ? text_[end] : '\0';
            attribute.quoted = quote == '"' || quote == '\'';
            if (attribute.quoted)
                ++at;
            end = value_end(at, attribute.quoted ? quote : '\0');
            attribute.value = text_.substr(at, end - at);
            const bool closed = attribute.quoted && end < text_.size() && text_[end] == quote;
            at = closed ? end + 1 : end;
            attribute.quoted = closed;
        }
        const std::size_t allowed = std::min(max_attributes, crowded + (max_crowding - crowding_));
        if (list_.size() < allowed)
            list_.push_back(attribute);
        else
            overcrowded_ = true;
        if (list_.size() > crowded && !overcrowded_)
            ++crowding_;
    }
}

/// Where the value at `at` ends. One whose quote is never closed ends with its tag.
std::size_t XmlAttributes::value_end(std::size_t at, char quote) {
    if (quote != '\0') {
        std::size_t& none_from = no_quote_from_[quote == '"' ? 0 : 1];
        const std::size_t end = at >= none_from ? npos : text_.find(quote, at);
        if (end != npos)
            return end;
        none_from = std::min(none_from, at);
        return std::min(text_.find_first_of("<>", at), text_.size());
    }
    while (at < text_.size() && !xml::is_blank(text_[at]) && text_[at] != '>' && text_[at] != '<' &&
           !(text_[at] == '/' && text_.substr(at).starts_with("/>")))
        ++at;
    return at;
}

bool XmlAttributes::in_order() const {
    if (!spaced_ || overcrowded_)
        return false;
    for (std::size_t n = 0; n < list_.size(); ++n)
        if (!list_[n].quoted || given_before(n))
            return false;
    return true;
}

bool XmlAttributes::given_before(std::size_t n) const {
    return std::any_of(list_.begin(), list_.begin() + static_cast<std::ptrdiff_t>(n),
                       [&](const XmlAttribute& before) { return before.name == list_[n].name; });
}

}  // namespace stet::markup
