#include "next_parts.h"

#include "ending.h"
#include "extract/links.h"
#include "places.h"
#include "report.h"
#include "text/cat.h"
#include "text/pattern.h"

namespace stet::cmd {

namespace {

// A page that lists the parts is asked with the newest of them, but no oftener.
constexpr std::chrono::minutes between_questions{15};

constexpr std::size_t longest_root = 56;  // of a name, which has 64 letters at most

archive::Source first_part(archive::Source part, archive::Archive& archive) {
    while (!part.series.continues.empty()) {
        std::optional<archive::Source> before = archive.find_source(part.series.continues);
        if (!before)
            break;
        part = *std::move(before);
    }
    return part;
}

}  // namespace

archive::Series series_after(const archive::Source& part) {
    archive::Series series = part.series;
    series.continues = part.source;
    return series;
}

std::string name_after(const archive::Source& part, archive::Archive& archive) {
    const archive::Source first = first_part(part, archive);
    const std::string root = first.name.substr(0, longest_root);
    std::size_t number = archive.named(first.name).size() + 1;
    std::string name = text::cat(root, '-', number);
    while (archive.find_source(name))
        name = text::cat(root, '-', ++number);
    return name;
}

NextParts::NextParts(archive::Archive& archive, source::Network& network, net::Robots& robots,
                     Context& ctx)
    : archive_(archive), network_(network), ctx_(ctx), robots_(robots) {
    for (archive::Source& source : archive.last_parts()) {
        Part part{.source = std::move(source), .search = {}};
        part.search = archive.search_of(part.source);
        parts_.emplace(part.source.source, std::move(part));
    }
}

void NextParts::see(const source::Place& place, const Result<Document>& document) {
    const auto known = parts_.find(place.source);
    if (known == parts_.end())
        return;
    Part& part = known->second;
    part.seen = true;
    if (part.source.series.next.empty() || !document || document->not_modified || document->cut)
        return;
    const auto links = links_of(*document, part.source.series.next);
    if (!links)
        return;
    for (const std::string& link : *links)
        if (may_follow(link, part))
            return find(part, link);
}

/// A part is new, or followed as a blog of its own till now.
bool NextParts::may_follow(const std::string& address, const Part& part) {
    const std::optional<archive::Source> known = archive_.find_source(address);
    return !known || (known->followed && known->series.continues.empty() &&
                      known->number != first_part(part.source, archive_).number);
}

void NextParts::find(Part& part, std::string address) {
    if (part.search.found == address)
        return;
    part.search.found = std::move(address);
    part.search.asked.reset();
    archive_.remember(part.source, part.search);
}

bool NextParts::is_time(const Part& part) {
    return !part.search.asked ||
           std::chrono::abs(ctx_.now() - *part.search.asked) >= between_questions;
}

void NextParts::ask_indexes() {
    std::vector<source::Place> places;
    for (auto& [name, part] : parts_) {
        if (!part.seen || part.source.series.index.empty() || !part.search.found.empty() ||
            !is_time(part))
            continue;
        source::Place place;
        place.address = part.source.series.index;
        place.access = part.source.access;
        place.source = name;
        places.push_back(std::move(place));
        part.search.asked = ctx_.now();
        archive_.remember(part.source, part.search);
    }
    if (places.empty())
        return;
    source::read_all(
        places, network_, ctx_.in, ctx_.now,
        [&](const source::Place& place, Result<Document>&& document) {
            read_index(parts_.at(place.source), document);
        },
        EndingSignals::came);
}

// The newest part is the first one of the list. Down to one that is known they are all newer; the
// last of these comes next. Where none is known, only the first one is sure to be new.
void NextParts::read_index(Part& part, const Result<Document>& document) {
    const auto links = document.and_then([](const Document& d) { return links_of(d, {}); });
    const auto pattern = text::Pattern::compile(part.source.series.match);
    if (!links || !pattern) {
        Error error = links ? pattern.error() : links.error();
        error.place = part.source.series.index;
        say_once(part, error);
        return;
    }
    part.asked = true;
    std::vector<std::string> newer;
    bool meets_known = false;
    for (const std::string& link : *links) {
        if (!pattern->is_in(link))
            continue;
        meets_known = !may_follow(link, part);
        if (meets_known)
            break;
        newer.push_back(link);
    }
    if (!newer.empty())
        find(part, meets_known ? newer.back() : newer.front());
}

/// A request for what was found, asked for as the part before it.
net::Request NextParts::link_to(const Part& part) {
    return source::request_of(part.search.found, part.source.access).value_or(net::Request{});
}

/// Whether the next part's host lets programs go there by themselves.
bool NextParts::allowed(Part& part) {
    if (!is_time(part))
        return false;
    if (robots_.allows(link_to(part)))
        return true;
    part.search.asked = ctx_.now();
    archive_.remember(part.source, part.search);
    say_once(part, {Error::Kind::refused,
                    text::cat("the next part of '", part.source.name,
                              "' is not for programs, says its host's robots.txt"),
                    part.search.found,
                    text::cat("'stet follow --continues ", part.source.name,
                              "' and the address follows it all the same")});
    return false;
}

std::optional<source::Place> NextParts::follow(Part& part) {
    const std::string address = std::exchange(part.search.found, {});
    const std::optional<archive::Source> known = archive_.find_source(address);
    Reading reading = known ? known->reading : part.source.reading;
    if (!known)
        reading.page.clear();
    Result<archive::Source> next =
        archive_.follow(address, known ? known->name : name_after(part.source, archive_), reading,
                        known ? known->every : part.source.every);
    if (next) {
        next->series = series_after(part.source);
        if (!known) {
            next->access = part.source.access;
            next->older_pages = part.source.older_pages;
        }
        next = archive_.set(*next, ctx_.now());
    }
    archive_.remember(part.source, part.search);
    if (!next) {
        say_once(part, next.error());
        return std::nullopt;
    }
    if (!ctx_.quiet)
        remark(ctx_, text::cat("follows '", next->name, "', which continues '", part.source.name,
                               "': ", address));
    // Another run may have seen it followed, and be first.
    if (known || !archive_.hold(*next, ctx_.now()))
        return std::nullopt;
    return place_of(*next);
}

std::vector<source::Place> NextParts::take_up() {
    std::vector<source::Place> places;
    if (EndingSignals::came())
        return places;
    ask_indexes();
    std::vector<net::Request> found;
    for (const auto& [name, part] : parts_)
        if (part.seen && !part.search.found.empty() && is_time(part))
            found.push_back(link_to(part));
    robots_.learn(found);
    for (auto& [name, part] : parts_)
        if (part.seen && !part.search.found.empty() && !EndingSignals::came() && allowed(part)) {
            if (std::optional<source::Place> place = follow(part))
                places.push_back(*std::move(place));
            part.seen = false;
        }
    for (archive::Source& source : archive_.last_parts())
        if (!parts_.contains(source.source)) {
            Part part{.source = std::move(source), .search = {}};
            parts_.emplace(part.source.source, std::move(part));
        }
    return places;
}

bool NextParts::say_once(Part& part, const Error& error) {
    std::string why = text::cat(name_of(error.kind), error.place.empty() ? "" : " ", error.place);
    if (part.search.told == why)
        return false;
    part.search.told = std::move(why);
    archive_.remember(part.source, part.search);
    report(ctx_, error);
    return true;
}

void NextParts::tell_ends() {
    for (auto& [name, part] : parts_) {
        const bool is_sought = part.source.series.index.empty() || part.asked;
        if (!part.seen || !is_sought || !part.search.found.empty() || EndingSignals::came())
            continue;
        const std::optional<archive::Source> now = archive_.find_source(name);
        const bool is_over = now && seems_over(now->pace, ctx_.now());
        if (is_over)
            say_once(part, {Error::Kind::missing,
                            text::cat("'", now->name, "' is over, and no next part was found"),
                            {},
                            text::cat("'stet follow --continues ", now->name,
                                      "' and its address goes on")});
    }
}

}  // namespace stet::cmd
