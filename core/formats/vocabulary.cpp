#include "formats/vocabulary.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/ascii.h"

namespace stet::formats {

namespace {

struct KnownSpace {
    std::string_view uri;
    Space space;
};

// Without scheme, `www.` and the sign at the end: publishers write them in every way.
constexpr std::array known_spaces{
    KnownSpace{"w3.org/2005/atom", Space::atom},
    KnownSpace{"purl.org/atom/ns", Space::atom},
    KnownSpace{"purl.org/dc/elements/1.1", Space::dc},
    KnownSpace{"purl.org/dc/elements/1.0", Space::dc},
    KnownSpace{"purl.org/dc/terms", Space::dcterms},
    KnownSpace{"purl.org/rss/1.0/modules/dcterms", Space::dcterms},
    KnownSpace{"purl.org/rss/1.0/modules/content", Space::content},
    KnownSpace{"search.yahoo.com/mrss", Space::media},
    KnownSpace{"search.yahoo.com/rss", Space::media},
    KnownSpace{"rssboard.org/media-rss", Space::media},
    KnownSpace{"itunes.com/dtds/podcast-1.0.dtd", Space::itunes},
    KnownSpace{"google.com/schemas/play-podcasts/1.0", Space::itunes},
    KnownSpace{"w3.org/1999/xhtml", Space::xhtml},
    KnownSpace{"w3.org/1999/02/22-rdf-syntax-ns", Space::rdf},
    KnownSpace{"purl.org/rss/1.0/modules/syndication", Space::syndication},
    KnownSpace{"purl.org/atompub/tombstones/1.0", Space::tombstones},
    KnownSpace{"purl.org/rss/1.0", Space::core},
    KnownSpace{"purl.org/net/rss1.1", Space::core},
    KnownSpace{"my.netscape.com/rdf/simple/0.9", Space::core},
    KnownSpace{"channel.netscape.com/rdf/simple/0.9", Space::core},
    KnownSpace{"backend.userland.com/rss", Space::core},
    KnownSpace{"backend.userland.com/rss2", Space::core},
    KnownSpace{"blogs.law.harvard.edu/tech/rss", Space::core},
};

Space known_space(std::string_view uri) {
    for (const std::string_view start : {"http://", "https://", "www."})
        if (text::istarts_with(uri, start))
            uri.remove_prefix(start.size());
    while (!uri.empty() && (uri.back() == '/' || uri.back() == '#'))
        uri.remove_suffix(1);
    for (const KnownSpace& known : known_spaces)
        if (uri.size() == known.uri.size() && text::iequals(uri, known.uri))
            return known.space;
    return Space::other;
}

struct Word {
    Space space;
    std::string_view name;  // in lower case
    Term term;
};

constexpr bool before(const Word& a, const Word& b) {
    return a.space != b.space ? a.space < b.space : a.name < b.name;
}

// The names of RSS 0.9x to 2.0, RSS 1.0 and Atom 0.3 and 1.0 are one list: feeds in the wild use
// each other's. Sorted, because it is searched by halves.
constexpr std::array words{
    Word{Space::core, "author", {Tag::person, 50}},
    Word{Space::core, "body", {Tag::content, 30}},
    Word{Space::core, "categories", {Tag::group, 50}},
    Word{Space::core, "category", {Tag::category, 50}},
    Word{Space::core, "channel", {Tag::channel, 50}},
    Word{Space::core, "content", {Tag::content, 45}},
    Word{Space::core, "created", {Tag::published, 40}},
    Word{Space::core, "date", {Tag::published, 30}},
    Word{Space::core, "description", {Tag::summary, 50}},
    Word{Space::core, "enclosure", {Tag::enclosure, 50}},
    Word{Space::core, "entry", {Tag::entry, 50}},
    Word{Space::core, "fulltext", {Tag::content, 40}},
    Word{Space::core, "guid", {Tag::id, 50}},
    Word{Space::core, "icon", {Tag::icon, 50}},
    Word{Space::core, "id", {Tag::id, 45}},
    Word{Space::core, "image", {Tag::image, 50}},
    Word{Space::core, "issued", {Tag::published, 45}},
    Word{Space::core, "item", {Tag::entry, 50}},
    Word{Space::core, "keywords", {Tag::keywords, 40}},
    Word{Space::core, "language", {Tag::language, 50}},
    Word{Space::core, "lastbuilddate", {Tag::modified, 50}},
    Word{Space::core, "link", {Tag::link, 50}},
    Word{Space::core, "logo", {Tag::logo, 50}},
    Word{Space::core, "managingeditor", {Tag::person, 50}},
    Word{Space::core, "modified", {Tag::modified, 45}},
    Word{Space::core, "pubdate", {Tag::published, 50}},
    Word{Space::core, "published", {Tag::published, 50}},
    Word{Space::core, "skipdays", {Tag::skip_days, 50}},
    Word{Space::core, "skiphours", {Tag::skip_hours, 50}},
    Word{Space::core, "subtitle", {Tag::subtitle, 25}},
    Word{Space::core, "summary", {Tag::summary, 50}},
    Word{Space::core, "tagline", {Tag::subtitle, 24}},
    Word{Space::core, "tags", {Tag::keywords, 40}},
    Word{Space::core, "title", {Tag::title, 50}},
    Word{Space::core, "ttl", {Tag::ttl, 50}},
    Word{Space::core, "updated", {Tag::modified, 50}},
    Word{Space::atom, "author", {Tag::person, 48}},
    Word{Space::atom, "category", {Tag::category, 48}},
    Word{Space::atom, "content", {Tag::content, 44}},
    Word{Space::atom, "entry", {Tag::entry, 48}},
    Word{Space::atom, "icon", {Tag::icon, 48}},
    Word{Space::atom, "id", {Tag::id, 40}},
    Word{Space::atom, "issued", {Tag::published, 44}},
    Word{Space::atom, "link", {Tag::link, 40}},
    Word{Space::atom, "logo", {Tag::logo, 48}},
    Word{Space::atom, "modified", {Tag::modified, 44}},
    Word{Space::atom, "published", {Tag::published, 48}},
    Word{Space::atom, "subtitle", {Tag::subtitle, 23}},
    Word{Space::atom, "summary", {Tag::summary, 40}},
    Word{Space::atom, "title", {Tag::title, 40}},
    Word{Space::atom, "updated", {Tag::modified, 48}},
    Word{Space::dc, "author", {Tag::person, 45}},
    Word{Space::dc, "creator", {Tag::person, 45}},
    Word{Space::dc, "date", {Tag::published, 35}},
    Word{Space::dc, "description", {Tag::summary, 30}},
    Word{Space::dc, "identifier", {Tag::id, 20}},
    Word{Space::dc, "language", {Tag::language, 40}},
    Word{Space::dc, "subject", {Tag::category, 40}},
    Word{Space::dc, "title", {Tag::title, 30}},
    Word{Space::dcterms, "abstract", {Tag::summary, 14}},
    Word{Space::dcterms, "created", {Tag::published, 36}},
    Word{Space::dcterms, "issued", {Tag::published, 38}},
    Word{Space::dcterms, "modified", {Tag::modified, 40}},
    Word{Space::content, "encoded", {Tag::content, 50}},
    Word{Space::media, "category", {Tag::category, 30}},
    Word{Space::media, "content", {Tag::media, 30}},
    Word{Space::media, "description", {Tag::summary, 10}},
    Word{Space::media, "group", {Tag::group, 30}},
    Word{Space::media, "keywords", {Tag::keywords, 30}},
    Word{Space::media, "thumbnail", {Tag::thumbnail, 30}},
    Word{Space::media, "title", {Tag::title, 10}},
    Word{Space::itunes, "author", {Tag::person, 20}},
    Word{Space::itunes, "category", {Tag::category, 20}},
    Word{Space::itunes, "description", {Tag::summary, 12}},
    Word{Space::itunes, "duration", {Tag::duration, 20}},
    Word{Space::itunes, "image", {Tag::image, 40}},
    Word{Space::itunes, "keywords", {Tag::keywords, 20}},
    Word{Space::itunes, "link", {Tag::link, 10}},
    Word{Space::itunes, "subtitle", {Tag::subtitle, 11}},
    Word{Space::itunes, "summary", {Tag::summary, 15}},
    Word{Space::itunes, "title", {Tag::title, 20}},
    Word{Space::xhtml, "body", {Tag::content, 43}},
    Word{Space::xhtml, "div", {Tag::content, 42}},
    Word{Space::syndication, "updatefrequency", {Tag::update_frequency, 50}},
    Word{Space::syndication, "updateperiod", {Tag::update_period, 50}},
    Word{Space::tombstones, "deleted-entry", {Tag::deleted, 50}},
};
static_assert(std::is_sorted(words.begin(), words.end(), before));

constexpr std::size_t longest_name = 16;

}  // namespace

Space Vocabulary::space(const markup::Node& node) const {
    if (node.space.empty() || node.space == core_)
        return Space::core;
    for (const Seen& seen : seen_)
        if (seen.uri == node.space)
            return seen.space;
    Seen& place = seen_[next_seen_++ % seen_.size()];
    place = {std::string(node.space), known_space(node.space)};
    return place.space;
}

Term Vocabulary::term(const markup::Node& node) const {
    if (node.kind != markup::Node::Kind::element || node.name.size() > longest_name)
        return {};
    char small[longest_name];
    std::transform(node.name.begin(), node.name.end(), small, text::to_lower);
    const Word wanted{space(node), {small, node.name.size()}, {}};
    const auto found = std::lower_bound(words.begin(), words.end(), wanted, before);
    if (found == words.end() || before(wanted, *found))
        return {};
    return found->term;
}

}  // namespace stet::formats
