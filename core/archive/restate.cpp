#include "archive/restate.h"

#include <algorithm>

#include "base/digest.h"
#include "model/record.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::string_view update_state_sql =
    "UPDATE states SET entry = ?2, revision = ?3, look = ?4, not_before = ?5, observed = ?6,"
    " baseline = ?7, changed = ?8, class = ?9, notice = ?10, same_as = ?11 WHERE number = ?1"
    " AND (entry, revision, look, not_before, observed, baseline, changed, class, notice, same_as)"
    " IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

constexpr std::string_view update_times_sql =
    "UPDATE states SET entry = ?2, revision = ?3, look = ?4, not_before = ?5, observed = ?6,"
    " baseline = ?7 WHERE number = ?1 AND (entry, revision, look, not_before, observed, baseline)"
    " IS NOT (?2, ?3, ?4, ?5, ?6, ?7)";

// FTS5 forgets a row only if it is told what it said.
constexpr std::string_view unindex_sql =
    "INSERT INTO words (words, rowid, title, summary, text, kicker, caption, author, tag)"
    " SELECT 'delete', number, title, summary, text, kicker, caption, author, tag FROM searchable"
    " WHERE number = ? AND number <= (SELECT indexed FROM index_mark)";

std::string states_sql(std::string_view where) {
    return text::cat("SELECT ", columns_of(Columns::content), ", st.look", from_states, where);
}

// What a document said, and nothing of what the archive made of it.
std::string content_of(Item item) {
    item.id.clear();
    item.source.clear();
    item.publisher_id.clear();
    item.key.clear();
    item.position = 0;
    item.revision = 0;
    item.not_before.reset();
    item.observed.reset();
    item.baseline = false;
    item.changed.clear();
    item.edit_class = Class::none;
    item.notice = Notice::none_given;
    item.same_as = 0;
    std::string line;
    append_record(line, item);
    return std::string(bytes_of(sha256(line)));
}

template <class Number>
std::optional<std::int64_t> present(Number number) {
    return number == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(number));
}

}  // namespace

Restating::Restating(Database& database, Derived& derived, const Rows& rows,
                     const Rereading::Mark& mark)
    : sql_(database.sql), derived_(derived), rows_(rows), mark_(mark) {
    read_old();
}

void Restating::read_old() {
    static const std::string all = states_sql("WHERE e.source = ? ORDER BY st.entry, st.revision");
    StateReader reader(Columns::content);
    Statement rows = sql_.query(all, derived_.source.source.number);
    while (rows.step()) {
        State state = reader.read(rows);
        reader.read_edit(rows, state.item);
        std::int64_t look = rows.integer(reader.first_free());
        if (const auto moved = rows_.moved.find(look); moved != rows_.moved.end())
            look = moved->second;
        by_look_[look].push_back(olds_.size());
        by_entry_[state.entry].push_back(olds_.size());
        const bool technical = state.item.edit_class == Class::technical;
        olds_.push_back({state.number, state.entry, look, state.item.revision,
                         content_of(std::move(state.item)), technical, false});
    }
}

void Restating::write() {
    static const std::string entries_sql = "SELECT number FROM entries ORDER BY number";
    std::vector<std::int64_t> entries;
    Statement rows = derived_.database.sql.query(entries_sql);
    while (rows.step())
        entries.push_back(rows.integer(0));
    for (const std::int64_t entry : entries)
        restate(entry);
}

// The archive's states of an update from one look, as they follow each other.
std::vector<std::size_t> Restating::of_look(std::int64_t entry, std::int64_t look) {
    std::vector<std::size_t> found;
    if (const auto at = by_look_.find(look); at != by_look_.end())
        for (const std::size_t i : at->second)
            if (olds_[i].entry == entry && !olds_[i].is_used)
                found.push_back(i);
    return found;
}

// What stood as another update's, and is this one's now.
std::optional<std::size_t> Restating::moved_here(std::int64_t look, const std::string& content) {
    if (const auto at = by_look_.find(look); at != by_look_.end())
        for (const std::size_t i : at->second)
            if (!olds_[i].is_used && !olds_[i].is_technical && olds_[i].content == content)
                return i;
    return std::nullopt;
}

Item Restating::stored(std::int64_t state) {
    static const std::string one = states_sql("WHERE st.number = ?");
    StateReader reader(Columns::content);
    Statement row = sql_.query(one, state);
    if (!row.step())
        throw Damaged(text::cat("revision ", state, " is missing"));
    Item item = reader.read(row).item;
    reader.read_edit(row, item);
    return item;
}

// Whether two readings of the same bytes say the same, as far as it counts; else `now` is marked as
// the edit that the reader made.
bool Restating::is_same(const Old& old, const std::string& content, Item& now) {
    if (old.content == content)
        return true;
    mark_(stored(old.number), now);
    return now.change == Change::none;
}

// Whether the archive had an update in this state at a look.
bool Restating::stood(std::int64_t entry, std::int64_t look, const std::string& content) const {
    const Old* then = nullptr;
    if (const auto at = by_entry_.find(entry); at != by_entry_.end())
        for (const std::size_t i : at->second)
            if (olds_[i].look <= look)
                then = &olds_[i];
    return then != nullptr && then->content == content;
}

// Takes a state over. What made it is told by the derived state, or, if that reads otherwise, stays
// as it was; unless it follows another state now.
void Restating::keep(std::size_t old, const Item& derived, std::int64_t entry, bool keeps_edit,
                     std::vector<New>& states) {
    olds_[old].is_used = true;
    New kept{olds_[old].number,       entry,      olds_[old].look, olds_[old].content,
             olds_[old].is_technical, keeps_edit, derived};
    if (keeps_edit && !states.empty()) {
        const bool follows = old > 0 && olds_[old - 1].entry == olds_[old].entry;
        if (!follows || olds_[old - 1].content != states.back().content) {
            const New& before = states.back();
            Item now = stored(kept.number);
            mark_(before.number == 0 ? before.item : stored(before.number), now);
            kept.item.changed = std::move(now.changed);
            kept.item.edit_class = kept.technical ? Class::technical : now.edit_class;
            kept.item.notice = kept.technical ? Notice::none_given : now.notice;
            kept.keeps_edit = false;
        }
    }
    states.push_back(std::move(kept));
}

void Restating::add(const State& derived, std::int64_t look, std::vector<New>& states) {
    const std::int64_t entry = rows_.entries.at(derived.entry);
    New now{0, entry, look, content_of(derived.item), false, false, derived.item};
    const std::vector<std::size_t> then = of_look(entry, look);
    if (then.empty()) {
        if (rows_.read.contains(look))
            agrees_ = stood(entry, look, now.content);
        if (const auto other = moved_here(look, now.content))
            keep(*other, derived.item, entry, false, states);
        else
            states.push_back(std::move(now));
        return;
    }
    Item edit = derived.item;
    const bool same = is_same(olds_[then.back()], now.content, edit);
    if (same || agrees_)
        for (const std::size_t i : then)
            keep(i, derived.item, entry, then.size() > 1 || !same, states);
    if (!same) {
        if (agrees_) {
            edit.edit_class = Class::technical;
            edit.notice = Notice::none_given;
            now.technical = true;
            now.item = std::move(edit);
        }
        states.push_back(std::move(now));
    }
    agrees_ = same;
}

void Restating::restate(std::int64_t derived_entry) {
    static const std::string of_entry = states_sql("WHERE st.entry = ? ORDER BY st.revision");
    std::vector<New> states;
    std::vector<std::int64_t> order;
    std::vector<std::uint32_t> revisions{0};  // by derived revision
    agrees_ = true;
    StateReader reader(Columns::content);
    Statement rows = derived_.database.sql.query(of_entry, derived_entry);
    while (rows.step()) {
        State state = reader.read(rows);
        reader.read_edit(rows, state.item);
        const std::int64_t look = rows_.looks.at(rows.integer(reader.first_free()));
        const std::size_t before = states.size();
        add(state, look, states);
        order.push_back(state.number);
        revisions.push_back(static_cast<std::uint32_t>(states.size()));
        for (std::size_t i = before; i < states.size(); ++i) {
            Item& item = states[i].item;
            item.revision = static_cast<std::uint32_t>(i + 1);
            item.same_as =
                i == before && item.same_as < revisions.size() ? revisions[item.same_as] : 0;
        }
    }
    make_way(states);
    for (New& state : states) {
        if (state.number != 0)
            write_kept(state);
        else
            state.number = insert_state(sql_, state.entry, state.look, state.item);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        Became& became = became_[order[i]];
        const std::size_t from = revisions[i], to = revisions[i + 1];
        became.first = states[from].number;
        became.last = states[to - 1].number;
        for (std::size_t n = from + 1; n < to; ++n)
            became.technical.push_back(states[n].number);
    }
}

// No two rows may bear one revision, not even for a moment.
void Restating::make_way(const std::vector<New>& states) {
    for (const New& state : states) {
        sql_.run(
            "UPDATE states SET revision = -number WHERE entry = ? AND revision = ?"
            " AND number IS NOT ?",
            state.entry, state.item.revision, present(state.number));
    }
}

void Restating::write_kept(const New& state) {
    const Item& item = state.item;
    if (state.keeps_edit)
        sql_.run(update_times_sql, state.number, state.entry, item.revision, state.look,
                 seconds(item.not_before), seconds(item.observed), item.baseline);
    else
        sql_.run(update_state_sql, state.number, state.entry, item.revision, state.look,
                 seconds(item.not_before), seconds(item.observed), item.baseline,
                 member_json(item, "_stet.changed"), name_of(item.edit_class), name_of(item.notice),
                 present(item.same_as));
}

std::optional<std::int64_t> Restating::heir_of(const Old& old) {
    const auto heir = rows_.heirs.find(old.entry);
    const std::int64_t entry = heir == rows_.heirs.end() ? old.entry : heir->second;
    if (const auto then =
            sql_.number("SELECT number FROM states WHERE entry = ?1 AND look <= ?2 AND revision > 0"
                        " AND number <> ?3 ORDER BY revision DESC LIMIT 1",
                        entry, old.look, old.number))
        return then;
    return sql_.number("SELECT number FROM states WHERE entry = ? AND revision = 1 AND number <> ?",
                       entry, old.number);
}

void Restating::remove_gone() {
    for (const Old& old : olds_)
        if (!old.is_used)
            sql_.run("UPDATE states SET revision = -number WHERE number = ?", old.number);
    for (const Old& old : olds_) {
        if (old.is_used)
            continue;
        const auto heir = heir_of(old);
        // What two keys were judged to be, they are; two revisions of one are told by states only.
        for (const std::string_view sql :
             {"UPDATE judgements SET state_a = iif(key_a = key_b, ?1, NULL) WHERE state_a = ?2",
              "UPDATE judgements SET state_b = iif(key_a = key_b, ?1, NULL) WHERE state_b = ?2",
              "UPDATE former_entries SET heir = ?1, state = NULL WHERE ?2 IN (state, heir)"})
            sql_.run(sql, heir, old.number);
    }
    for (const Old& old : olds_) {
        if (old.is_used)
            continue;
        sql_.run(unindex_sql, old.number);
        sql_.run("DELETE FROM states WHERE number = ?", old.number);
    }
    sql_.run(
        "UPDATE index_mark SET indexed ="
        " min(indexed, coalesce((SELECT max(number) FROM states), 0))"
        " WHERE indexed > coalesce((SELECT max(number) FROM states), 0)");
}

}  // namespace stet::archive
