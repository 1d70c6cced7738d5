#include "markup/safe_attributes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "text/ascii.h"
#include "text/url.h"

namespace stet::markup {

namespace {

using Rule = SafeAttribute::Rule;

// No class, id, name and style: they serve the look and the scripts of the page they came from.
constexpr SafeAttribute html_attributes[] = {
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

// Of MathML and SVG. No id either, so nothing can be referred to.
constexpr SafeAttribute foreign_attributes[] = {
    {"accent", Rule::figure},
    {"accentunder", Rule::figure},
    {"align", Rule::figure},
    {"alttext", Rule::text},
    {"baseprofile", Rule::figure},
    {"bevelled", Rule::figure},
    {"close", Rule::text},
    {"color", Rule::figure},
    {"columnalign", Rule::figure},
    {"columnlines", Rule::figure},
    {"columnspacing", Rule::figure},
    {"columnspan", Rule::figure},
    {"cx", Rule::figure},
    {"cy", Rule::figure},
    {"d", Rule::figure},
    {"denomalign", Rule::figure},
    {"depth", Rule::figure},
    {"dir", Rule::figure},
    {"display", Rule::figure},
    {"displaystyle", Rule::figure},
    {"dx", Rule::figure},
    {"dy", Rule::figure},
    {"equalcolumns", Rule::figure},
    {"equalrows", Rule::figure},
    {"fence", Rule::figure},
    {"fill", Rule::figure},
    {"fill-opacity", Rule::figure},
    {"fill-rule", Rule::figure},
    {"font-family", Rule::figure},
    {"font-size", Rule::figure},
    {"font-style", Rule::figure},
    {"font-variant", Rule::figure},
    {"font-weight", Rule::figure},
    {"form", Rule::figure},
    {"frame", Rule::figure},
    {"framespacing", Rule::figure},
    {"fx", Rule::figure},
    {"fy", Rule::figure},
    {"gradienttransform", Rule::figure},
    {"gradientunits", Rule::figure},
    {"height", Rule::figure},
    {"href", Rule::link},
    {"lang", Rule::text},
    {"largeop", Rule::figure},
    {"lengthadjust", Rule::figure},
    {"letter-spacing", Rule::figure},
    {"linethickness", Rule::figure},
    {"lspace", Rule::figure},
    {"mathbackground", Rule::figure},
    {"mathcolor", Rule::figure},
    {"mathsize", Rule::figure},
    {"mathvariant", Rule::figure},
    {"maxsize", Rule::figure},
    {"minsize", Rule::figure},
    {"movablelimits", Rule::figure},
    {"notation", Rule::figure},
    {"numalign", Rule::figure},
    {"offset", Rule::figure},
    {"opacity", Rule::figure},
    {"open", Rule::text},
    {"pathlength", Rule::figure},
    {"points", Rule::figure},
    {"preserveaspectratio", Rule::figure},
    {"r", Rule::figure},
    {"rotate", Rule::figure},
    {"rowalign", Rule::figure},
    {"rowlines", Rule::figure},
    {"rowspacing", Rule::figure},
    {"rowspan", Rule::figure},
    {"rspace", Rule::figure},
    {"rx", Rule::figure},
    {"ry", Rule::figure},
    {"scriptlevel", Rule::figure},
    {"separator", Rule::figure},
    {"separators", Rule::text},
    {"spreadmethod", Rule::figure},
    {"stop-color", Rule::figure},
    {"stop-opacity", Rule::figure},
    {"stretchy", Rule::figure},
    {"stroke", Rule::figure},
    {"stroke-dasharray", Rule::figure},
    {"stroke-dashoffset", Rule::figure},
    {"stroke-linecap", Rule::figure},
    {"stroke-linejoin", Rule::figure},
    {"stroke-miterlimit", Rule::figure},
    {"stroke-opacity", Rule::figure},
    {"stroke-width", Rule::figure},
    {"subscriptshift", Rule::figure},
    {"superscriptshift", Rule::figure},
    {"symmetric", Rule::figure},
    {"text-anchor", Rule::figure},
    {"textlength", Rule::figure},
    {"transform", Rule::figure},
    {"version", Rule::figure},
    {"viewbox", Rule::figure},
    {"visibility", Rule::figure},
    {"voffset", Rule::figure},
    {"width", Rule::figure},
    {"word-spacing", Rule::figure},
    {"x", Rule::figure},
    {"x1", Rule::figure},
    {"x2", Rule::figure},
    {"xlink:href", Rule::link},
    {"xlink:show", Rule::figure},
    {"xlink:title", Rule::text},
    {"xlink:type", Rule::figure},
    {"y", Rule::figure},
    {"y1", Rule::figure},
    {"y2", Rule::figure},
};

static_assert(std::ranges::is_sorted(html_attributes, {}, &SafeAttribute::name));
static_assert(std::ranges::is_sorted(foreign_attributes, {}, &SafeAttribute::name));

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

bool make_address(std::string_view base, bool picture, std::string& value) {
    std::string address = tidy_address(value);
    if (!may_be_linked(address, picture))
        return false;
    // An empty address means the page itself and nothing to a reader elsewhere: left as it is.
    if (!base.empty() && !address.empty() && !address.starts_with("data:"))
        address = tidy_address(text::resolve_url(base, address));
    value = std::move(address);
    return may_be_linked(value, picture);
}

/// `a.jpg 1x, b.jpg 2x`: the addresses that are harmless, with their descriptors.
bool make_sources(std::string_view base, std::string& value) {
    const std::string_view given = value;
    std::string kept;
    std::size_t at = 0;
    const auto skips = [&](char c) { return text::is_space(c) || c == ','; };
    while (at < given.size()) {
        if (skips(given[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < given.size() && !text::is_space(given[end]))
            ++end;
        std::string_view candidate = given.substr(at, end - at);
        std::string_view descriptor;
        at = end;
        if (candidate.ends_with(',')) {
            candidate = candidate.substr(0, candidate.find_last_not_of(',') + 1);
        } else {
            end = std::min(given.find(',', at), given.size());
            descriptor = text::trim(given.substr(at, end - at));
            at = end;
        }
        std::string address = tidy_address(candidate);
        if (!base.empty() && !address.starts_with("data:"))
            address = tidy_address(text::resolve_url(base, address));
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
    value = std::move(kept);
    return !value.empty();
}

/// Attributes for the look are read as CSS, which can hold addresses, also in disguise.
bool is_figure(std::string_view value) {
    return value.find_first_of("\\:@{};") == std::string_view::npos &&
           text::ifind(value, "url(") == std::string_view::npos;
}

}  // namespace

const SafeAttribute* safe_attribute(std::string_view name, bool foreign) {
    constexpr std::size_t longest = 19;  // preserveAspectRatio
    std::array<char, longest> lower{};
    if (name.size() > longest)
        return nullptr;
    std::transform(name.begin(), name.end(), lower.begin(), text::to_lower);
    const std::string_view key(lower.data(), name.size());
    const std::span<const SafeAttribute> known =
        foreign ? std::span<const SafeAttribute>(foreign_attributes)
                : std::span<const SafeAttribute>(html_attributes);
    const auto found = std::ranges::lower_bound(known, key, {}, &SafeAttribute::name);
    return found != known.end() && found->name == key ? &*found : nullptr;
}

bool make_safe(Rule rule, std::string_view base, std::string& value) {
    switch (rule) {
        case Rule::text:
            return true;
        case Rule::figure:
            return is_figure(value);
        case Rule::link:
            return make_address(base, false, value);
        case Rule::picture:
            return make_address(base, true, value);
        case Rule::sources:
            return make_sources(base, value);
    }
    return false;
}

}  // namespace stet::markup
