#include <cassert>

#include "archive/judgements.h"
#include "archive/look_state.h"
#include "archive/rows.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

// A capture whose time is that of the run, or nearly, is a look of stet's own: those stand in the
// order in which they were made, whatever the clock says.
constexpr std::chrono::minutes own_clock{1};

constexpr std::string_view read_look_sql = "SELECT digest, bytes FROM looks WHERE number = ?";

bool is_late(Database& database, const KnownSource& known, const Document& document, Instant now) {
    if (document.came == Document::Came::network || !known.newest_look ||
        std::chrono::abs(now - document.observed) <= own_clock)
        return false;
    if (const auto waiting = database.newest_waiting(known.source.number))
        return document.observed < *waiting;
    const auto newest =
        database.sql.number("SELECT last FROM looks WHERE number = ?", *known.newest_look);
    return newest && seconds(document.observed) < *newest;
}

}  // namespace

std::string entry_name(Kind kind, std::string_view id) {
    return kind == Kind::update ? std::string(id) : text::cat(name_of(kind), ' ', id);
}

Look::Look(std::unique_ptr<LookState> state) : state_(std::move(state)) {}
Look::~Look() = default;
Look::Look(Look&&) noexcept = default;

Look Archive::look(const std::string& source, const Result<Document>& document, Instant now) {
    auto state = std::make_unique<LookState>(*database_, source, document, now);
    state->load();
    return Look(std::move(state));
}

void LookState::load() {
    Connection& sql = database.sql;
    Transaction reading(sql, Transaction::For::reading);  // one lock, not one for each question
    known = {};
    if (const auto number = source_number(sql, address)) {
        known = known_source(sql, *number);
        if (database.derives)
            known.newest_look.reset();
    } else {
        known.source.source = stored_address(address);
        known.source.name = free_name(sql, known.source.source);
        known.source.addresses = {known.source.source};
    }
    if (!document)
        return;
    late = is_late(database, known, *document, now);
    if (!document->not_modified) {
        if (digest.empty())
            digest = bytes_of(sha256(document->body));
        bytes = static_cast<std::int64_t>(document->body.size());
    } else if (known.read_look) {
        Statement row = sql.query(read_look_sql, *known.read_look);
        if (row.step()) {
            digest = row.text(0);
            bytes = row.integer(1);
        }
    }
}

void LookState::begin() {
    assert(!transaction);
    database.flush();
    transaction.emplace(database.sql, Transaction::For::writing);
    database.chain.begin();
    source_made(database.sql, address, {});
    load();
}

void LookState::end() {
    transaction->commit();
    transaction.reset();
}

NewLook LookState::new_look(std::string outcome) const {
    NewLook look;
    look.source = known.source.number;
    look.observed = document ? document->observed : now;
    look.outcome = std::move(outcome);
    look.came = name_of(document ? document->came : Document::Came::network);
    look.reading = typed;
    if (document) {
        look.cut_by = document->cut ? by_transport : "";
        look.status = document->status;
        look.digest = digest;
        look.bytes = bytes;
        look.etag = document->etag;
        look.last_modified = document->last_modified;
    }
    look.signals = signals();
    return look;
}

std::optional<Signals> LookState::signals() const {
    if (document ? document->came != Document::Came::network
                 : document.error().kind == Error::Kind::missing)
        return std::nullopt;
    Signals signals;
    signals.finding.at = document ? document->observed : now;
    if (!document)
        return signals;
    signals.finding.fresh_until = document->fresh_until;
    signals.finding.retry_after = document->retry_after;
    const bool was_asked =
        !document->redirects.empty() && document->redirects.front() == known.source.address();
    const bool loses_tls =
        known.source.address().starts_with("https:") && !document->address.starts_with("https:");
    if (document->moved_for_good && was_asked && !loses_tls)
        signals.moved_to = stored_address(document->address);
    return signals;
}

const Source& Look::source() const {
    return state_->known.source;
}

bool Look::is_late() const {
    return state_->late;
}

bool Look::same_as_last() const {
    const LookState& state = *state_;
    if (!state.document || state.document->cut || state.late || !state.known.read_look)
        return false;
    if (state.document->status >= 400)  // whatever the bytes are
        return false;
    if (state.document->not_modified)
        return true;
    Statement row = state.database.sql.query(read_look_sql, *state.known.read_look);
    return row.step() && row.text(0) == state.digest;
}

void Look::keep_unchanged() {
    const LookState& state = *state_;
    assert(!state.transaction && state.document && state.known.read_look);
    const Document& document = *state.document;
    UnchangedLook look;
    look.source = state.known.source.number;
    look.read_look = *state.known.read_look;
    look.observed = document.observed;
    look.status = document.status;
    look.came = name_of(document.came);
    look.etag = document.etag;
    look.last_modified = document.last_modified;
    look.signals = state.signals();
    // A 304 need not repeat the validators that it confirms.
    if (document.not_modified && look.etag.empty() && look.last_modified.empty()) {
        look.etag = state.known.source.etag;
        look.last_modified = state.known.source.last_modified;
    }
    state.database.keep_for_later(std::move(look));
}

void Look::keep_late(const std::string& detail) {
    LookState& state = *state_;
    assert(state.document);
    if (!state.transaction)
        state.begin();
    state.keep_late(detail);
    state.end();
}

// A capture from before the newest look takes its place when the history is derived again.
void LookState::keep_late(const std::string& detail) {
    Connection& sql = database.sql;
    NewLook look = new_look("backfilled");
    look.detail = detail;
    look.capture =
        sql.number("SELECT number FROM captures WHERE source = ? AND observed = ? AND digest = ?",
                   look.source, seconds(look.observed), Blob{look.digest});
    if (!look.capture)
        look.capture = insert_capture(database, look.source, *document, look.digest, true);
    // It is no end of the run that the newest look stands in.
    const std::int64_t number = insert_look(database, {}, look);
    database.chain.add(Subject::look, number);
    sql.run("UPDATE sources SET looks = looks + 1 WHERE number = ?", look.source);
}

Judged Look::judged(const Feed& before, const Feed& now) const {
    const LookState& state = *state_;
    const Judgements judgements(state.database.sql, state.known.source.number);
    Judged judged;
    if (judgements.empty())
        return judged;
    for (const Item& item : before.items) {
        const auto known = state.entries.find(entry_name(item.kind, item.id));
        judged.before.push_back(
            known == state.entries.end()
                ? std::string()
                : judgements.place(known->second.entry, known->second.revision).name);
    }
    for (Judgements::Place& place : judgements.places_by_ids(now.items))
        judged.now.push_back(std::move(place.name));
    return judged;
}

void Look::read_with(std::string reading) {
    state_->typed = std::move(reading);
}

std::string Look::last_reading() const {
    Statement row = state_->database.sql.query("SELECT reading FROM looks WHERE number = ?",
                                               state_->known.read_look);
    return row.step() ? row.string(0) : std::string();
}

void Look::fail(const Error& error) {
    LookState& state = *state_;
    if (!state.transaction)
        state.begin();
    const std::int64_t source = state.known.source.number;
    NewLook look = state.new_look(std::string(name_of(error.kind)));
    look.detail = error.message;
    if (error.kind == Error::Kind::cut && look.cut_by.empty())
        look.cut_by = state.document ? by_document : by_transport;
    if (look.signals) {
        using enum Finding::Outcome;
        const bool is_busy = look.status == 429 || look.status == 503;
        look.signals->finding.outcome = error.kind == Error::Kind::gone ? gone
                                        : look.status == 404            ? missing
                                        : is_busy                       ? busy
                                                                        : failed;
        look.signals->error = error.message;
    }
    if (state.document && !state.document->body.empty())
        look.capture =
            capture_now_and_then(state.database, source, *state.document, state.digest, false);
    std::optional<std::int64_t> number = fold_look(state.database.sql, state.known, look);
    if (!number) {
        number = insert_look(state.database, state.known, look);
        state.database.chain.add(Subject::look, *number);
    }
    note_look(state.database.sql, look, *number, Read::no);
    state.end();
}

Database::~Database() {
    try {
        flush();
        let_go();
    } catch (const std::exception&) {
        // That some looks found nothing is all that is lost; index() has told why before.
    }
}

void Database::keep_for_later(UnchangedLook look) {
    constexpr std::size_t most = 500;
    waiting_.push_back(std::move(look));
    if (waiting_.size() >= most)
        flush();
}

std::optional<Instant> Database::newest_waiting(std::int64_t source) const {
    for (auto look = waiting_.rbegin(); look != waiting_.rend(); ++look)
        if (look->source == source)
            return look->observed;
    return std::nullopt;
}

void Database::flush() {
    if (waiting_.empty() || sql.in_transaction())
        return;
    Transaction transaction(sql, Transaction::For::writing);
    chain.begin();
    const std::vector<UnchangedLook> looks = std::exchange(waiting_, {});
    for (const UnchangedLook& look : looks)
        write(look);
    transaction.commit();
}

void Database::write(const UnchangedLook& unchanged) {
    const KnownSource known = known_source(sql, unchanged.source);
    constexpr std::string_view row_sql =
        "SELECT outcome, digest, bytes, capture, window_look, stamp, reading FROM looks"
        " WHERE number = ?";
    Statement then = sql.query(row_sql, unchanged.read_look);
    Statement now = sql.query(row_sql, known.read_look);
    // Another run may have seen something newer meanwhile: then nothing is known of this look.
    if (!then.step() || !now.step() || then.text(1) != now.text(1))
        return;
    NewLook look;
    look.source = unchanged.source;
    look.observed = unchanged.observed;
    look.outcome = now.text(0) == "mended" ? "mended" : "unchanged";
    look.status = unchanged.status;
    look.came = unchanged.came;
    look.digest = now.text(1);
    look.bytes = now.integer(2);
    look.capture = now.maybe(3);
    look.window_look = now.maybe(4);
    look.stamp = maybe_instant(now, 5);
    look.reading = now.text(6);
    look.etag = unchanged.etag;
    look.last_modified = unchanged.last_modified;
    look.signals = unchanged.signals;
    look.is_answer = true;
    std::optional<std::int64_t> number = fold_look(sql, known, look);
    if (!number) {
        number = insert_look(*this, known, look);
        chain.add(Subject::look, *number);
    }
    const bool whole = known.read_look == known.whole_look;
    note_look(sql, look, *number, whole ? Read::whole : Read::mended);
}

}  // namespace stet::archive
