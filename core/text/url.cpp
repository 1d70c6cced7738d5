#include "text/url.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/cat.h"

namespace stet::text {

namespace {

std::size_t scheme_length(std::string_view url) {
    if (url.empty() || !is_alpha(url[0]))
        return 0;
    const auto end = std::ranges::find_if_not(
        url, [](char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; });
    return end != url.end() && *end == ':' ? static_cast<std::size_t>(end - url.begin()) : 0;
}

/// RFC 3986, 5.2.4. A path that does not begin with a slash has been merged with nothing, and
/// `..` cannot lead above it.
std::string remove_dot_segments(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    const bool rooted = path.starts_with('/');
    if (rooted)
        path.remove_prefix(1);
    bool directory = false;  // the last segment was . or .., whose slash stays
    std::size_t depth = 0;
    while (true) {
        const std::size_t slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        directory = segment == "." || segment == "..";
        if (segment == ".." && depth > 0) {
            const std::size_t parent = out.rfind('/');
            out.resize(parent == out.npos ? 0 : parent);
            --depth;
        } else if (!directory) {
            if (rooted || depth > 0)
                out.push_back('/');
            out.append(segment);
            ++depth;
        }
        if (slash == path.npos)
            break;
        path.remove_prefix(slash + 1);
    }
    if (directory && (rooted || depth > 0))
        out.push_back('/');
    return out;
}

/// RFC 3986, 5.2.3.
std::string merge(const UrlParts& base, std::string_view path) {
    if (base.has_authority && base.path.empty())
        return cat('/', path);
    const std::size_t slash = base.path.rfind('/');
    return cat(base.path.substr(0, slash == base.path.npos ? 0 : slash + 1), path);
}

std::string compose(const UrlParts& parts) {
    std::string out;
    if (!parts.scheme.empty())
        out = cat(parts.scheme, ':');
    if (parts.has_authority)
        out += cat("//", parts.authority);
    out += parts.path;
    if (parts.has_query)
        out += cat('?', parts.query);
    if (parts.has_fragment)
        out += cat('#', parts.fragment);
    return out;
}

/// The authority without user and password.
std::string_view host_and_port(std::string_view authority) {
    const std::size_t at = authority.rfind('@');
    return at == authority.npos ? authority : authority.substr(at + 1);
}

std::string_view host_of(std::string_view authority) {
    const std::string_view place = host_and_port(authority);
    if (place.starts_with('['))
        return place.substr(0, place.find(']') + 1);
    return place.substr(0, place.find(':'));
}

bool tracks_reader(std::string_view parameter) {
    static constexpr std::array names{
        "_hsenc",     "_hsmi",   "cmp",     "cmpid",     "dclid",  "fbclid",  "gbraid",  "gclid",
        "gclsrc",     "icid",    "igshid",  "li_fat_id", "mc_cid", "mc_eid",  "mkt_tok", "msclkid",
        "oly_enc_id", "ref",     "ref_src", "ref_url",   "s_cid",  "s_kwcid", "srsltid", "ttclid",
        "twclid",     "vero_id", "wbraid",  "wt_mc",     "wt_zmc", "xtor",    "yclid"};
    static constexpr std::array prefixes{"utm_", "at_", "mtm_", "pk_", "ns_"};
    const std::string_view name = parameter.substr(0, parameter.find('='));
    return std::ranges::any_of(names, [&](auto known) { return iequals(name, known); }) ||
           std::ranges::any_of(prefixes, [&](auto start) { return istarts_with(name, start); });
}

}  // namespace

UrlParts url_parts(std::string_view url) {
    UrlParts parts;
    if (const std::size_t length = scheme_length(url); length > 0) {
        parts.scheme = url.substr(0, length);
        url.remove_prefix(length + 1);
    }
    if (const std::size_t hash = url.find('#'); hash != url.npos) {
        parts.has_fragment = true;
        parts.fragment = url.substr(hash + 1);
        url = url.substr(0, hash);
    }
    if (const std::size_t mark = url.find('?'); mark != url.npos) {
        parts.has_query = true;
        parts.query = url.substr(mark + 1);
        url = url.substr(0, mark);
    }
    if (url.starts_with("//")) {
        parts.has_authority = true;
        parts.authority = url.substr(2, url.find('/', 2) - 2);
        url.remove_prefix(2 + parts.authority.size());
    }
    parts.path = url;
    return parts;
}

std::string resolve_url(std::string_view base, std::string_view reference) {
    reference = trim(reference);
    const UrlParts to = url_parts(reference);
    if (!to.scheme.empty() && to.has_authority && to.path.find("/.") == to.path.npos)
        return std::string(reference);  // nothing to resolve, as nearly everywhere
    const UrlParts from = url_parts(trim(base));
    const bool base_is_a_place =
        !from.scheme.empty() && (from.has_authority || from.path.starts_with('/'));
    const bool opaque = !to.scheme.empty() && !to.has_authority && !to.path.starts_with('/');
    if (opaque || (to.scheme.empty() && !base_is_a_place))
        return std::string(reference);

    UrlParts target = to;
    std::string path;
    if (!to.scheme.empty() || to.has_authority) {
        path = remove_dot_segments(to.path);
        if (to.scheme.empty())
            target.scheme = from.scheme;
    } else {
        target.scheme = from.scheme;
        target.has_authority = from.has_authority;
        target.authority = from.authority;
        if (to.path.empty()) {
            path = from.path;
            if (!to.has_query) {
                target.has_query = from.has_query;
                target.query = from.query;
            }
        } else {
            path = remove_dot_segments(to.path.starts_with('/') ? to.path : merge(from, to.path));
        }
    }
    target.path = path;
    std::string url = compose(target);
    // Long references are wrapped in some pages; browsers take line ends and tabs out.
    std::erase_if(url, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
    return url;
}

bool is_http_url(std::string_view url) {
    if (!istarts_with(url, "http://") && !istarts_with(url, "https://"))
        return false;
    const std::string_view authority = url_parts(url).authority;
    const bool sound = std::ranges::none_of(authority, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '\\' || c == '<' || c == '>' ||
               c == '"' || c == '\x7F';
    });
    return sound && !host_of(authority).empty();
}

std::string url_host(std::string_view url) {
    return lower(host_of(url_parts(url).authority));
}

std::string without_credentials(std::string_view url) {
    UrlParts parts = url_parts(url);
    parts.authority = host_and_port(parts.authority);
    return compose(parts);
}

std::string without_tracking(std::string_view url) {
    UrlParts parts = url_parts(url);
    std::string query;
    for (const std::string_view parameter : split(parts.query, '&')) {
        if (parameter.empty() || tracks_reader(parameter))
            continue;
        if (!query.empty())
            query.push_back('&');
        query.append(parameter);
    }
    parts.has_query = !query.empty();
    parts.query = query;
    parts.has_fragment = !parts.fragment.empty();
    return compose(parts);
}

}  // namespace stet::text
