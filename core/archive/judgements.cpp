#include "archive/judgements.h"

#include <algorithm>

#include "archive/rows.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

constexpr std::string_view judgements_sql =
    "SELECT j.verdict, j.key_a, j.key_b, j.state_a, j.state_b FROM judgements j"
    " JOIN states st ON st.number = j.state_a JOIN entries e ON e.number = st.entry"
    " WHERE e.source = ? ORDER BY j.number";

// `ukraine/k7f3q/2` as the update's key and the revision, 0 where none is named.
std::pair<std::string, std::uint32_t> parts_of(const std::string& key) {
    const std::size_t last = key.rfind('/');
    if (last == std::string::npos || key.find('/') == last)
        return {key, 0};
    const auto revision = text::parse_number<std::uint32_t>(std::string_view(key).substr(last + 1));
    return {key.substr(0, last), revision.value_or(0)};
}

struct Named {
    std::string key;
    std::int64_t state = 0, source = 0;
    bool is_update = false;
};

Result<Named> named(Connection& sql, const std::string& typed) {
    const auto [key, revision] = parts_of(typed);
    Statement row = sql.query(
        "SELECT st.number, e.source, e.kind = 'update' FROM entries e"
        " JOIN states st ON st.entry = e.number WHERE e.key = ? AND st.revision = ?",
        key, revision == 0 ? 1 : revision);
    if (row.step())
        return Named{key, row.integer(0), row.integer(1), row.integer(2) != 0};
    Statement former = sql.query(
        "SELECT state, source, kind = 'update' FROM former_entries WHERE key = ?"
        " AND state IS NOT NULL",
        key);
    if (revision == 0 && former.step())
        return Named{key, former.integer(0), former.integer(1), former.integer(2) != 0};
    return Error{Error::Kind::missing,
                 text::cat("no update '", typed, "'"),
                 {},
                 "'stet log' and 'stet search' tell the keys of updates"};
}

Error refused(std::string message, std::string hint = {}) {
    return Error{Error::Kind::usage, std::move(message), {}, std::move(hint)};
}

std::string_view name_of(Judgement::Verdict verdict) {
    return verdict == Judgement::Verdict::same ? "same" : "distinct";
}

}  // namespace

Result<JudgedPair> judged_pair(Connection& sql, const Judgement& judgement) {
    const Result<Named> a = named(sql, judgement.key_a);
    if (!a)
        return a.error();
    const Result<Named> b = named(sql, judgement.key_b);
    if (!b)
        return b.error();
    for (const auto* side : {&*a, &*b})
        if (!side->is_update)
            return refused(text::cat("'", side->key, "' is no update but a document's head"));
    if (a->source != b->source)
        return refused(text::cat("'", a->key, "' and '", b->key, "' are of two sources"),
                       "the same update in two sources is two");
    if (a->state == b->state && a->key == b->key)
        return refused(text::cat("'", judgement.key_a, "' and '", judgement.key_b,
                                 "' are one and the same revision"),
                       "name two updates, or two revisions of one: ukraine/k7f3q/2");
    JudgedPair pair{judgement.verdict, a->key, b->key, a->state, b->state};
    const Judgements all(sql, a->source, pair);
    if (const std::string what = all.contradiction(); !what.empty())
        return refused(what, "what was judged before is to be judged anew first");
    return pair;
}

std::int64_t insert_judgement(Connection& sql, const JudgedPair& pair, Instant at) {
    sql.run(
        "INSERT INTO judgements (verdict, key_a, key_b, at, state_a, state_b)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        name_of(pair.verdict), pair.key_a, pair.key_b, seconds(at), pair.state_a, pair.state_b);
    return sql.last_inserted();
}

Judgements::Judgements(Connection& sql, std::int64_t source,
                       const std::optional<JudgedPair>& pending)
    : sql_(sql) {
    read(source);
    if (pending)
        add(*pending);
    find_parts();
}

void Judgements::read(std::int64_t source) {
    Statement rows = sql_.query(judgements_sql, source);
    while (rows.step())
        add({rows.text(0) == "same" ? Judgement::Verdict::same : Judgement::Verdict::distinct,
             rows.string(1), rows.string(2), rows.integer(3), rows.integer(4)});
}

// False where a state is not there any more.
bool Judgements::add(const JudgedPair& pair) {
    const auto anchor = [&](std::int64_t state) -> std::optional<Anchor> {
        Statement row = sql_.query("SELECT entry, revision FROM states WHERE number = ?", state);
        if (!row.step())
            return std::nullopt;
        return Anchor{row.integer(0), static_cast<std::uint32_t>(row.integer(1))};
    };
    const auto a = anchor(pair.state_a), b = anchor(pair.state_b);
    if (!a || !b)
        return false;
    // What was judged last of two updates holds. Those that are one now are told by their keys.
    std::erase_if(pairs_, [&](const Active& old) {
        const auto same_two = [](const auto& a1, const auto& b1, const auto& a2, const auto& b2) {
            return (a1 == a2 && b1 == b2) || (a1 == b2 && b1 == a2);
        };
        const JudgedPair& other = old.pair;
        if (same_two(other.key_a, other.key_b, pair.key_a, pair.key_b) && pair.key_a != pair.key_b)
            return true;
        if (pair.state_a != pair.state_b &&
            same_two(other.state_a, other.state_b, pair.state_a, pair.state_b))
            return true;
        return a->entry != b->entry && same_two(old.a.entry, old.b.entry, a->entry, b->entry);
    });
    pairs_.push_back({pair, *a, *b});
    return true;
}

std::string Judgements::former_key(std::int64_t state, const std::string& key) const {
    Statement row =
        sql_.query("SELECT key FROM former_entries WHERE key = ? AND state IS NOT NULL", key);
    if (row.step())
        return row.string(0);
    Statement other = sql_.query("SELECT key FROM former_entries WHERE state = ?", state);
    return other.step() ? other.string(0) : std::string();
}

void Judgements::find_parts() {
    const auto note = [&](std::int64_t entry, std::uint32_t from, std::string key) {
        for (const Part& part : parts_)
            if (part.entry == entry && part.from == from)
                return;
        const auto look = sql_.number(
            "SELECT look FROM states WHERE entry = ? AND revision >= ? ORDER BY revision LIMIT 1",
            entry, from);
        parts_.push_back({entry, from, std::move(key), look.value_or(0), parts_.size()});
    };
    const auto key_of = [&](std::int64_t entry) {
        Statement row = sql_.query("SELECT key FROM entries WHERE number = ?", entry);
        return row.step() ? row.string(0) : std::string();
    };
    for (const Active& active : pairs_) {
        for (const Anchor& anchor : {active.a, active.b})
            note(anchor.entry, 0, key_of(anchor.entry));
        if (active.pair.verdict == Judgement::Verdict::distinct &&
            active.a.entry == active.b.entry && active.a.revision != active.b.revision) {
            const bool b_is_later = active.a.revision < active.b.revision;
            const Anchor& later = b_is_later ? active.b : active.a;
            note(later.entry, later.revision,
                 former_key(b_is_later ? active.pair.state_b : active.pair.state_a,
                            b_is_later ? active.pair.key_b : active.pair.key_a));
        }
    }
    for (const Active& active : pairs_) {
        if (active.pair.verdict != Judgement::Verdict::same)
            continue;
        std::size_t a = root(part_of(active.a.entry, active.a.revision));
        std::size_t b = root(part_of(active.b.entry, active.b.revision));
        // The one that came first gives its key.
        const auto age = [&](std::size_t part) {
            return std::pair(parts_[part].first_look, parts_[part].entry);
        };
        if (age(b) < age(a))
            std::swap(a, b);
        parts_[b].joined = a;
    }
}

std::size_t Judgements::root(std::size_t part) const {
    while (parts_[part].joined != part)
        part = parts_[part].joined;
    return part;
}

std::size_t Judgements::part_of(std::int64_t entry, std::uint32_t revision) const {
    std::size_t found = none;
    for (std::size_t i = 0; i < parts_.size(); ++i)
        if (parts_[i].entry == entry && parts_[i].from <= revision &&
            (found == none || parts_[i].from > parts_[found].from))
            found = i;
    return found;
}

Judgements::Place Judgements::place(std::int64_t entry, std::uint32_t revision) const {
    const std::size_t part = part_of(entry, revision);
    if (part == none)
        return {};
    const Part& stands = parts_[root(part)];
    return {text::cat(stands.entry, '/', stands.from), stands.key};
}

std::string Judgements::key_of(const std::string& name) const {
    for (const Part& part : parts_)
        if (const Place found = place(part.entry, part.from); found.name == name)
            return found.key;
    return {};
}

std::vector<std::string> Judgements::names_by_ids(const std::vector<Item>& items) const {
    constexpr std::string_view ids_sql =
        "SELECT id, publisher_id FROM entries WHERE number = ?1"
        " UNION ALL SELECT f.id, NULL FROM former_entries f JOIN states st ON st.number = f.state"
        " WHERE st.entry = ?1";
    std::unordered_map<std::string, std::string> names;  // by publisher's id; empty: of several
    for (const Part& part : parts_) {
        const std::string name = place(part.entry, part.from).name;
        Statement rows = sql_.query(ids_sql, part.entry);
        while (rows.step())
            for (const int column : {0, 1})
                if (const std::string id = rows.string(column); !id.empty() && !is_made_id(id))
                    if (const auto [at, fresh] = names.try_emplace(id, name);
                        !fresh && at->second != name)
                        at->second.clear();
    }
    std::vector<std::string> found;
    for (const Item& item : items) {
        const auto at = names.find(item.publisher_id.empty() ? item.id : item.publisher_id);
        found.push_back(at == names.end() ? std::string() : at->second);
    }
    return found;
}

std::string Judgements::contradiction() const {
    std::unordered_map<std::string, std::string> joined;  // towards the key that stands for all
    const auto root_of = [&](std::string key) {
        for (auto at = joined.find(key); at != joined.end(); at = joined.find(key))
            key = at->second;
        return key;
    };
    for (const Active& active : pairs_) {
        const std::string a = root_of(active.pair.key_a), b = root_of(active.pair.key_b);
        if (active.pair.verdict == Judgement::Verdict::same && a != b)
            joined.emplace(b, a);
    }
    for (const Active& active : pairs_) {
        const auto& [verdict, key_a, key_b, state_a, state_b] = active.pair;
        if (verdict == Judgement::Verdict::distinct && key_a != key_b &&
            root_of(key_a) == root_of(key_b))
            return text::cat("'", key_a, "' and '", key_b,
                             "' were judged to be two, and the same by way of others");
    }
    return {};
}

}  // namespace stet::archive
