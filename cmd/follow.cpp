#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_set>

#include "archive/settings.h"
#include "archived_robots.h"
#include "articles.h"
#include "commands.h"
#include "discover.h"
#include "ending.h"
#include "extract/links.h"
#include "extract/older_page.h"
#include "keep.h"
#include "network.h"
#include "next_parts.h"
#include "open.h"
#include "places.h"
#include "source/older_pages.h"
#include "source_list.h"
#include "text/cat.h"
#include "text/url.h"
#include "time/spoken.h"

namespace stet::cmd {

namespace {

struct Options {
    std::vector<std::string> addresses;
    std::string name, every, format, from, data;
    std::string continues;
    std::optional<std::string> next, index, match;
    std::optional<std::size_t> older_pages;
    bool discover = false, articles = false;
    TypedReading reading;
    NetworkOptions network;
    Access access;
};

/// Says on standard error what was recognised, so that a wrong reading is seen at once.
void tell(const archive::Source& source, archive::Archive& archive, Context& ctx) {
    if (ctx.quiet)
        return;
    const Feed state = archive.standing(source);
    const std::string format = state.head.feed ? state.head.feed->format : "nothing";
    remark(ctx, text::cat("follows '", source.name, "': ", format, " with ", state.items.size(),
                          state.items.size() == 1 ? " update" : " updates",
                          state.head.title.empty() ? "" : ", ", state.head.title));
    if (source.articles && state.head.kind != Kind::feed)
        remark(ctx, text::cat("'", source.name, "' is no feed: no articles are followed"));
}

/// A look that is to be taken because a source was taken up.
struct FirstLook {
    source::Place place;
    bool reads_otherwise = false;  ///< it was known before, and read in another way
};

FirstLook first_look_at(const archive::Source& source, std::string address) {
    FirstLook look;
    look.place.address = std::move(address);
    look.place.source = source.source;
    look.place.access = source.access;
    look.place.older_pages = source.older_pages;
    return look;
}

/// The first look at each of them. False where one failed.
bool look_at(const std::vector<FirstLook>& looks, archive::Archive& archive, const Options& options,
             Context& ctx) {
    bool all_read = true;
    Output output(ctx, options.format, false);
    std::vector<source::Place> places;
    std::unordered_set<std::string> otherwise;
    for (const FirstLook& look : looks) {
        places.push_back(look.place);
        if (look.reads_otherwise)
            otherwise.insert(look.place.source);
        archive.hold(source_of(archive, look.place.source), ctx.now());
    }
    source::Network network = network_of(options.network, options.access, ctx);
    ArchivedRobots archived_robots(archive, ctx);
    net::Robots robots(network.client, EndingSignals::came, &archived_robots);
    NextParts next_parts(archive, network, robots, ctx);
    Articles articles(archive, network, robots, ctx);
    source::read_with_older(
        places, network, robots, ctx.in, ctx.now, older_pages_of,
        [&](const source::Place& place, Result<Document>&& document) {
            next_parts.see(place, document);
            const LookManner manner{.reads_otherwise = otherwise.contains(place.source),
                                    .is_watched = true};
            if (!keep_look(archive, document, place, output, ctx, manner).failed()) {
                tell(source_of(archive, place.source), archive, ctx);
                articles.see(place, document);
            } else {
                all_read = false;
            }
            archive.hold_on(ctx.now());
        },
        EndingSignals::came);
    articles.take_up([&](const source::Place& place, Result<Document>&& document) {
        keep_look(archive, document, place, output, ctx);
    });
    output.finish();
    archive.index();
    return all_read;
}

std::vector<Listed> list_from(const Options& options, Context& ctx) {
    const std::string& file = options.from;
    std::vector<Listed> list;
    source::Place place;
    place.address = file;
    const auto read = [&](const source::Place&, Result<Document>&& document) {
        Result<std::vector<Listed>> listed =
            document.and_then([](const Document& one) { return read_list(one.body); });
        if (!listed) {
            const Error& error = listed.error();
            throw Fatal(text::cat(error.message, " (", file,
                                  error.place.empty() || error.place == file ? "" : ", ",
                                  error.place == file ? "" : error.place, ")"),
                        error.hint);
        }
        list = *std::move(listed);
    };
    source::Network network = network_of(options.network, options.access, ctx);
    source::read_all({place}, network, ctx.in, ctx.now, read);
    return list;
}

/// The source that a list means: the one that has one of its addresses, else the one of its name.
std::optional<archive::Source> known(const Listed& listed, archive::Archive& archive) {
    for (const std::string& address : listed.addresses)
        if (std::optional<archive::Source> source = archive.find_source(address))
            return source;
    return listed.name.empty() ? std::nullopt : archive.find_source(listed.name);
}

/// Takes over what a list says of a source. One that is new is told and looked at by the caller.
Result<archive::Source> take_over(const Listed& listed, archive::Archive& archive, Context& ctx,
                                  bool& is_new) {
    std::optional<archive::Source> before = known(listed, archive);
    is_new = !before;
    archive::Source wanted = before.value_or(archive::Source{});
    if (std::optional<Error> fault = apply(listed, wanted))
        return *fault;
    if (wanted.addresses.empty())
        return Error{Error::Kind::usage, text::cat("no address of '", listed.name, "'"),
                     listed.place, "such as address = \"https://news.example/live\""};
    if (!before) {
        Result<archive::Source> made =
            archive.follow(wanted.addresses.front(), wanted.name, wanted.reading, wanted.every);
        if (!made)
            return made;
        made->addresses = wanted.addresses;
        made->series = wanted.series;
        made->access = wanted.access;
        made->articles = wanted.articles;
        made->older_pages = wanted.older_pages;
        return archive.set(*made, ctx.now());
    }
    const std::vector<std::string> changes = differences(*before, wanted);
    wanted.article_of.clear();
    if (changes.empty() && before->article_of.empty())
        return *before;
    Result<archive::Source> kept = archive.set(wanted, ctx.now());
    for (const std::string& change : changes)
        if (kept && !ctx.quiet)
            remark(ctx, text::cat("changed '", wanted.name, "': ", change));
    return kept;
}

Exit follow_list(const Options& options, Context& ctx) {
    const std::vector<Listed> list = list_from(options, ctx);
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    std::vector<FirstLook> looks;
    std::set<std::int64_t> listed_ones;
    bool failed = false;
    for (const Listed& listed : list) {
        bool is_new = false;
        const Result<archive::Source> source = take_over(listed, archive, ctx, is_new);
        if (!source) {
            report(ctx, source.error());
            failed = true;
            continue;
        }
        listed_ones.insert(source->number);
        if (is_new)
            looks.push_back(first_look_at(*source, listed.addresses.back()));
    }
    for (const archive::Source& source : archive.sources())
        if (source.followed && source.article_of.empty() && !ctx.quiet &&
            !listed_ones.contains(source.number))
            remark(ctx, text::cat("unlisted '", source.name, "': it is followed all the same"));
    failed |= !look_at(looks, archive, options, ctx);
    return failed ? Exit::no : Exit::ok;
}

/// Makes an address the one that is polled of a source.
Result<archive::Source> poll(archive::Source source, const std::string& address,
                             archive::Archive& archive, Context& ctx) {
    const std::string stored = text::without_credentials(address);
    std::erase(source.addresses, stored);
    source.addresses.push_back(stored);
    return archive.set(source, ctx.now());
}

/// The part that an address is to continue: of a series the last one; the one before the address,
/// where that is a part itself.
std::optional<archive::Source> continued(const Options& options,
                                         const std::optional<archive::Source>& known,
                                         archive::Archive& archive) {
    if (options.continues.empty())
        return std::nullopt;
    std::vector<archive::Source> parts = archive.named(options.continues);
    if (parts.empty())
        return source_of(archive, options.continues);
    const auto itself = std::ranges::find_if(
        parts, [&](const archive::Source& part) { return known && part.number == known->number; });
    return itself == parts.begin() ? *itself : *std::prev(itself);
}

/// A source's series, with what was typed in the place of what it is.
archive::Series series_of(const Options& options, archive::Series series,
                          const std::optional<archive::Source>& continued) {
    if (continued)
        series = series_after(*continued);
    series.next = options.next.value_or(series.next);
    series.index = options.index.value_or(series.index);
    series.match = options.match.value_or(series.match);
    if (series.index.empty() != series.match.empty())
        throw Fatal("--index and --match go together",
                    "the page that lists the parts, and what their addresses are like");
    return series;
}

/// Follows an address, with what was typed in the place of what is kept of it.
Result<FirstLook> take_up(const std::string& address, const Options& options,
                          std::chrono::seconds every, archive::Archive& archive, Context& ctx) {
    for (const std::string& one : {address, options.data})
        if (!one.empty() && !text::is_http_url(one))
            throw Fatal(text::cat("'", one, "' is no http or https address"));
    const std::string page = text::without_credentials(address);
    const std::optional<archive::Source> known = archive.find_source(page);
    const std::optional<archive::Source> before = continued(options, known, archive);
    const archive::Source kept = known.value_or(before.value_or(archive::Source{}));
    Reading reading = read_as(options.reading, kept.reading);
    if (!known)
        reading.page.clear();
    const archive::Series series =
        series_of(options, known ? known->series : archive::Series{}, before);
    const Access access = over(options.access, kept.access);
    const std::size_t older_pages = options.older_pages.value_or(kept.older_pages);
    if (every.count() == 0)
        every = kept.every;
    if (known && known->series != series) {
        archive::Source part = *known;
        part.series = series;
        if (const Result<archive::Source> set = archive.set(part, ctx.now()); !set)
            return set.error();
    }
    if (!options.data.empty()) {
        reading.page = options.data == address ? std::string() : page;
        const std::optional<archive::Source> owner = archive.find_source(options.data);
        if (owner && (!known || owner->number != known->number))
            return Error{Error::Kind::usage,
                         text::cat("the address of the data is that of '", owner->name, "'"),
                         options.data,
                         {}};
    }
    const std::string name =
        options.name.empty() && before && !known ? name_after(*before, archive) : options.name;
    Result<archive::Source> source = archive.follow(page, name, reading, every);
    const bool articles = options.articles || (known && known->articles);
    if (source && (source->series != series || source->access != access ||
                   source->articles != articles || source->older_pages != older_pages)) {
        source->series = series;
        source->access = access;
        source->articles = articles;
        source->older_pages = older_pages;
        source = archive.set(*source, ctx.now());
    }
    if (source && !options.data.empty())
        source = poll(*std::move(source), options.data, archive, ctx);
    if (!source)
        return source.error();
    FirstLook look = first_look_at(*source, !options.data.empty()  ? options.data
                                            : reading.page.empty() ? address
                                                                   : source->address());
    look.reads_otherwise = known && known->last_look && reading != known->reading;
    return look;
}

void check_series(const Options& options) {
    archive::Source trial;
    std::optional<Error> fault = fault_of_links(options.next.value_or(""));
    if (!fault && options.index)
        fault = archive::change_setting(trial, "index", {*options.index});
    if (!fault && options.match)
        fault = archive::change_setting(trial, "match", {*options.match});
    if (fault)
        throw Fatal(fault->message, fault->hint);
}

Exit follow(const Options& options, Context& ctx) {
    const EndingSignals ending;  // its end comes when the archive is closed
    if (options.from.empty() == options.addresses.empty())
        throw Fatal("name either addresses or a list",
                    "stet follow URL, or stet follow --from FILE");
    if (!options.from.empty())
        return follow_list(options, ctx);
    if (!options.name.empty() && options.addresses.size() > 1)
        throw Fatal("--name goes with one address only");
    std::chrono::seconds every{};
    if (!options.every.empty()) {
        const Result<std::chrono::seconds> pace = time::parse_duration(options.every);
        if (!pace)
            throw Fatal(pace.error().message, pace.error().hint);
        every = *pace;
    }
    if (!options.data.empty() && options.addresses.size() > 1)
        throw Fatal("--data goes with one address only");
    if (!options.continues.empty() && options.addresses.size() > 1)
        throw Fatal("--continues goes with one address only");
    // A slip of the finger is told before anything is kept.
    read_as(options.reading, {});
    check_series(options);
    need_sound(options.access);
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    std::vector<std::string> addresses = options.addresses;
    if (options.discover) {
        source::Network network = network_of(options.network, options.access, ctx);
        addresses = discovered(addresses, network, ctx);
    }
    bool failed = addresses.size() < options.addresses.size();
    std::vector<FirstLook> looks;
    for (const std::string& address : addresses) {
        Result<FirstLook> look = take_up(address, options, every, archive, ctx);
        if (look) {
            looks.push_back(*std::move(look));
            continue;
        }
        report(ctx, look.error());
        failed = true;
    }
    failed |= !look_at(looks, archive, options, ctx);
    return failed ? Exit::no : Exit::ok;
}

Exit unfollow(const std::vector<std::string>& names, Context& ctx) {
    archive::Archive archive = open_archive(ctx, archive::Archive::Access::write);
    for (const archive::Source& source : sources_of(archive, names))
        archive.unfollow(source);
    return Exit::ok;
}

}  // namespace

Action declare_follow(CLI::App& sub) {
    auto options = std::make_shared<Options>();
    sub.add_option("url", options->addresses, "addresses of feeds and live blogs")
        ->type_name("URL");
    sub.add_option("--from", options->from, "a list of sources: TOML, OPML, or lines of addresses")
        ->type_name("FILE");
    sub.add_option("--name", options->name, "a short name; else one is made from the address")
        ->type_name("NAME");
    sub.add_option("--every", options->every, "look no oftener than this: 5m, 1h")
        ->type_name("DURATION");
    sub.add_option("--data", options->data, "where a page gets its updates from, to be polled")
        ->type_name("URL");
    sub.add_flag("--discover", options->discover, "follow the feeds that the pages name");
    sub.add_flag("--articles", options->articles, "follow also the pages that its items link to");
    sub.add_option("--continues", options->continues, "a source whose next part this is")
        ->type_name("NAME");
    sub.add_option("--next", options->next, "where the page links to its next part")
        ->type_name("CSS");
    sub.add_option("--index", options->index, "a page or feed that lists the parts, newest first")
        ->type_name("URL");
    sub.add_option("--match", options->match, "what the parts' addresses in the index are like")
        ->type_name("REGEX");
    declare_older_pages(sub, options->older_pages);
    declare_reading(sub, options->reading);
    declare_network(sub, options->network);
    declare_access(sub, options->access);
    declare_format(sub, options->format);
    return [options](Context& ctx) { return follow(*options, ctx); };
}

Action declare_unfollow(CLI::App& sub) {
    auto names = std::make_shared<std::vector<std::string>>();
    sub.add_option("source", *names, "names or addresses of followed sources")
        ->type_name("SOURCE")
        ->required();
    return [names](Context& ctx) { return unfollow(*names, ctx); };
}

}  // namespace stet::cmd
