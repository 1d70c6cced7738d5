#include <CLI/CLI.hpp>

#include <filesystem>
#include <map>

#include "archive/archive.h"
#include "archived_robots.h"
#include "articles.h"
#include "commands.h"
#include "compared.h"
#include "ending.h"
#include "extract/extract.h"
#include "extract/older_page.h"
#include "keep.h"
#include "network.h"
#include "next_parts.h"
#include "open.h"
#include "options.h"
#include "output.h"
#include "places.h"
#include "reading.h"
#include "report.h"
#include "source/older_pages.h"
#include "tally.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::cmd {

namespace {

// Where the network is gone, all sources fail at once: nobody reads a mail of them all.
constexpr std::size_t most_turns = 10;

struct Options {
    std::vector<std::string> sources;
    bool no_store = false;
    std::string as, observed;
    DocumentOptions document;
    bool summary = false;
    std::string fail_on = "any";
    NetworkOptions network;
    Access access;
    TypedReading reading;
    std::optional<std::size_t> older_pages;
    std::string format;
};

// Of the errors of a WARC file only those of a capture have its address.
bool is_of_warc(const source::Place& place, const Result<Document>& document) {
    return document
               ? document->came == Document::Came::warc
               : !text::is_http_url(place.address) && text::is_http_url(document.error().place);
}

/// Captures in WARC files that are not of the source whose captures the files are said to be.
class Foreign {
  public:
    void pass_over(const std::string& file) { ++files_[file].passed_over; }
    void take(const std::string& file) { ++files_[file].taken; }

    /// What is to be said of each file: kind `missing` where all its captures are others'.
    std::vector<Error> errors(const std::string& as) const {
        std::vector<Error> errors;
        for (const auto& [file, count] : files_)
            if (count.passed_over > 0)
                errors.push_back({count.taken > 0 ? Error::Kind::usage : Error::Kind::missing,
                                  text::cat("passed over ", count.passed_over,
                                            count.passed_over == 1 ? " capture" : " captures",
                                            " of other addresses than those of '",
                                            text::without_credentials(as), "'"),
                                  file, "without --as each belongs to the address that it is of"});
        return errors;
    }

  private:
    struct Count {
        std::size_t passed_over = 0, taken = 0;
    };
    std::map<std::string, Count> files_;
};

Exit fetch_and_keep(const Options& options, Context& ctx) {
    const EndingSignals ending;  // its end comes when the archive is closed
    source::Network network = network_of(options.network, options.access, ctx);
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    const bool by_itself = options.sources.empty();
    ArchivedRobots archived_robots(archive, ctx);
    net::Robots robots(network.client, EndingSignals::came, &archived_robots);
    NextParts next_parts(archive, network, robots, ctx);
    Articles articles(archive, network, robots, ctx);
    std::vector<archive::Source> due;
    if (by_itself)
        due = archive.take_due(ctx.now);
    const std::size_t due_articles = articles.take_due(due);
    std::vector<source::Place> places =
        by_itself ? places_of(due) : places_of(options.sources, &archive);
    std::string base;  // what references in a file are relative to
    if (!options.as.empty())
        base = assign_source(places, options.as, archive);
    if (options.older_pages)
        want_older(places, *options.older_pages);
    Output output(ctx, options.format, false);
    Tally tally(ctx, places.size() + due_articles);
    Foreign foreign;
    const auto look = [&](source::Place place, Result<Document>&& document) {
        if (!options.as.empty() && is_of_warc(place, document)) {
            const std::string target = document ? document->address : document.error().place;
            // A path tells where a file lay, not what it is a capture of.
            if (text::is_http_url(target) && !is_of_source(target, place.source, base, archive))
                return foreign.pass_over(place.address);
            foreign.take(place.address);
        } else if (document) {
            name_by_target(place, *document);
        }
        if (document) {
            adjust(*document, options.document, options.observed, ctx);
            if (options.document.base_url.empty())
                rebase(*document, base);
        }
        if (place.source == "-" && document)
            throw Fatal("standard input has no name to be kept under",
                        "say with --as whose capture it is");
        const Tell tell = !by_itself                    ? Tell::all
                          : tally.turned() < most_turns ? Tell::turns
                                                        : Tell::nothing;
        if (articles.is_double(place, document))
            return tally.add({});
        next_parts.see(place, document);
        const Kept kept = keep_look(archive, document, place, output, ctx,
                                    {.typed = options.reading, .tell = tell});
        if (!kept.failed())
            articles.see(place, document);
        tally.add(kept);
        archive.hold_on(ctx.now());
    };
    const auto read = [&](const std::vector<source::Place>& some) {
        source::read_with_older(some, network, robots, ctx.in, ctx.now, older_pages_of, look,
                                EndingSignals::came);
    };
    read(places);
    for (const Error& error : foreign.errors(options.as)) {
        report(ctx, error);
        if (error.kind == Error::Kind::missing)
            tally.add({.outcome = Kept::Outcome::failed});
    }
    const std::vector<source::Place> next = next_parts.take_up();
    tally.expect(next.size());
    read(next);
    next_parts.tell_ends();
    read(articles.due_places([&](const source::Place& place, const Error& why) {
        tally.add(keep_look(archive, why, place, output, ctx, {.tell = Tell::nothing}));
    }));
    articles.take_up([&](const source::Place& place, Result<Document>&& document) {
        tally.expect(1);
        look(place, std::move(document));
    });
    output.finish();
    archive.index();
    if (by_itself && tally.turned() > most_turns && !ctx.verbose)
        remark(ctx, text::cat("so it is with ", tally.turned() - most_turns,
                              " more sources; 'stet sources' tells which"));
    if (options.summary)
        remark(ctx, tally.summary());
    const std::size_t failed = options.fail_on == "new" ? tally.begun_to_fail() : tally.failed();
    return failed == 0 ? Exit::ok : Exit::no;
}

/// Tells in the head record what whoever compares the records must know: what is lacking in a
/// mended document was not withdrawn, and one that failed is not to be compared.
void mark_extent(Feed& feed) {
    feed.head.selection = feed.extent == Feed::Extent::mended;
    if (const std::optional<Error> fault = fault_of(feed))
        feed.head.failed = name_of(fault->kind);
}

/// stet as a parser: every record of the document, the head first; nothing is kept.
Exit read_only(const Options& options, Context& ctx) {
    std::optional<archive::Archive> archive;
    if (names_a_source(options.sources) && std::filesystem::exists(ctx.archive))
        archive = open_archive(ctx, archive::Archive::Access::read);
    std::vector<source::Place> places = places_of(options.sources, archive ? &*archive : nullptr);
    for (source::Place& place : places) {  // an answer that nothing has changed could not be read
        place.etag.clear();
        place.last_modified.clear();
    }
    if (options.older_pages)
        want_older(places, *options.older_pages);
    Output output(ctx, options.format, false);
    std::size_t failed = 0;
    source::Network network = network_of(options.network, options.access, ctx);
    net::Robots robots(network.client);
    source::read_with_older(
        places, network, robots, ctx.in, ctx.now, older_pages_of,
        [&](source::Place place, Result<Document>&& document) {
            if (document) {
                name_by_target(place, *document);
                adjust(*document, options.document, options.observed, ctx);
                if (options.document.base_url.empty() && text::is_http_url(options.as))
                    rebase(*document, text::without_credentials(options.as));
            }
            Feed opened;
            const Sink sink{.head =
                                [&](Feed&& feed) {
                                    mark_extent(feed);
                                    output.write(feed.head);
                                    opened = std::move(feed);
                                },
                            .item = [&](Item&& item) { output.write(item); }};
            std::optional<Error> error =
                document
                    ? extract(*document, read_as(options.reading, reading_of(place, archive)), sink)
                    : std::move(document.error());
            if (error) {
                if (error->place.empty())
                    error->place = place.address;
                report(ctx, *error);
                ++failed;
                return;
            }
            output.flush();
            tell_warnings(opened, place.address, ctx);
            if (std::optional<Error> fault = fault_of(opened)) {
                if (fault->place.empty())
                    fault->place = place.address;
                report(ctx, *fault);
                ++failed;
            }
        });
    output.finish();
    return failed == 0 ? Exit::ok : Exit::no;
}

Exit fetch(const Options& options, Context& ctx) {
    read_as(options.reading, {});  // a slip of the finger is told before anything is looked at
    if (!options.no_store)
        return fetch_and_keep(options, ctx);
    if (options.sources.empty())
        throw Fatal("--no-store needs a source to read", "name a file, an address or '-'");
    return read_only(options, ctx);
}

}  // namespace

Action declare_fetch(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("source", options->sources,
                   "addresses, names of followed sources, files, or '-'; none: all that are due")
        ->type_name("SOURCE");
    sub.add_flag("-n,--no-store", options->no_store, "keep nothing; print every record");
    sub.add_option("--as", options->as, "whose captures the files are")->type_name("SOURCE");
    sub.add_option("--observed", options->observed, "when the files were captured, or 'mtime'")
        ->type_name("TIME");
    sub.add_flag("--summary", options->summary, "at the end a line of counts on standard error");
    sub.add_option("--fail-on", options->fail_on, "exit 1 for new failures only, or any")
        ->type_name("WHICH")
        ->check(CLI::IsMember({"new", "any"}));
    declare_older_pages(sub, options->older_pages);
    declare_document(sub, options->document);
    declare_network(sub, options->network);
    declare_access(sub, options->access);
    declare_reading(sub, options->reading);
    declare_format(sub, options->format);
    return [options](Context& ctx) { return fetch(*options, ctx); };
}

}  // namespace stet::cmd
