#include <algorithm>
#include <iterator>
#include <set>

#include "archive/ids_apart.h"
#include "archive/look_state.h"
#include "archive/profiles.h"
#include "archive/rows.h"
#include "base/hash.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::archive {

namespace {

// An update that left the window may come back under an id that says nothing. Of each kind, those
// that stand and those withdrawn, so many are asked, the newest first.
constexpr std::int64_t newest_shown = 300;

// Of older ones those that were published at the time of an unknown one, so many of all.
constexpr std::size_t same_times_shown = 300;

// Of each update edited last, the newest of its earlier revisions.
constexpr std::int64_t most_former = 16;

// The look from which on a state was shown at every look; 0 where it was away in between.
constexpr std::string_view look_column =
    ", (SELECT iif(max(p.first_look) > st.look, 0, st.look) FROM spans p WHERE p.state = "
    "st.number)";

// The newest state of the entry that a state belongs to: a mended look may have brought one since.
std::string by_state_sql() {
    return text::cat("SELECT ", columns_of(Columns::content), look_column,
                     " FROM states w JOIN entries e ON e.number = w.entry"
                     " JOIN states st ON st.number = e.newest"
                     " JOIN sources s ON s.number = e.source WHERE w.number = ?");
}

std::string newest_where(std::string_view condition) {
    return text::cat("SELECT ", columns_of(Columns::content), look_column,
                     " FROM entries e JOIN states st ON st.number = e.newest"
                     " JOIN sources s ON s.number = e.source WHERE ",
                     condition);
}

/// What items that nobody knows show. One that left the window can be known again under another id
/// only by its time, its address or its words.
class Traces {
  public:
    void add(const Item& item) {
        any_ = true;
        if (item.date_published && item.time_basis != TimeBasis::age)
            times_.insert(seconds(*item.date_published));
        else
            is_dated_ = false;
        if (!item.url.empty())
            addresses_.insert(text::without_tracking(item.url));
        texts_.insert(!item.content_text.empty() ? item.content_text
                      : !item.summary.empty()    ? item.summary
                                                 : item.content_html);
    }
    bool any() const { return any_; }
    /// Without a time words are compared in more ways than a look-up can tell.
    bool are_dated() const { return is_dated_; }
    bool has_time(std::int64_t when) const { return times_.contains(when); }
    const std::set<std::int64_t>& times() const { return times_; }
    bool has_address(std::string_view url) const {
        return !addresses_.empty() && !url.empty() &&
               addresses_.contains(text::without_tracking(url));
    }
    bool has_text(std::string_view text) const { return texts_.contains(std::string(text)); }

  private:
    bool any_ = false, is_dated_ = true;
    std::set<std::int64_t> times_;
    HashSet<std::string> addresses_, texts_;
};

/// Gathers the items of before(), each once.
class Gathering {
  public:
    Gathering(LookState& state, Feed& feed)
        : sql_(state.database.sql),
          known_(state.known),
          entries_(state.entries),
          window_(state.whole_window),
          feed_(feed) {}

    void heads(const Feed& now);
    void last_window();
    void former_revisions();
    void rolled_off(const Feed& now);

  private:
    bool note(const State& state);
    void head(const Statement& row);
    void item(const Statement& row, std::uint32_t position, bool undecided = false);
    bool bring(const std::string& id);
    void bring_newest(bool withdrawn, const Traces& traces);
    void bring_published_then(const Traces& traces);
    void bring_all(const std::vector<std::int64_t>& entries);
    std::optional<Instant> span_end(std::int64_t state);

    template <class... Values>
    bool rows_of(std::string_view sql, const Values&... values) {
        Statement rows = sql_.query(sql, values...);
        bool any = false;
        for (; rows.step(); any = true)
            item(rows, 0);
        return any;
    }

    Connection& sql_;
    const KnownSource& known_;
    HashMap<std::string, KnownEntry>& entries_;
    Window& window_;
    Feed& feed_;
    StateReader reader_{Columns::content};
    bool has_rekeyed_ = false;
};

bool Gathering::note(const State& state) {
    return entries_
        .try_emplace(entry_name(state.item.kind, state.item.id),
                     KnownEntry{state.entry, state.number, state.item.revision, state.withdrawn,
                                state.item.key, state.item.publisher_id})
        .second;
}

void Gathering::head(const Statement& row) {
    State state = reader_.read(row);
    note(state);
    feed_.head = std::move(state.item);
    feed_.has_head = true;
}

/// `position`: 0 for what has left the window. What is undecided is told by its `until`.
void Gathering::item(const Statement& row, std::uint32_t position, bool undecided) {
    State state = reader_.read(row);
    if (!note(state))
        return;
    state.item.seq = row.integer(reader_.first_free());
    state.item.position = state.withdrawn ? 0 : position;
    state.item.change = state.withdrawn ? Change::withdrawn : Change::none;
    state.item.baseline = false;
    if (undecided)
        state.item.until = span_end(state.number);
    feed_.items.push_back(std::move(state.item));
}

std::optional<Instant> Gathering::span_end(std::int64_t state) {
    Statement row = sql_.query(
        "SELECT l.first FROM spans p JOIN looks l ON l.number = p.end_look WHERE p.state = ?"
        " ORDER BY p.number DESC LIMIT 1",
        state);
    return row.step() ? maybe_instant(row, 0) : std::nullopt;
}

// The head, with what is newer than its state: the last look, and the stamp of the document at the
// last whole one, for a stamp alone makes no revision.
void Gathering::heads(const Feed& now) {
    static const std::string newest_head =
        newest_where("e.source = ? AND e.kind = ? ORDER BY st.look DESC, st.number DESC LIMIT 1");
    for (const Kind kind : {Kind::page, Kind::feed})
        if (!now.has_head || now.head.kind == kind || !feed_.has_head) {
            Statement row = sql_.query(newest_head, known_.source.number, name_of(kind));
            if (row.step())
                head(row);
        }
    if (!feed_.has_head || !known_.whole_look)
        return;
    Item& head = feed_.head;
    head.seq = known_.read_look.value_or(*known_.whole_look);
    const auto stamp = sql_.number("SELECT stamp FROM looks WHERE number = ?", *known_.whole_look);
    if (!stamp)
        return;
    if (now.head.date_modified)
        head.date_modified = instant(*stamp);
    else if (head.feed && now.head.feed && now.head.feed->date_modified)
        head.feed->date_modified = instant(*stamp);
}

void Gathering::last_window() {
    if (!known_.whole_look)
        return;
    Statement row = sql_.query(
        "SELECT w.window FROM looks l JOIN looks w ON w.number = l.window_look WHERE l.number = ?",
        *known_.whole_look);
    if (row.step())
        window_ = stored_window(row.text(0));
    static const std::string by_state = by_state_sql();
    std::uint32_t position = 0;
    for (const Window::Place& place : window_.places) {
        Statement state = sql_.query(by_state, place.state);
        if (state.step())
            item(state, ++position, place.undecided);
    }
}

// What the updates that the newest look edited said before, so that an older copy is known by it.
void Gathering::former_revisions() {
    constexpr std::string_view earlier_sql =
        "SELECT title, content_text FROM states WHERE entry = ? AND revision < ?"
        " ORDER BY revision DESC LIMIT ?";
    std::int64_t newest = 0;
    for (const Item& item : feed_.items)
        if (item.position > 0 && item.revision > 1)
            newest = std::max(newest, item.seq);
    for (const Item& item : feed_.items) {
        if (newest == 0 || item.position == 0 || item.revision < 2 || item.seq != newest)
            continue;
        const KnownEntry& entry = entries_.at(entry_name(item.kind, item.id));
        Statement rows = sql_.query(earlier_sql, entry.entry, entry.revision, most_former);
        while (rows.step()) {
            Item earlier;
            earlier.id = item.id;
            earlier.title = rows.string(0);
            earlier.content_text = rows.string(1);
            feed_.former.push_back(std::move(earlier));
        }
    }
}

// Whether the archive knows the id; what has it is brought.
bool Gathering::bring(const std::string& id) {
    static const std::string by_id =
        newest_where("e.source = ? AND e.kind = 'update' AND e.id = ?");
    static const std::string by_publisher_id =
        newest_where("e.source = ? AND e.publisher_id = ? AND e.kind = 'update'");
    const std::int64_t source = known_.source.number;
    bool found = entries_.contains(id) || rows_of(by_id, source, id);
    if (has_rekeyed_)
        found = rows_of(by_publisher_id, source, id) || found;
    return found;
}

void Gathering::bring_all(const std::vector<std::int64_t>& entries) {
    static const std::string by_number = newest_where("e.number = ?");
    for (const std::int64_t entry : entries)
        rows_of(by_number, entry);
}

void Gathering::bring_newest(bool withdrawn, const Traces& traces) {
    std::vector<std::int64_t> found;
    Statement rows = sql_.query(
        "SELECT e.number, st.date_published, st.url,"
        " coalesce(st.content_text, st.summary, st.content_html)"
        " FROM entries e JOIN states st ON st.number = e.newest"
        " WHERE e.source = ? AND e.withdrawn = ? AND e.kind = 'update'"
        " ORDER BY e.number DESC LIMIT ?",
        known_.source.number, withdrawn, newest_shown);
    while (rows.step())
        if (!traces.are_dated() || (!rows.is_null(1) && traces.has_time(rows.integer(1))) ||
            traces.has_address(rows.text(2)) || traces.has_text(rows.text(3)))
            found.push_back(rows.integer(0));
    bring_all(found);
}

void Gathering::bring_published_then(const Traces& traces) {
    std::vector<std::int64_t> found;
    for (const std::int64_t time : traces.times()) {
        Statement rows = sql_.query(
            "SELECT number FROM entries WHERE source = ? AND published = ? AND kind = 'update'"
            " ORDER BY newest DESC LIMIT ?",
            known_.source.number, time, static_cast<std::int64_t>(same_times_shown));
        while (found.size() < same_times_shown && rows.step())
            found.push_back(rows.integer(0));
    }
    bring_all(found);
}

// Everything that has an id of `now`. Where an id is of stet's making, or minted anew by the
// publisher, only words, addresses and times can tell: then those of the newest that share one of
// them, and older ones of the same times.
void Gathering::rolled_off(const Feed& now) {
    const std::int64_t source = known_.source.number;
    has_rekeyed_ =
        sql_.number("SELECT 1 FROM entries WHERE source = ? AND publisher_id IS NOT NULL LIMIT 1",
                    source)
            .has_value();
    const bool ids_hold = now.ids_by_hand || !ids_are_disproved(feed_.profile);
    Traces unknown;
    for (const Item& item : now.items) {
        const bool is_known = bring(item.id);
        if (!is_known && ids_hold)
            std::ranges::move(ids_apart_from(sql_, source, item.id),
                              std::back_inserter(feed_.apart));
        if (!is_known || is_made_id(item.id))
            unknown.add(item);
    }
    for (const std::string& id : now.tombstones)
        bring(id);
    // Beside an empty window those that rolled off would be taken for one.
    const auto& items = feed_.items;
    const bool has_window =
        std::ranges::any_of(items, [](const Item& item) { return item.position > 0; });
    if (!unknown.any() || !known_.read_look)
        return;
    bring_newest(true, unknown);
    if (!has_window)
        return;
    bring_newest(false, unknown);
    if (known_.source.updates > newest_shown)
        bring_published_then(unknown);
}

}  // namespace

Feed Look::before(const Feed& now) {
    LookState& state = *state_;
    if (!state.transaction)
        state.begin();
    Feed feed;
    feed.has_head = false;
    state.has_entries =
        state.database.sql
            .number("SELECT 1 FROM entries WHERE source = ? LIMIT 1", state.known.source.number)
            .has_value();
    if (!state.has_entries)
        return feed;
    feed.profile = state.profile = read_profile(state.database.sql, state.known.source.number);
    Gathering gathering(state, feed);
    gathering.heads(now);
    gathering.last_window();
    gathering.former_revisions();
    gathering.rolled_off(now);
    if (const auto capture = newest_capture(state.database.sql, state.known.source.number, true))
        feed.of_pages = is_of_pages(state.database.sql, capture->number);
    return feed;
}

}  // namespace stet::archive
