#include "places.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <CLI/CLI.hpp>

#include "archive/settings.h"
#include "options.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::cmd {

namespace {

/// The modification time of the file that a document came from.
Instant file_time(const std::string& path) {
    std::error_code error;
    const auto written = std::filesystem::last_write_time(path, error);
    if (error)
        throw Fatal(text::cat("no modification time of '", path, "': ", error.message()));
    return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(written));
}

}  // namespace

source::Place place_of(const archive::Source& source) {
    return {.address = source.address(),
            .source = source.source,
            .etag = source.etag,
            .last_modified = source.last_modified,
            .older_pages = source.older_pages,
            .access = source.access};
}

void declare_document(CLI::App& sub, DocumentOptions& options) {
    sub.add_option("--base-url", options.base_url, "the address that a file was saved from")
        ->type_name("URL");
    sub.add_option("--content-type", options.content_type, "the file's Content-Type")
        ->type_name("TYPE");
}

void adjust(Document& document, const DocumentOptions& options, const std::string& observed,
            Context& ctx) {
    if (observed == "mtime")
        document.observed = file_time(document.address);
    else if (!observed.empty())
        document.observed = time_of(observed, ctx);
    if (!options.base_url.empty())
        document.address = options.base_url;
    if (!options.content_type.empty())
        document.content_type = options.content_type;
}

void rebase(Document& document, const std::string& base) {
    using enum Document::Came;
    if (!base.empty() && (document.came == file || document.came == standard_input))
        document.address = base;
}

void name_by_target(source::Place& place, Document& document) {
    if (document.came != Document::Came::warc)
        return;
    place.address = place.source = document.source = document.address;
}

bool is_of_source(const std::string& address, const std::string& source, const std::string& base,
                  archive::Archive& archive) {
    const auto bare = [](std::string_view whole) {
        const std::size_t scheme = whole.find("://");
        const std::string_view rest =
            scheme == std::string_view::npos ? whole : whole.substr(scheme + 3);
        return rest.substr(0, rest.find('#'));
    };
    if (bare(address) == bare(source) || (!base.empty() && bare(address) == bare(base)))
        return true;
    const std::optional<archive::Source> known = archive.find_source(source);
    return known && std::ranges::any_of(known->addresses, [&](const std::string& one) {
               return bare(one) == bare(address);
           });
}

bool names_a_source(const std::vector<std::string>& words) {
    for (const std::string& word : words)
        if (word != "-" && word.find("://") == std::string::npos && !std::filesystem::exists(word))
            return true;
    return false;
}

std::vector<source::Place> places_of(const std::vector<std::string>& words,
                                     archive::Archive* archive) {
    std::vector<source::Place> places;
    for (const std::string& word : words) {
        if (source::scheme_of(word) == source::Scheme::unsupported)
            throw Fatal(text::cat("cannot read '", text::without_credentials(word), "'"),
                        "stet reads http and https addresses, files and '-'");
        if (archive && word != "-") {
            const std::vector<archive::Source> known = archive->named(word);
            for (const archive::Source& source : known)
                if (source.followed || known.size() == 1)
                    places.push_back(place_of(source));
            if (!known.empty())
                continue;
        }
        source::Place place;
        place.address = word;
        if (source::scheme_of(word) == source::Scheme::file)
            place.source = std::filesystem::absolute(word).lexically_normal().string();
        else
            place.source = text::without_credentials(word);
        places.push_back(std::move(place));
    }
    return places;
}

std::vector<source::Place> places_of(const std::vector<archive::Source>& sources) {
    std::vector<source::Place> places;
    for (const archive::Source& source : sources)
        places.push_back(place_of(source));
    return places;
}

void declare_older_pages(CLI::App& sub, std::optional<std::size_t>& pages) {
    sub.add_option("--older-pages", pages, "read so many pages of older updates with each look")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{0}, archive::most_older_pages));
}

void want_older(std::vector<source::Place>& places, std::size_t pages) {
    for (source::Place& place : places) {
        // That the first page is as it was says nothing of further ones.
        if (pages > place.older_pages) {
            place.etag.clear();
            place.last_modified.clear();
        }
        place.older_pages = pages;
    }
}

std::string assign_source(std::vector<source::Place>& places, const std::string& as,
                          archive::Archive& archive) {
    const std::optional<archive::Source> known = archive.find_source(as);
    if (!known && as.find("://") == std::string::npos)
        throw Fatal(text::cat("no source '", as, "' in the archive"),
                    "name a source that 'stet sources' lists, or give its address");
    for (source::Place& place : places)
        place.source = known ? known->source : text::without_credentials(as);
    const std::string address =
        known && !text::is_http_url(as) ? known->address() : text::without_credentials(as);
    return text::is_http_url(address) ? address : std::string();
}

Reading reading_of(const source::Place& place, std::optional<archive::Archive>& archive) {
    if (!archive)
        return {};
    const std::optional<archive::Source> known = archive->find_source(place.source);
    return known ? known->reading : Reading{};
}

}  // namespace stet::cmd
