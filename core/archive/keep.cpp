#include <algorithm>
#include <cassert>
#include <unordered_set>

#include "archive/came_back.h"
#include "archive/look_state.h"
#include "archive/names.h"
#include "archive/profiles.h"
#include "archive/rows.h"
#include "archive/shown.h"
#include "base/hash.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::string_view entry_by_id_sql =
    "SELECT e.number, e.newest, e.revisions, e.withdrawn, e.key, e.publisher_id FROM entries e"
    " WHERE e.source = ? AND e.kind = ? AND e.id = ?";

// The end of a state's newest span, as far as it is known.
constexpr std::string_view last_observed_sql =
    "SELECT l.last, p.last_look FROM spans p JOIN looks l ON l.number = coalesce(p.last_look, ?)"
    " WHERE p.state = ? ORDER BY p.number DESC LIMIT 1";

constexpr std::string_view first_whole_look_after_sql =
    "SELECT first FROM looks WHERE number > ? AND source = ? AND outcome IN ('ok', 'unchanged')"
    " ORDER BY number LIMIT 1";

constexpr std::string_view same_words_sql =
    "SELECT st.revision FROM states st WHERE st.entry = ?1 AND st.wording = ?2 AND st.revision < ?3"
    " AND st.title IS ?4 AND st.content_text IS ?5 ORDER BY st.revision DESC LIMIT 1";

// Its first state comes right after it, under the number that the next state has. A key that
// another entry has is none.
constexpr std::string_view insert_entry_sql =
    "INSERT INTO entries (source, kind, id, key, publisher_id, newest, revisions, published)"
    " VALUES (?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (key) DO NOTHING";

constexpr std::string_view revise_entry_sql =
    "UPDATE entries SET newest = ?2, revisions = ?3, withdrawn = 0,"
    " published = (SELECT date_published FROM states WHERE number = ?2) WHERE number = ?1";

constexpr std::string_view insert_change_sql =
    "INSERT INTO change_log (seq, at, look, entry, state, change, evidence, until)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

}  // namespace

std::int64_t newest_change(Connection& sql) {
    return sql
        .number(
            "SELECT max(coalesce((SELECT max(seq) FROM change_log), 0),"
            " coalesce((SELECT max(seq) FROM retired_changes), 0))")
        .value_or(0);
}

namespace {

/// Writes one look with what compare() found, inside the transaction of a Look.
class Keeping {
  public:
    Keeping(LookState& state, Read read) : state_(state), sql_(state.database.sql), read_(read) {}

    std::vector<Item> keep(const Feed& marked, const std::vector<std::string>& undecided);

  private:
    std::optional<KnownEntry> find(const Item& item);
    bool brings_news(const Feed& marked);
    void place(const Feed& marked, const std::vector<std::string>& undecided);
    void keep_unchanged();
    void record(const Item& shown);
    void begin(KnownEntry& known, Item& item);
    void revise(KnownEntry& known, Item& item);
    void withdraw(Item item);
    KnownEntry insert_entry(const Item& item);
    void rekey(KnownEntry& known, const Item& item);
    std::optional<Instant> last_observed(std::int64_t state) const;
    void log(const KnownEntry& known, Item& item, std::optional<std::int64_t> until);
    void signal();
    void finish();
    std::optional<std::int64_t> capture();
    Window window_before() const;

    LookState& state_;
    Connection& sql_;
    Read read_;
    NewLook look_;
    std::int64_t number_ = 0;
    bool is_first_ = false;
    std::optional<Instant> last_whole_look_;
    HashMap<std::string, KnownEntry> shown_;  ///< by entry_name
    Window window_;
    std::vector<Item> records_;
    std::optional<std::int64_t> newest_state_, newest_change_;  ///< once they were asked for
    std::int64_t added_ = 0, edited_ = 0, withdrawn_ = 0, restored_ = 0;
    std::int64_t new_updates_ = 0, new_revisions_ = 0;
};

std::optional<KnownEntry> Keeping::find(const Item& item) {
    const std::string name = entry_name(item.kind, item.id);
    if (const auto place = state_.entries.find(name); place != state_.entries.end())
        return place->second;
    if (!state_.has_entries)
        return std::nullopt;
    Statement row = sql_.query(entry_by_id_sql, look_.source, name_of(item.kind), item.id);
    if (!row.step())
        return std::nullopt;
    const KnownEntry known{
        row.integer(0),      row.integer(1), static_cast<std::uint32_t>(row.integer(2)),
        row.integer(3) != 0, row.string(4),  row.string(5)};
    state_.entries.emplace(name, known);
    return known;
}

bool Keeping::brings_news(const Feed& marked) {
    const auto is_news = [&](const Item& item) {
        if (item.change != Change::none)
            return true;
        const std::optional<KnownEntry> known = find(item);
        return !known || known->withdrawn || item.publisher_id != known->publisher_id;
    };
    return is_first_ || (marked.has_head && is_news(marked.head)) ||
           std::ranges::any_of(marked.items, is_news);
}

// Puts the window together: what was shown, and each update of which nothing can be said yet.
void Keeping::place(const Feed& marked, const std::vector<std::string>& undecided) {
    const auto shown_state = [&](const Item& item) -> std::int64_t {
        const auto known = shown_.find(entry_name(item.kind, item.id));
        return known == shown_.end() ? 0 : known->second.state;
    };
    std::vector<std::int64_t> order;
    std::unordered_set<std::int64_t> placed, waiting;
    for (const Item& item : marked.items) {
        if (item.change == Change::withdrawn)
            continue;
        const std::int64_t state = shown_state(item);
        if (state != 0 && placed.insert(state).second)
            order.push_back(state);
    }
    for (const std::string& id : undecided)
        if (const auto known = state_.entries.find(id); known != state_.entries.end())
            waiting.insert(known->second.state);
    window_ = window_of(sql_, marked.has_head ? shown_state(marked.head) : 0, order,
                        state_.whole_window, waiting);
}

Window Keeping::window_before() const {
    if (state_.known.read_look == state_.known.whole_look)
        return state_.whole_window;
    Statement row = sql_.query(
        "SELECT w.window FROM looks l JOIN looks w ON w.number = l.window_look WHERE l.number = ?",
        state_.known.read_look);
    return row.step() ? stored_window(row.text(0)) : Window{};
}

KnownEntry Keeping::insert_entry(const Item& item) {
    const Source& source = state_.known.source;
    const std::string named = text::cat(source.source, '\0', name_of(item.kind), '\0', item.id);
    KnownEntry known;
    if (!newest_state_)
        newest_state_ = sql_.number("SELECT max(number) FROM states").value_or(0);
    known.state = *newest_state_ + 1;
    std::size_t letters = 5;
    do {
        known.key = text::cat(source.name, '/', letters_for(named, letters++));
        sql_.run(insert_entry_sql, source.number, name_of(item.kind), item.id, known.key,
                 item.publisher_id, known.state, seconds(item.date_published));
    } while (!sql_.has_changed());
    known.entry = sql_.last_inserted();
    known.publisher_id = item.publisher_id;
    if (!item.publisher_id.empty())
        state_.database.chain.add(Subject::named, known.entry);
    if (item.kind == Kind::update)
        ++new_updates_;
    return known;
}

void Keeping::rekey(KnownEntry& known, const Item& item) {
    if (item.publisher_id == known.publisher_id)
        return;
    const auto present = [&](const std::string& id) { return id.empty() ? item.id : id; };
    sql_.run("INSERT INTO rekeys (entry, look, old_id, new_id) VALUES (?, ?, ?, ?)", known.entry,
             number_, present(known.publisher_id), present(item.publisher_id));
    state_.database.chain.add(Subject::rekey, sql_.last_inserted());
    sql_.run("UPDATE entries SET publisher_id = ? WHERE number = ?", item.publisher_id,
             known.entry);
    known.publisher_id = item.publisher_id;
}

std::optional<Instant> Keeping::last_observed(std::int64_t state) const {
    Statement row = sql_.query(last_observed_sql, state_.known.read_look, state);
    return row.step() ? maybe_instant(row, 0) : std::nullopt;
}

void Keeping::log(const KnownEntry& known, Item& item, std::optional<std::int64_t> until) {
    if (!newest_change_)
        newest_change_ = newest_change(sql_);
    item.seq = ++*newest_change_;
    sql_.run(insert_change_sql, item.seq, seconds(look_.observed), number_, known.entry,
             known.state, name_of(item.change), name_of(item.evidence), until);
    switch (item.change) {
        case Change::added:
            ++added_;
            break;
        case Change::edited:
            ++edited_;
            break;
        case Change::withdrawn:
            ++withdrawn_;
            break;
        case Change::restored:
            ++restored_;
            break;
        case Change::none:
            break;
    }
}

// The first state of a new entry.
void Keeping::begin(KnownEntry& known, Item& item) {
    if (!item.baseline)
        item.not_before = last_whole_look_;
    item.revision = known.revision = 1;
    item.same_as = 0;
    newest_state_ = insert_state(sql_, known.entry, number_, item, known.state);
    ++new_revisions_;
    log(known, item, std::nullopt);
    state_.database.chain.add(Subject::revision, known.state);
}

// A further state of an entry, or its return in the state that it was in.
void Keeping::revise(KnownEntry& known, Item& item) {
    const bool is_new_state = item.change != Change::restored || !item.changed.empty();
    rekey(known, item);
    item.not_before = known.withdrawn ? last_whole_look_ : last_observed(known.state);
    if (is_new_state) {
        item.revision = known.revision + 1;
        const std::int64_t words = words_digest(item);
        item.same_as = 0;
        if (sql_.number("SELECT wording FROM states WHERE number = ?", known.state) != words)
            item.same_as = static_cast<std::uint32_t>(sql_.number(same_words_sql, known.entry,
                                                                  words, known.revision, item.title,
                                                                  item.content_text)
                                                          .value_or(0));
        newest_state_ = known.state = insert_state(sql_, known.entry, number_, item);
        known.revision = item.revision;
        ++new_revisions_;
    }
    item.revision = known.revision;
    sql_.run(revise_entry_sql, known.entry, known.state, known.revision);
    log(known, item, std::nullopt);
    if (is_new_state)
        state_.database.chain.add(Subject::revision, known.state);
    else
        state_.database.chain.add(Subject::change, item.seq);
}

// An item that the document shows.
void Keeping::record(const Item& shown) {
    const std::string name = entry_name(shown.kind, shown.id);
    if (shown.id.empty() || shown_.contains(name))
        return;
    std::optional<KnownEntry> known = find(shown);
    if (known && !known->withdrawn && shown.change == Change::none) {
        rekey(*known, shown);
        shown_.emplace(name, *known);
        return;
    }

    Item item = shown;
    item.source = state_.known.source.source;
    item.observed = item.last_observed = look_.observed;
    // What a blog's next part begins with is news of the blog.
    item.baseline = shown.baseline || (is_first_ && state_.known.source.series.continues.empty());
    if (!known) {
        item.change = Change::added;
        known = insert_entry(item);
        begin(*known, item);
    } else {
        if (known->withdrawn)
            item.change = Change::restored;
        else if (shown.change == Change::added)
            item.change = Change::edited;
        revise(*known, item);
    }
    item.key = known->key;
    known->withdrawn = false;
    shown_.emplace(name, *known);
    records_.push_back(std::move(item));
}

void Keeping::withdraw(Item item) {
    const std::optional<KnownEntry> known = find(item);
    if (!known || known->withdrawn || shown_.contains(entry_name(item.kind, item.id)))
        return;
    // A gap was there from the first whole look that did not show the update.
    std::int64_t until = seconds(look_.observed);
    Statement span = sql_.query(last_observed_sql, state_.known.read_look, known->state);
    if (span.step()) {
        item.last_observed = maybe_instant(span, 0);
        if (item.evidence == Evidence::gap && !span.is_null(1))
            until = sql_.number(first_whole_look_after_sql, span.integer(1), look_.source)
                        .value_or(until);
    }
    came_back(sql_, known->state, number_, item);
    item.source = state_.known.source.source;
    item.key = known->key;
    item.revision = known->revision;
    item.until = instant(until);
    item.position = 0;
    item.baseline = false;
    sql_.run("UPDATE entries SET withdrawn = 1 WHERE number = ?", known->entry);
    log(*known, item, until);
    state_.database.chain.add(Subject::change, item.seq);
    records_.push_back(std::move(item));
}

void Keeping::keep_unchanged() {
    const Document& document = *state_.document;
    if (document.not_modified)
        look_.capture =
            sql_.number("SELECT capture FROM looks WHERE number = ?", state_.known.read_look);
    else
        look_.capture =
            capture_now_and_then(state_.database, look_.source, document, look_.digest, true);
    look_.window_look =
        sql_.number("SELECT window_look FROM looks WHERE number = ?", state_.known.read_look);
    std::optional<std::int64_t> number = fold_look(sql_, state_.known, look_);
    if (!number) {
        number = insert_look(state_.database, state_.known, look_);
        state_.database.chain.add(Subject::look, *number);
    }
    note_look(sql_, look_, *number, read_);
}

// The body is kept whenever the records differ.
std::optional<std::int64_t> Keeping::capture() {
    const Document& document = *state_.document;
    if (state_.database.derives)
        return std::nullopt;
    if (document.not_modified)
        return sql_.number("SELECT capture FROM looks WHERE number = ?", state_.known.read_look);
    if (const auto kept = newest_capture(sql_, look_.source, true);
        kept && kept->digest == look_.digest)
        return kept->number;
    return insert_capture(state_.database, look_.source, document, look_.digest, true);
}

// What the look's changes say of the pace. A window of which nothing stood there at the look
// before may have turned over more than once meanwhile.
void Keeping::signal() {
    if (!look_.signals || is_first_)
        return;
    look_.signals->finding.changes = added_ + edited_ + withdrawn_ + restored_;
    const auto shown = std::ranges::count_if(
        window_.places, [](const Window::Place& place) { return !place.undecided; });
    look_.signals->turned_over =
        shown > 0 && new_updates_ == shown && !state_.whole_window.places.empty();
}

void Keeping::finish() {
    signal();
    sql_.run(
        "UPDATE looks SET added = ?, edited = ?, withdrawn = ?, restored = ?, window_look = ?,"
        " window = ? WHERE number = ?",
        added_, edited_, withdrawn_, restored_, number_, Blob{encode(window_)}, number_);
    state_.database.chain.add(Subject::look, number_);
    note_look(sql_, look_, number_, read_);
    sql_.run(
        "UPDATE sources SET updates = updates + ?, revisions = revisions + ?,"
        " withdrawn = withdrawn + ?, last_change = coalesce(?, last_change) WHERE number = ?",
        new_updates_, new_revisions_, withdrawn_ - restored_,
        records_.empty() ? std::nullopt : std::optional(seconds(look_.observed)), look_.source);
}

std::vector<Item> Keeping::keep(const Feed& marked, const std::vector<std::string>& undecided) {
    look_ = state_.new_look(read_ == Read::whole ? "ok" : "mended");
    look_.is_answer = true;
    if (marked.has_head)
        look_.stamp = marked.head.date_modified ? marked.head.date_modified
                      : marked.head.feed        ? marked.head.feed->date_modified
                                                : std::nullopt;
    is_first_ = !state_.known.read_look;
    if (look_.signals) {
        look_.signals->finding.wishes = marked.wishes;
        if (is_first_)
            look_.signals->habits = first_habits(marked, look_.observed);
    }
    const auto is_shown = [](const Item& item) { return item.change != Change::withdrawn; };
    // The first time that most updates are stamped anew is remembered, so its document is kept.
    const bool is_restamped = marked.profile.restamped != state_.profile.restamped;
    if (!is_restamped && !brings_news(marked)) {
        for (const Item& item : marked.items)
            shown_.emplace(entry_name(item.kind, item.id), *find(item));
        if (marked.has_head)
            shown_.emplace(entry_name(marked.head.kind, marked.head.id), *find(marked.head));
        place(marked, undecided);
        if (window_ == window_before()) {
            if (read_ == Read::whole)
                look_.outcome = "unchanged";
            keep_unchanged();
            return {};
        }
        shown_.clear();
    }

    if (const auto last =
            sql_.number("SELECT last FROM looks WHERE number = ?", state_.known.whole_look))
        last_whole_look_ = instant(*last);
    look_.capture = capture();
    number_ = insert_look(state_.database, state_.known, look_);
    if (marked.has_head)
        record(marked.head);
    for (const Item& item : marked.items)
        if (is_shown(item))
            record(item);
    for (const Item& item : marked.items)
        if (!is_shown(item))
            withdraw(item);
    place(marked, undecided);
    move_spans(state_.database, window_, look_.source, number_, state_.known.read_look);
    if (read_ == Read::whole)
        write_profile(sql_, look_.source, marked.profile);
    finish();
    return std::move(records_);
}

}  // namespace

std::vector<Item> Look::keep(const Feed& marked, const std::vector<std::string>& undecided) {
    LookState& state = *state_;
    assert(state.document);
    if (!state.transaction)
        before(marked);
    const Read read = marked.extent == Feed::Extent::whole ? Read::whole : Read::mended;
    std::vector<Item> records;
    if (state.late)  // by now: another run has made a newer look
        state.keep_late({});
    else
        records = Keeping(state, read).keep(marked, undecided);
    state.end();
    return records;
}

}  // namespace stet::archive
