#include "formats/fields.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "markup/plain.h"
#include "text/ascii.h"
#include "text/language.h"
#include "text/space.h"
#include "text/url.h"
#include "time/date.h"

namespace stet::formats {

namespace {

using markup::Node;

// A longer list of tags or authors is none, but an attack on those who compare each with each.
constexpr std::size_t most_entries = 200;

bool is_mail(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           std::none_of(text.begin(), text.end(), text::is_space);
}

// `outer (inner)` and `outer <inner>` in two; `inner` is empty where there is no such bracket.
std::pair<std::string_view, std::string_view> bracketed(std::string_view text) {
    for (const std::string_view brackets : {"()", "<>"}) {
        const std::size_t open = text.find(brackets[0]);
        if (open == std::string_view::npos || text.back() != brackets[1])
            continue;
        return {text::trim(text.substr(0, open)),
                text::trim(text.substr(open + 1, text.size() - open - 2))};
    }
    return {text, {}};
}

std::string_view without_mailto(std::string_view mail) {
    return text::istarts_with(mail, "mailto:") ? mail.substr(7) : mail;
}

}  // namespace

std::string language_of(std::string_view text) {
    std::string tag = text::tidy_language(text);
    return tag.empty() ? text::fold_space(text) : tag;
}

std::optional<Instant> instant_of(std::string_view text, const time::Zone& zone) {
    const auto date = time::parse_date(text);
    if (!date)
        return std::nullopt;
    return date->in(zone);
}

Author author_of(std::string_view text) {
    const std::string whole = text::fold_space(text);
    auto [outer, inner] = bracketed(whole);
    if (is_mail(without_mailto(inner)) && !outer.empty())
        return {.name = std::string(outer), .url = {}, .avatar = {}};
    if (is_mail(without_mailto(outer)) && !inner.empty())
        return {.name = std::string(inner), .url = {}, .avatar = {}};
    return {.name = whole, .url = {}, .avatar = {}};
}

Author author_of(const Node& node, const Scope& scope) {
    Author author;
    std::string mail;
    Scope room, inner;
    const Scope& here = scope.inside(node, room);
    for (const Node* child = node.first_child; child; child = child->next) {
        if (child->kind != Node::Kind::element)
            continue;
        const std::string name = text::lower(child->name);
        if (name == "name" && author.name.empty())
            author.name = folded(*child);
        else if (name == "email" && mail.empty())
            mail = folded(*child);
        else if ((name == "uri" || name == "url" || name == "homepage") && author.url.empty())
            author.url = here.inside(*child, inner).address(folded(*child));
    }
    if (!has_elements(node))
        return author_of(folded(node));
    if (author.name.empty())
        author.name = std::move(mail);
    return author;
}

std::vector<Author> authors_in_markup(std::string_view text, const Scope& scope) {
    std::vector<Author> authors;
    constexpr std::size_t most = 50;
    for (std::size_t at = text::ifind(text, "<a "); at != std::string_view::npos;
         at = text::ifind(text, "<a ", at)) {
        const std::size_t begin = text.find('>', at);
        const std::size_t end = text::ifind(text, "</a", at);
        if (begin == std::string_view::npos || end == std::string_view::npos || end < begin ||
            authors.size() >= most)
            break;
        const std::string_view tag = text.substr(at, begin - at);
        Author author;
        author.name = text::fold_space(markup::plain_text(text.substr(begin + 1, end - begin - 1)));
        if (const std::size_t href = text::ifind(tag, "href="); href + 6 < tag.size()) {
            const char quote = tag[href + 5];
            const std::string_view value = tag.substr(href + 6);
            if (quote == '"' || quote == '\'')
                author.url = scope.address(value.substr(0, value.find(quote)));
        }
        at = end;
        if (!author.name.empty())
            authors.push_back(std::move(author));
    }
    return authors;
}

void add_author(std::vector<Author>& authors, Author author) {
    if (author == Author{} || authors.size() >= most_entries)
        return;
    for (Author& known : authors) {
        if (text::iequals(known.name, author.name) &&
            (author.url.empty() || known.url.empty() || known.url == author.url)) {
            if (known.url.empty())
                known.url = std::move(author.url);
            return;
        }
    }
    const bool is_address = author.url.empty() && is_mail(author.name);
    if (is_address && !authors.empty())
        return;
    if (!is_address)
        std::erase_if(authors,
                      [](const Author& known) { return known.url.empty() && is_mail(known.name); });
    authors.push_back(std::move(author));
}

void People::add(int rank, Author author) {
    if (people_.size() < most_entries)
        people_.emplace_back(rank, std::move(author));
}

std::vector<Author> People::finish() {
    constexpr int weak = 30;
    std::ranges::stable_sort(people_, std::ranges::greater{}, &std::pair<int, Author>::first);
    std::vector<Author> authors;
    for (auto& [rank, author] : people_)
        if (rank >= weak || authors.empty())
            add_author(authors, std::move(author));
    return authors;
}

void add_tag(std::vector<std::string>& tags, std::string_view tag) {
    std::string tidy = text::fold_space(tag);
    if (tidy.empty() || tags.size() >= most_entries)
        return;
    if (std::find(tags.begin(), tags.end(), tidy) == tags.end())
        tags.push_back(std::move(tidy));
}

void add_keywords(std::vector<std::string>& tags, std::string_view list) {
    for (const std::string_view one : text::split(list, ','))
        add_tag(tags, one);
}

void add_attachment(std::vector<Attachment>& attachments, Attachment attachment) {
    if (attachment.url.empty() || attachments.size() >= most_entries)
        return;
    for (Attachment& known : attachments) {
        if (known.url != attachment.url)
            continue;
        if (known.mime_type.empty())
            known.mime_type = std::move(attachment.mime_type);
        if (known.title.empty())
            known.title = std::move(attachment.title);
        if (!known.size_in_bytes)
            known.size_in_bytes = attachment.size_in_bytes;
        if (!known.duration_in_seconds)
            known.duration_in_seconds = attachment.duration_in_seconds;
        return;
    }
    attachments.push_back(std::move(attachment));
}

namespace {

/// What the ending of an address says of a film or a sound; empty for others.
std::string_view type_of_ending(std::string_view url) {
    struct Ending {
        std::string_view name, type;
    };
    static constexpr Ending endings[] = {
        {"mp3", "audio/mpeg"},     {"m4a", "audio/mp4"},       {"aac", "audio/aac"},
        {"ogg", "audio/ogg"},      {"oga", "audio/ogg"},       {"opus", "audio/ogg"},
        {"wav", "audio/wav"},      {"mp4", "video/mp4"},       {"m4v", "video/mp4"},
        {"webm", "video/webm"},    {"mov", "video/quicktime"}, {"ogv", "video/ogg"},
        {"pdf", "application/pdf"}};
    const std::string_view path = text::url_parts(url).path;
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos)
        return {};
    for (const Ending& one : endings)
        if (text::iequals(path.substr(dot + 1), one.name))
            return one.type;
    return {};
}

}  // namespace

Attachment attachment_of(const Node& node, const Scope& scope) {
    Scope room;
    const Scope& here = scope.inside(node, room);
    Attachment attachment;
    for (const std::string_view name : {"url", "href"})
        if (attachment.url.empty())
            attachment.url = here.address(node[name]);
    if (attachment.url.empty() && !has_elements(node))
        attachment.url = here.address(folded(node));
    attachment.mime_type = text::fold_space(node["type"]);
    if (attachment.mime_type.empty())
        attachment.mime_type = type_of_ending(attachment.url);
    attachment.title = text::fold_space(node["title"]);
    for (const std::string_view name : {"length", "fileSize"}) {
        const auto size = text::parse_number<std::int64_t>(text::trim(node[name]));
        if (size && *size > 0 && !attachment.size_in_bytes)
            attachment.size_in_bytes = size;
    }
    attachment.duration_in_seconds = seconds_of(node["duration"]);
    return attachment;
}

std::optional<double> seconds_of(std::string_view duration) {
    const auto parts = text::split(text::trim(duration), ':');
    if (parts.empty() || parts.size() > 3)
        return std::nullopt;
    double seconds = 0;
    for (const std::string_view part : parts) {
        const auto number = text::parse_number<double>(part);
        if (!number || !std::isfinite(*number) || *number < 0 || *number > 1e9)
            return std::nullopt;
        seconds = seconds * 60 + *number;
    }
    if (seconds <= 0)
        return std::nullopt;
    return seconds;
}

bool Link::is_page() const {
    return type.empty() || type.starts_with("text/") || type.find("html") != std::string::npos;
}

Link link_of(const Node& node, const Scope& scope) {
    Scope room;
    const Scope& here = scope.inside(node, room);
    const std::string_view* href = node.find("href");
    Link link;
    // An empty href is a reference too: to the base itself.
    if (href && text::trim(*href).empty())
        link.url = here.base;
    else
        link.url = here.address(href ? std::string(*href) : folded(node));
    link.type = text::lower(text::trim(node["type"]));
    // http://www.iana.org/assignments/relation/ may stand before the registered names.
    std::string_view relation = text::trim(node["rel"]);
    relation.remove_prefix(std::min(relation.size(), relation.rfind('/') + 1));
    link.relation = relation.empty() ? "alternate" : text::lower(relation);
    link.is_exact = relation.empty() || link.relation == relation;
    return link;
}

int rank_of(const Link& link, int rank) {
    return rank - (link.is_page() ? 0 : 5) - (link.is_exact ? 0 : 2);
}

std::string picture_of(const Node& node, const Scope& scope) {
    Scope room;
    const Scope& here = scope.inside(node, room);
    for (const std::string_view name : {"href", "url"})
        if (std::string url = here.address(node[name]); !url.empty())
            return url;
    for (const Node* child = node.first_child; child; child = child->next)
        if (child->kind == Node::Kind::element && text::iequals(child->name, "url")) {
            Scope inner;
            return here.inside(*child, inner).address(folded(*child));
        }
    return has_elements(node) ? std::string() : here.address(folded(node));
}

}  // namespace stet::formats
