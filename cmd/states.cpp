#include "states.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "compared.h"
#include "diff/compare.h"
#include "extract/extract.h"
#include "model/record.h"
#include "network.h"
#include "report.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

[[noreturn]] void fail(const Error& error, const std::string& operand) {
    throw Fatal(text::cat(error.message, " (", error.place.empty() ? operand : error.place, ")"),
                error.hint);
}

Document read_operand(const std::string& operand, Context& ctx) {
    std::optional<Result<Document>> read;
    source::Network network = network_of({}, {}, ctx);
    source::read_all(places_of({operand}, nullptr), network, ctx.in, ctx.now,
                     [&](const source::Place&, Result<Document>&& document) {
                         if (!read)
                             read = std::move(document);
                     });
    if (!*read)
        fail(read->error(), operand);
    return **std::move(read);
}

/// Records stand one a line, each an object that has an id; a JSON Feed is one object that has a
/// version and items.
bool is_record(const Item& item) {
    return std::ranges::none_of(item.other,
                                [](const JsonMember& member) { return member.name == "items"; });
}

/// Adds a record to the state of its source; a later one of the same id takes the earlier's place.
class Folder {
  public:
    void add(Item&& item) {
        Feed& feed = state(item.source);
        if (item.is_head()) {
            feed.head = std::move(item);
            feed.has_head = true;
            feed.extent = feed.head.selection ? Feed::Extent::selection : Feed::Extent::whole;
            return;
        }
        // Of a reading every record stands, also two under one id.
        const bool reading = item.change == Change::none && item.revision == 0;
        const auto [at, fresh] = places_.try_emplace(
            text::cat(item.source, '\n', item.id, '\n', reading ? item.position : 0),
            feed.items.size());
        if (fresh)
            feed.items.push_back(std::move(item));
        else
            feed.items[at->second] = std::move(item);
    }

    States take() {
        for (auto& [source, feed] : states_)
            number(feed);
        return std::move(states_);
    }

  private:
    Feed& state(const std::string& source) {
        const auto [at, fresh] = states_.try_emplace(source);
        if (fresh) {
            at->second.has_head = false;
            at->second.extent = Feed::Extent::selection;
        }
        return at->second;
    }

    /// Positions as compare() wants them: 0 for what was withdrawn, the order for all others.
    static void number(Feed& feed) {
        std::uint32_t position = 0;
        for (Item& item : feed.items)
            item.position = item.change == Change::withdrawn ? 0 : ++position;
    }

    States states_;
    std::unordered_map<std::string, std::size_t> places_;
};

/// The states in a stream of records; none if the text is something else.
std::optional<States> states_in(std::string_view text, const std::string& operand, Context& ctx) {
    if (text::trim(text).empty())
        return States{};
    Folder folder;
    RecordReader reader;
    std::size_t number = 0, bad = 0;
    bool first = true;
    for (const std::string_view line : text::split(text, '\n')) {
        ++number;
        if (text::trim(line).empty())
            continue;
        Result<Item> item = reader.read(line);
        if (first && (!item || !is_record(*item)))
            return std::nullopt;
        first = false;
        if (item) {
            folder.add(*std::move(item));
            continue;
        }
        item.error().place = text::cat(operand, ":", number);
        report(ctx, item.error());
        ++bad;
    }
    // A record that cannot be read would be told as one that is not there.
    if (bad > 0)
        throw Fatal(text::cat("not all lines of '", operand, "' are records"),
                    "a difference needs both states whole");
    States states = folder.take();
    for (const auto& [source, state] : states)
        if (!state.head.failed.empty())
            throw Fatal(text::cat("the reading of '", source, "' in '", operand,
                                  "' failed: ", state.head.failed),
                        "a difference needs both states whole");
    return states;
}

/// Of two edits' notices the one by which the publisher owned up to more.
Notice fuller(Notice a, Notice b) {
    using enum Notice;
    constexpr std::array rising{none_given, none, unstated, note, time};
    return std::ranges::find(rising, a) < std::ranges::find(rising, b) ? b : a;
}

}  // namespace

States read_states(const std::string& operand, const DocumentOptions& options, Context& ctx) {
    Document document = read_operand(operand, ctx);
    adjust(document, options, "", ctx);
    if (std::optional<States> states = states_in(document.body, operand, ctx))
        return *std::move(states);
    Result<Feed> feed = extract(document);
    if (!feed)
        fail(feed.error(), operand);
    if (const std::optional<Error> fault = fault_of(*feed))
        fail(*fault, operand);
    States states;
    std::string source = feed->head.source;
    states.emplace(std::move(source), *std::move(feed));
    return states;
}

void write_selected(const Item& item, const Selection& selection, Output& output) {
    const bool room = !selection.limit || output.count() < *selection.limit;
    if (room && matches(selection, item))
        output.write(item);
}

void write_net_changes(archive::Archive& archive, const Selection& selection, Output& output) {
    /// What became of one update in the time: its state before, and its last change.
    struct Net {
        Change first = Change::none;
        Item before, last;
        Notice notice = Notice::none_given;  ///< as each look told it, which two states cannot
    };
    Selection span;
    span.sources = selection.sources;
    span.since = selection.since;
    span.until = selection.until;
    span.keys = selection.keys;
    std::vector<Net> nets;
    std::unordered_map<std::string, std::size_t> places;
    archive.select(span, archive::Scope::changes, false, [&](Item&& item) {
        const auto [at, fresh] = places.try_emplace(item.key, nets.size());
        if (fresh) {
            const Change first = item.change;
            Item before = before_edit(item);
            nets.push_back({first, std::move(before), {}});
        }
        Net& net = nets[at->second];
        net.notice = fuller(net.notice, item.notice);
        net.last = std::move(item);
        return true;
    });
    for (Net& net : nets) {
        Item& last = net.last;
        const bool stood = net.first == Change::edited || net.first == Change::withdrawn;
        const bool stands = last.change != Change::withdrawn;
        if (!stood && !stands)
            continue;  // came and went within the time
        if (stood && stands) {
            diff::mark_edit(net.before, last);
            if (last.change == Change::none)
                continue;
            if (last.notice != Notice::none_given && net.notice != Notice::none_given)
                last.notice = net.notice;
        } else if (stands) {
            last.change = net.first;
            last.changed.clear();
            last.previous.clear();
            last.edit_class = Class::none;
            last.notice = Notice::none_given;
        }
        write_selected(last, selection, output);
    }
}

}  // namespace stet::cmd
