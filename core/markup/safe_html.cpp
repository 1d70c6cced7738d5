#include "markup/safe_html.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "markup/node.h"
#include "text/ascii.h"
#include "text/url.h"

namespace stet::markup {

namespace {

enum class Rule { none, text, link, picture, sources };

struct Allowed {
    std::string_view name;
    Rule rule;
};

// No class, id, name and style: they serve the look and the scripts of the page they came from.
constexpr Allowed attributes[] = {
    {"abbr", Rule::text},        {"align", Rule::text},     {"alt", Rule::text},
    {"axis", Rule::text},        {"border", Rule::text},    {"cellpadding", Rule::text},
    {"cellspacing", Rule::text}, {"cite", Rule::link},      {"colspan", Rule::text},
    {"controls", Rule::text},    {"coords", Rule::text},    {"datetime", Rule::text},
    {"dir", Rule::text},         {"headers", Rule::text},   {"height", Rule::text},
    {"href", Rule::link},        {"hreflang", Rule::text},  {"kind", Rule::text},
    {"label", Rule::text},       {"lang", Rule::text},      {"longdesc", Rule::link},
    {"loop", Rule::text},        {"media", Rule::text},     {"open", Rule::text},
    {"poster", Rule::picture},   {"rel", Rule::text},       {"reversed", Rule::text},
    {"rowspan", Rule::text},     {"scope", Rule::text},     {"shape", Rule::text},
    {"sizes", Rule::text},       {"span", Rule::text},      {"src", Rule::picture},
    {"srclang", Rule::text},     {"srcset", Rule::sources}, {"start", Rule::text},
    {"summary", Rule::text},     {"title", Rule::text},     {"type", Rule::text},
    {"valign", Rule::text},      {"value", Rule::text},     {"width", Rule::text},
};

Rule rule_of(std::string_view name) {
    const auto* const found = std::lower_bound(
        std::begin(attributes), std::end(attributes), name,
        [](const Allowed& allowed, std::string_view wanted) { return allowed.name < wanted; });
    return found != std::end(attributes) && found->name == name ? found->rule : Rule::none;
}

enum class Place { text, attribute };

constexpr bool is_forbidden(unsigned char c) {
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

using Escapes = std::array<bool, 256>;
constexpr Escapes escapes_of(Place place) {
    Escapes escapes{};
    for (unsigned c = 0; c < 256; ++c)
        escapes[c] = is_forbidden(static_cast<unsigned char>(c));
    escapes['&'] = escapes['<'] = escapes['>'] = true;
    escapes['"'] = place == Place::attribute;
    return escapes;
}
constexpr Escapes text_escapes = escapes_of(Place::text);
constexpr Escapes attribute_escapes = escapes_of(Place::attribute);

void append_escaped(std::string& out, std::string_view text, const Escapes& escapes) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!escapes[static_cast<unsigned char>(text[at])])
            continue;
        out += text.substr(from, at - from);
        from = at + 1;
        switch (text[at]) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\r':
                if (at + 1 == text.size() || text[at + 1] != '\n')
                    out += '\n';
                break;
            case '\f':
                out += ' ';
                break;
            default:
                break;
        }
    }
    out += text.substr(from);
}

/// An address as browsers see it: without blanks at its ends and controls anywhere.
std::string tidy_address(std::string_view value) {
    std::string address;
    address.reserve(value.size());
    for (char c : value)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
            address += c;
    return std::string(text::trim(address));
}

/// The scheme in lower case; empty where there is none.
std::string scheme_of(std::string_view address) {
    const std::size_t colon = address.find_first_of(":/?#");
    if (colon == std::string_view::npos || address[colon] != ':')
        return {};
    return text::lower(address.substr(0, colon));
}

bool is_raster_image(std::string_view address) {
    constexpr std::string_view kinds[] = {"data:image/png", "data:image/jpeg", "data:image/jpg",
                                          "data:image/gif", "data:image/webp", "data:image/avif",
                                          "data:image/bmp"};
    return std::any_of(std::begin(kinds), std::end(kinds), [&](std::string_view kind) {
        return text::istarts_with(address, kind) && address.size() > kind.size() &&
               (address[kind.size()] == ';' || address[kind.size()] == ',');
    });
}

bool may_be_linked(std::string_view address, bool picture) {
    const std::string scheme = scheme_of(address);
    if (scheme.empty())
        return !address.starts_with(':');
    if (scheme == "http" || scheme == "https")
        return true;
    return picture ? is_raster_image(address) : scheme == "mailto";
}

}  // namespace

SafeHtml::SafeHtml(std::string_view base)
    : base_(text::is_http_url(base) ? base : std::string_view()) {}

void SafeHtml::text(std::string_view decoded) {
    append_escaped(out_, decoded, text_escapes);
}

bool SafeHtml::start(const Element* element) {
    if (!element || !element->has(Element::harmless))
        return false;
    for (std::size_t n = open_.closed_by_start(*element); n > 0; --n)
        close_one();
    if (open_.depth() >= max_depth && !element->has(Element::hollow))
        return false;
    starting_ = element;
    written_.clear();
    out_ += '<';
    out_ += element->name;
    return true;
}

void SafeHtml::attribute(std::string_view name, std::string_view decoded) {
    constexpr std::size_t longest = 16;
    char lower[longest];
    if (name.size() > longest)
        return;
    std::transform(name.begin(), name.end(), lower, text::to_lower);
    const std::string_view key(lower, name.size());
    const Rule rule = rule_of(key);
    if (rule == Rule::none || std::find(written_.begin(), written_.end(), key) != written_.end())
        return;
    written_.push_back(std::lower_bound(std::begin(attributes), std::end(attributes), key,
                                        [](const Allowed& allowed, std::string_view wanted) {
                                            return allowed.name < wanted;
                                        })
                           ->name);
    switch (rule) {
        case Rule::text:
            write_attribute(key, decoded);
            break;
        case Rule::link:
            write_address(key, decoded, false);
            break;
        case Rule::picture:
            write_address(key, decoded, true);
            break;
        case Rule::sources:
            write_sources(key, decoded);
            break;
        case Rule::none:
            break;
    }
}

void SafeHtml::finish_start() {
    out_ += '>';
    if (!starting_->has(Element::hollow))
        open_.push(starting_, starting_->name);
}

void SafeHtml::end(const Element* element) {
    if (!element || !element->has(Element::harmless))
        return;
    if (element->name == "br") {  // `</br>` is a line break
        if (start(element))
            finish_start();
        return;
    }
    for (std::size_t n = open_.closed_by_end(element, element->name); n > 0; --n)
        close_one();
}

std::string SafeHtml::finish() {
    close_to(0);
    return std::move(out_);
}

void SafeHtml::close_to(std::size_t depth) {
    while (open_.depth() > depth)
        close_one();
}

void SafeHtml::close_one() {
    out_ += "</";
    out_ += open_.pop().name;
    out_ += '>';
}

void SafeHtml::write_attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_escaped(out_, value, attribute_escapes);
    out_ += '"';
}

void SafeHtml::write_address(std::string_view name, std::string_view value, bool picture) {
    std::string address = tidy_address(value);
    if (!may_be_linked(address, picture))
        return;
    // An empty address means the page itself and nothing to a reader elsewhere: left as it is.
    if (!base_.empty() && !address.empty() && !address.starts_with("data:"))
        address = tidy_address(text::resolve_url(base_, address));
    if (may_be_linked(address, picture))
        write_attribute(name, address);
}

/// `a.jpg 1x, b.jpg 2x`: the addresses that are harmless, with their descriptors.
void SafeHtml::write_sources(std::string_view name, std::string_view value) {
    std::string kept;
    std::size_t at = 0;
    const auto skips = [&](char c) { return text::is_space(c) || c == ','; };
    while (at < value.size()) {
        if (skips(value[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < value.size() && !text::is_space(value[end]))
            ++end;
        std::string_view candidate = value.substr(at, end - at);
        std::string_view descriptor;
        at = end;
        if (candidate.ends_with(',')) {
            candidate = candidate.substr(0, candidate.find_last_not_of(',') + 1);
        } else {
            end = std::min(value.find(',', at), value.size());
            descriptor = text::trim(value.substr(at, end - at));
            at = end;
        }
        std::string address = tidy_address(candidate);
        if (!base_.empty() && !address.starts_with("data:"))
            address = tidy_address(text::resolve_url(base_, address));
        // What a comma or a blank inside would cut in two when it is read again is left out.
        if (address.empty() || !may_be_linked(address, true) || skips(address.back()) ||
            skips(address.front()) || std::any_of(address.begin(), address.end(), text::is_space))
            continue;
        if (!kept.empty())
            kept += ", ";
        kept += address;
        if (!descriptor.empty()) {
            kept += ' ';
            kept += tidy_address(descriptor);
        }
    }
    if (!kept.empty())
        write_attribute(name, kept);
}

}  // namespace stet::markup
