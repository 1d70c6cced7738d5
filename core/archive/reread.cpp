#include "archive/reread.h"

#include <cassert>

#include "archive/derived.h"
#include "archive/ids_apart.h"
#include "archive/look_state.h"
#include "archive/profiles.h"
#include "archive/rows.h"
#include "archive/schema.h"
#include "archive/settings.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::string_view shown_window_sql =
    "SELECT w.number, w.window FROM looks l JOIN looks w ON w.number = l.window_look"
    " WHERE l.number = ?";

constexpr std::string_view age_sql =
    "SELECT (SELECT count(*) FROM rereads) + (SELECT count(*) FROM judgements)";

constexpr std::string_view last_read_sql = "UPDATE sources SET read_look = ?, whole_look = ?";

// Stands before the name of what was judged to be an update of its own and has no key yet.
constexpr char keyless = '?';

/// The only source of a derived history.
constexpr std::int64_t only = 1;

}  // namespace

struct Rereading::Work {
    Work(Database& the_database, Instant the_time) : database(the_database), now(the_time) {}

    void begin(std::int64_t source);
    bool is_to_be_read(const ObservedLook& look) const;
    bool prepare(const ObservedLook& look);
    void pass_over(const ObservedLook& look);
    void end_look();
    void read_shown(const ObservedLook& look);
    void remember(const Item& item);
    void adopt(const std::string& name, const std::string& key);
    void write_experience();

    Database& database;
    Instant now;
    bool forced = false;
    std::int64_t age = 0;  ///< tells whether others derived or judged meanwhile
    std::optional<JudgedPair> pending;

    Derived derived;
    std::optional<Transaction> aside;  ///< around all that is derived
    std::size_t at = 0;                ///< the number of the look at hand, from 1
    std::optional<Look> look;

    Result<Document> document = Document{};
    Feed shown;
    std::vector<State> shown_states;  ///< without their items
    std::optional<std::int64_t> shown_window;

    std::optional<std::int64_t> read_capture;  ///< of the newest look that was read
    std::optional<std::int64_t> bad_capture;   ///< failed since, and why
    Error bad_error;
    /// As they were typed for the newest look that was read, and for the newest of both.
    std::string read_reading, last_reading;
    /// The newest look that was read, and read whole, whose bytes were seen.
    std::optional<std::int64_t> seen_look, seen_whole;
    /// The same of those that are said to have shown what another showed.
    std::optional<std::int64_t> told_look, told_whole;
    /// Ids of the source that took each other's place and came back.
    std::vector<IdPair> apart;
    std::vector<std::string> judged_now;                  ///< of the document at hand, by place
    std::unordered_map<std::string, std::string> names;   ///< judged ones, by key
    std::unordered_map<std::string, std::string> judged;  ///< by entry_name
};

void Rereading::Work::begin(std::int64_t source) {
    {
        Transaction transaction(database.sql, Transaction::For::reading);
        derived.source = known_source(database.sql, source);
        derived.looks = looks_in_order(database.sql, source);
        derived.judgements.emplace(database.sql, source, pending);
        if (!ids_are_disproved(read_profile(database.sql, source)))
            apart = ids_apart(database.sql, source);
        age = database.sql.number(age_sql).value_or(0);
    }
    Database& own = derived.database;
    own.derives = true;
    own.chain.rest();
    migrate(own.sql, schema_steps());
    aside.emplace(own.sql, Transaction::For::writing);
    source_made(own.sql, derived.source.source.source, derived.source.source.name);
    Source set = derived.source.source;
    set.number = only;
    write_settings(own.sql, set);
}

// Looks of which it is known that they showed what another showed are not read again.
bool Rereading::Work::is_to_be_read(const ObservedLook& seen) const {
    const bool otherwise = !seen.reading.empty() && seen.reading != last_reading;
    return seen.capture &&
           (otherwise || (seen.capture != bad_capture && seen.capture != read_capture));
}

// False where the capture is not there any more.
bool Rereading::Work::prepare(const ObservedLook& seen) {
    std::optional<Document> capture = read_capture_of(database, *seen.capture);
    if (!capture)
        return false;
    capture->source = derived.source.source.source;
    capture->observed = seen.first;
    capture->cut = seen.cut_by == by_transport;
    document = *std::move(capture);
    ++derived.captures;
    read_shown(seen);
    // What today's reader finds in a look that brought no news then may have been there at any time
    // since bytes were last kept: looks without a body are no witnesses of it.
    const KnownSource known = known_source(derived.database.sql, only);
    told_look = known.read_look;
    told_whole = known.whole_look;
    if (seen.was_read() && seen.has_body && !seen.brought_news && seen_look)
        derived.database.sql.run(last_read_sql, seen_look, seen_whole);
    auto state = std::make_unique<LookState>(derived.database, derived.source.source.source,
                                             document, seen.first);
    state->load();
    look.emplace(Look(std::move(state)));
    return true;
}

void Rereading::Work::pass_over(const ObservedLook& seen) {
    Connection& sql = derived.database.sql;
    const KnownSource known = known_source(sql, only);
    NewLook passed;
    passed.source = only;
    passed.observed = seen.first;
    passed.came = seen.came;
    passed.status = seen.status;
    Read read = Read::no;
    if (seen.capture && seen.capture == bad_capture) {
        passed.outcome = name_of(bad_error.kind);
        passed.detail = bad_error.message;
    } else if (known.read_look &&
               (seen.was_read() || (seen.capture && seen.capture == read_capture))) {
        Statement row = sql.query("SELECT outcome, window_look, stamp FROM looks WHERE number = ?",
                                  *known.read_look);
        if (!row.step())
            throw Damaged("a look that was derived is lost");
        passed.outcome = row.text(0) == "mended" ? "mended" : "unchanged";
        passed.window_look = row.maybe(1);
        passed.stamp = maybe_instant(row, 2);
        read = known.read_look == known.whole_look ? Read::whole : Read::mended;
    } else {
        passed.outcome = seen.outcome;
        passed.detail = seen.detail;
    }
    const std::int64_t number = insert_look(derived.database, {}, passed);
    note_look(sql, passed, number, read);
}

void Rereading::Work::end_look() {
    look.reset();
    if (at == 0)
        return;
    const ObservedLook& seen = derived.looks[at - 1];
    Connection& sql = derived.database.sql;
    sql.run("UPDATE looks SET last = ?, count = ? WHERE number = ?", seconds(seen.last), seen.count,
            at);
    if (!seen.has_body)
        return;
    const KnownSource known = known_source(sql, only);
    seen_look = known.read_look;
    seen_whole = known.whole_look;
}

void Rereading::Work::read_shown(const ObservedLook& seen) {
    const auto none = [&] {
        shown_window.reset();
        shown_states.clear();
        shown = {};
        shown.has_head = false;
    };
    Statement row = database.sql.query(shown_window_sql, seen.row);
    if (!seen.was_read() || !row.step())
        return none();
    if (shown_window == row.integer(0))
        return;
    none();
    shown_window = row.integer(0);
    static const std::string state_sql =
        text::cat("SELECT ", columns_of(Columns::content), from_states, "WHERE st.number = ?");
    StateReader reader(Columns::content);
    const auto read_state = [&](std::int64_t number) -> std::optional<State> {
        Statement state = database.sql.query(state_sql, number);
        return state.step() ? std::optional(reader.read(state)) : std::nullopt;
    };
    const Window window = stored_window(row.text(1));
    if (auto head = read_state(window.head)) {
        shown.head = std::move(head->item);
        shown.has_head = true;
    }
    for (const Window::Place& place : window.places) {
        if (place.undecided)
            continue;
        if (auto state = read_state(place.state)) {
            state->item.position = static_cast<std::uint32_t>(shown.items.size() + 1);
            shown.items.push_back(std::move(state->item));
            shown_states.push_back({state->number, state->entry, state->withdrawn, {}});
        }
    }
}

// Which update of the archive a derived one is, is told by the first of them that it meets.
void Rereading::Work::adopt(const std::string& name, const std::string& key) {
    if (const auto at_name = derived.keys.find(name); at_name != derived.keys.end()) {
        if (at_name->second != key)
            derived.absorbed.try_emplace(key, name);
        return;
    }
    if (derived.taken.insert(key).second)
        derived.keys.emplace(name, key);
}

void Rereading::Work::remember(const Item& item) {
    if (item.change == Change::withdrawn)
        return;
    const std::string name = entry_name(item.kind, item.id);
    if (const auto at_key = names.find(item.key); at_key != names.end())
        judged[name] = at_key->second;
    if (!item.key.empty() && !item.key.starts_with(keyless))
        adopt(name, item.key);
}

// What the looks have shown of the list, by which the next ones are judged.
void Rereading::Work::write_experience() {
    const std::int64_t source = derived.source.source.number;
    write_profile(database.sql, source, read_profile(derived.database.sql, only));
    write_ids_apart(database.sql, source, apart);
}

Rereading::Rereading(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Rereading::~Rereading() = default;
Rereading::Rereading(Rereading&&) noexcept = default;

Rereading Archive::reread(const Source& source, Instant now) {
    database_->flush();
    auto work = std::make_unique<Rereading::Work>(*database_, now);
    work->begin(source.number);
    return Rereading(std::move(work));
}

Result<Rereading> Archive::judge(const Judgement& judgement, Instant now) {
    database_->flush();
    Connection& sql = database_->sql;
    const Result<JudgedPair> pair = judged_pair(sql, judgement);
    if (!pair)
        return pair.error();
    auto work = std::make_unique<Rereading::Work>(*database_, now);
    work->pending = *pair;
    work->begin(source_of(sql, *pair));
    return Rereading(std::move(work));
}

const Source& Rereading::source() const {
    return work_->derived.source.source;
}

const std::string& Rereading::reading() const {
    return work_->derived.looks[work_->at - 1].reading;
}

bool Rereading::reads_otherwise() const {
    return !reading().empty() || !work_->read_reading.empty();
}

bool Rereading::same_as_last() const {
    return work_->derived.looks[work_->at - 1].capture == work_->read_capture;
}

const Feed& Rereading::shown() const {
    return work_->shown;
}

const Document* Rereading::next() {
    Work& work = *work_;
    work.end_look();
    while (work.at < work.derived.looks.size()) {
        const ObservedLook& seen = work.derived.looks[work.at++];
        if (work.is_to_be_read(seen) && work.prepare(seen))
            return &*work.document;
        work.pass_over(seen);
        work.end_look();
    }
    work.at = 0;
    return nullptr;
}

Feed Rereading::before(Feed& now, const std::vector<std::size_t>& as_shown) {
    Work& work = *work_;
    now.head.key.clear();
    if (now.has_head && work.shown.has_head && work.shown.head.kind == now.head.kind)
        now.head.key = work.shown.head.key;
    // What was judged is known by its id, else by what the archive says that the look showed.
    const Judgements& judgements = *work.derived.judgements;
    std::vector<Judgements::Place> places = judgements.places_by_ids(now.items);
    work.judged_now.clear();
    for (std::size_t n = 0; n < now.items.size(); ++n) {
        Item& item = now.items[n];
        Judgements::Place& place = places[n];
        const bool was_shown = n < as_shown.size() && as_shown[n] < work.shown.items.size();
        if (was_shown && place.name.empty())
            place = judgements.place(work.shown_states[as_shown[n]].entry,
                                     work.shown.items[as_shown[n]].revision);
        item.key = place.key;
        if (!place.name.empty()) {
            if (place.key.empty())
                item.key = text::cat(keyless, place.name);
            work.names.emplace(item.key, place.name);
        } else if (was_shown) {
            item.key = work.shown.items[as_shown[n]].key;
        }
        work.judged_now.push_back(std::move(place.name));
    }
    Feed before = work.look->before(now);
    before.apart.insert(before.apart.end(), work.apart.begin(), work.apart.end());
    before.of_pages = work.read_capture && is_of_pages(work.database.sql, *work.read_capture);
    before.head.key.clear();
    for (Item& item : before.items)
        item.key.clear();
    return before;
}

Judged Rereading::judged(const Feed& before) const {
    Judged judged;
    if (work_->derived.judgements->empty())
        return judged;
    for (const Item& item : before.items) {
        const auto at = work_->judged.find(entry_name(item.kind, item.id));
        judged.before.push_back(at == work_->judged.end() ? std::string() : at->second);
    }
    judged.now = work_->judged_now;
    return judged;
}

void Rereading::keep(const Feed& marked, const std::vector<std::string>& undecided) {
    Work& work = *work_;
    work.look->keep(marked, undecided);
    if (marked.has_head)
        work.remember(marked.head);
    for (const Item& item : marked.items)
        work.remember(item);
    work.read_capture = work.derived.looks[work.at - 1].capture;
    work.read_reading = work.last_reading = reading();
    work.bad_capture.reset();
}

void Rereading::fail(const Error& error) {
    Work& work = *work_;
    work.derived.database.sql.run(last_read_sql, work.told_look, work.told_whole);
    work.look->fail(error);
    work.bad_capture = work.derived.looks[work.at - 1].capture;
    work.bad_error = error;
    work.last_reading = reading();
}

namespace {

// Rows that are renumbered point past each other until all is done; check() holds the keys to it.
class WithoutKeys {
  public:
    explicit WithoutKeys(Connection& sql) : sql_(sql) { sql_.execute("PRAGMA foreign_keys = OFF"); }
    ~WithoutKeys() {
        try {
            sql_.execute("PRAGMA foreign_keys = ON");
        } catch (const Fatal&) {
            // The connection is of no use any more, which the next statement will tell.
        }
    }
    WithoutKeys(const WithoutKeys&) = delete;
    WithoutKeys& operator=(const WithoutKeys&) = delete;

  private:
    Connection& sql_;
};

}  // namespace

void Rereading::force() {
    work_->forced = true;
}

std::optional<Rereading::Found> Rereading::finish(const Mark& mark) {
    Work& work = *work_;
    Database& database = work.database;
    Connection& sql = database.sql;
    const WithoutKeys without_keys(sql);
    Found nothing;
    nothing.looks = static_cast<std::int64_t>(work.derived.looks.size());
    nothing.captures = work.derived.captures;
    nothing.were = work.derived.source.source.updates;
    nothing.left = known_source(work.derived.database.sql, only).source.updates;
    {
        Transaction transaction(sql, Transaction::For::writing);
        database.chain.begin();
        if (looks_in_order(sql, source().number) != work.derived.looks ||
            sql.number(age_sql).value_or(0) != work.age)
            return std::nullopt;
        nothing.is_refused = !work.forced && nothing.left * 2 < nothing.were;
        if (nothing.is_refused)
            return nothing;
        if (work.pending) {
            const std::int64_t judgement = insert_judgement(sql, *work.pending, work.now);
            database.chain.add(Subject::judgement, judgement);
            if (work.pending->state_a || work.pending->state_b)
                database.chain.add(Subject::judged, judgement);
        }
        const std::optional<Found> found = settle(database, work.derived, mark, work.now);
        if (found || work.pending) {
            work.write_experience();
            transaction.commit();
            return found ? found : nothing;
        }
    }
    // The history stands as it was. What is known of the list may be news.
    Transaction transaction(sql, Transaction::For::writing);
    work.write_experience();
    transaction.commit();
    return nothing;
}

}  // namespace stet::archive
