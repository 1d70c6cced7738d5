#include "extract/older_page.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/decoded.h"
#include "extract/links.h"
#include "formats/formats.h"
#include "json/value.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet {

namespace {

using std::string_view;

// ---- JSON

/// A query alone, `?page=2`, changes that parameter of an address and leaves the others.
std::string with_query(const std::string& address, string_view query) {
    const text::UrlParts parts = text::url_parts(address);
    const string_view name = query.substr(1, query.find('=') - 1);
    std::string kept;
    for (const string_view one : text::split(parts.query, '&'))
        if (!one.empty() && one.substr(0, one.find('=')) != name)
            kept += text::cat(one, '&');
    return text::resolve_url(address, text::cat('?', kept, query.substr(1)));
}

/// Some write addresses from the root of their interface on, `posts?page=2`: that is this document.
std::string address_in_json(const std::string& address, string_view reference) {
    const string_view path = text::url_parts(address).path;
    const std::size_t query = reference.find('?');
    if (query != 0 && query != reference.npos &&
        path.ends_with(text::cat('/', reference.substr(0, query))))
        reference.remove_prefix(query);
    if (reference.starts_with('?'))
        return with_query(address, reference);
    // Anything else is no address but a token.
    return reference.starts_with('/') || text::is_http_url(reference)
               ? text::resolve_url(address, reference)
               : std::string();
}

std::vector<std::string> named_in_json(string_view text, const std::string& address) {
    const Result<json::Tree> tree = json::parse(text);
    if (!tree)
        return {};
    const json::Value root = tree->root();
    const json::Value pagination = root["pagination"], links = root["links"]["next"];
    for (const json::Value value :
         {root["next_url"], root["next"], pagination["older"], pagination["next"],
          root["_links"]["next"]["href"], links, links["href"]})
        if (const string_view reference = text::trim(value.string()); !reference.empty())
            return {address_in_json(address, reference)};
    return {};
}

// ---- Pages

constexpr std::array<string_view, 14> words_for_page{"page", "p",      "pg",    "pages", "seite",
                                                     "s",    "pagina", "pag",   "sida",  "strona",
                                                     "sivu", "strana", "oldal", "sayfa"};

/// `2`, `-2`, `/page/2/`, `,seite-2`: what is put into an address to say a further page.
bool says_page(string_view inserted) {
    std::size_t numbers = 0;
    for (std::size_t at = 0; at < inserted.size();) {
        const auto is_of = [&](auto kind) { return at < inserted.size() && kind(inserted[at]); };
        const std::size_t begin = at;
        if (is_of(text::is_digit)) {
            while (is_of(text::is_digit))
                ++at;
            ++numbers;
        } else if (is_of(text::is_alnum)) {
            while (is_of(text::is_alnum) && !text::is_digit(inserted[at]))
                ++at;
            const std::string word = text::lower(inserted.substr(begin, at - begin));
            if (std::ranges::find(words_for_page, word) == words_for_page.end())
                return false;
        } else if (string_view("/-_,;.=").find(inserted[at++]) == string_view::npos) {
            return false;
        }
    }
    return numbers == 1;
}

bool is_first_number(string_view text) {
    return text.empty() || text == "0" || text == "1";
}

/// The path of a page and that of a further one: the same, or with a number put in, or another one
/// in the place of 1.
bool is_further_path(string_view first, string_view further) {
    if (first == further)
        return true;
    const auto most = static_cast<std::ptrdiff_t>(std::min(first.size(), further.size()));
    const auto begin = std::mismatch(first.begin(), first.begin() + most, further.begin()).first;
    const auto head = static_cast<std::size_t>(begin - first.begin());
    std::size_t tail = 0;
    while (tail + head < static_cast<std::size_t>(most) &&
           first[first.size() - 1 - tail] == further[further.size() - 1 - tail])
        ++tail;
    return is_first_number(first.substr(head, first.size() - tail - head)) &&
           says_page(further.substr(head, further.size() - tail - head));
}

bool is_further_query(string_view first, string_view further) {
    const std::vector<string_view> parameters = text::split(further, '&');
    for (const string_view one : text::split(first, '&')) {
        const string_view name = one.substr(0, one.find('='));
        const bool may_change = is_first_number(one.substr(std::min(name.size() + 1, one.size())));
        const bool stands = std::ranges::any_of(parameters, [&](string_view other) {
            return other == one || (may_change && other.substr(0, other.find('=')) == name);
        });
        if (!one.empty() && !stands)
            return false;
    }
    return true;
}

bool is_further_page(const std::string& first, const std::string& further) {
    const std::string bare = text::without_tracking(first);
    const text::UrlParts begin = text::url_parts(bare), next = text::url_parts(further);
    return is_further_path(begin.path, next.path) && is_further_query(begin.query, next.query);
}

std::vector<std::string> named_in_page(const Document& document, const std::string& first) {
    for (const char* const place :
         {"link[rel~=next i], a[rel~=next i]",
          "[class*=pagination i] a, [class*=pager i] a, [id*=pagination i] a, [pagination] a"}) {
        auto links = links_of(document, place);
        if (!links)
            return {};
        std::erase_if(*links, [&](const std::string& link) {
            return link == first || !is_further_page(first, link);
        });
        if (!links->empty())
            return *std::move(links);
    }
    return {};
}

std::vector<std::string> named(const Document& document, const std::string& first) {
    const text::Decoded text = page::decoded(document);
    const formats::Format format = formats::sniff(text.text());
    if (format == formats::Format::none) {
        const bool is_json = text::trim(text.text().substr(0, 1024)).starts_with('{');
        return is_json ? named_in_json(text.text(), document.address)
                       : named_in_page(document, first);
    }
    const auto reader = formats::open(format, text.text(), text.encoding, document);
    if (!reader)
        return {};
    return {(*reader)->feed().older};
}

}  // namespace

std::vector<std::string> older_pages_of(const Document& document, const std::string& first) {
    std::vector<std::string> addresses = named(document, first);
    for (std::string& address : addresses) {
        address.erase(std::min(address.find('#'), address.size()));
        address = text::without_credentials(address);
    }
    std::erase_if(addresses, [](const std::string& one) { return !text::is_http_url(one); });
    return addresses;
}

}  // namespace stet
