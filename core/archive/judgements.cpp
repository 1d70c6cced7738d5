#include "archive/judgements.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

constexpr std::string_view judgements_sql =
    "SELECT verdict, key_a, key_b, state_a, state_b FROM judgements WHERE ?1 ="
    " coalesce((SELECT source FROM entries WHERE key = key_a),"
    "  (SELECT source FROM former_entries WHERE key = key_a))"
    " ORDER BY number";

template <class Value>
bool same_two(const Value& a1, const Value& b1, const Value& a2, const Value& b2) {
    return (a1 == a2 && b1 == b2) || (a1 == b2 && b1 == a2);
}

}  // namespace

Judgements::Judgements(Connection& sql, std::int64_t source,
                       const std::optional<JudgedPair>& pending)
    : sql_(sql), source_(source) {
    read();
    if (pending)
        add(*pending);
    find_parts();
}

void Judgements::read() {
    Statement rows = sql_.query(judgements_sql, source_);
    while (rows.step())
        add({rows.text(0) == "same" ? Judgement::Verdict::same : Judgement::Verdict::distinct,
             rows.string(1), rows.string(2), rows.maybe(3), rows.maybe(4)});
}

void Judgements::add(const JudgedPair& pair) {
    const Anchor a = anchor(pair.key_a, pair.state_a), b = anchor(pair.key_b, pair.state_b);
    // What was judged last of two updates holds. Those that are one now are told by their keys.
    std::erase_if(pairs_, [&](const Active& old) {
        const JudgedPair& other = old.pair;
        if (pair.key_a != pair.key_b)
            if (same_two(other.key_a, other.key_b, pair.key_a, pair.key_b))
                return true;
        if (pair.state_a && pair.state_b && pair.state_a != pair.state_b &&
            same_two(other.state_a, other.state_b, pair.state_a, pair.state_b))
            return true;
        return a.entry != 0 && b.entry != 0 && a.entry != b.entry &&
               same_two(old.a.entry, old.b.entry, a.entry, b.entry);
    });
    pairs_.push_back({pair, a, b});
}

Judgements::Anchor Judgements::anchor(const std::string& key,
                                      std::optional<std::int64_t> state) const {
    Statement row = state ? sql_.query("SELECT entry, revision FROM states WHERE number = ?", state)
                          : sql_.query("SELECT number, 0 FROM entries WHERE key = ?", key);
    if (!row.step())
        return {0, 0, key, true};
    const bool was_apart =
        sql_.number("SELECT 1 FROM former_entries WHERE key = ? AND state = ?", key, state)
            .has_value();
    return {row.integer(0), static_cast<std::uint32_t>(row.integer(1)), key, was_apart};
}

void Judgements::find_parts() {
    const auto key_of = [&](std::int64_t entry) {
        Statement row = sql_.query("SELECT key FROM entries WHERE number = ?", entry);
        return row.step() ? row.string(0) : std::string();
    };
    for (const Active& active : pairs_)
        for (const Anchor& side : {active.a, active.b}) {
            note(side.entry, 0, side.entry == 0 ? side.key : key_of(side.entry));
            if (side.was_apart)
                note(side.entry, side.revision, side.key);
        }
    for (const Active& active : pairs_)
        if (active.pair.verdict == Judgement::Verdict::distinct)
            split(active);
    for (const Active& active : pairs_)
        if (active.pair.verdict == Judgement::Verdict::same)
            join(active);
}

void Judgements::note(std::int64_t entry, std::uint32_t from, std::string key) {
    for (const Part& part : parts_)
        if (part.entry == entry && (entry == 0 ? part.key == key : part.from == from))
            return;
    constexpr std::int64_t unknown = std::numeric_limits<std::int64_t>::max();
    const auto look = entry == 0 ? std::nullopt
                                 : sql_.number(
                                       "SELECT look FROM states WHERE entry = ? AND revision >= ?"
                                       " ORDER BY revision LIMIT 1",
                                       entry, from);
    parts_.push_back({entry, from, std::move(key), look.value_or(unknown), parts_.size()});
}

// Of two states of one update that were judged distinct, the later one begins another.
void Judgements::split(const Active& distinct) {
    const auto& [pair, a, b] = distinct;
    if (a.entry == 0 || a.entry != b.entry || a.revision == b.revision)
        return;
    const bool b_is_later = a.revision < b.revision;
    const Anchor& later = b_is_later ? b : a;
    const auto state = b_is_later ? pair.state_b : pair.state_a;
    note(later.entry, later.revision, former_key(state.value_or(0), later.key));
}

std::string Judgements::former_key(std::int64_t state, const std::string& key) const {
    Statement row = sql_.query(
        "SELECT key FROM former_entries WHERE key = ?1 AND state IS NOT NULL UNION ALL"
        " SELECT key FROM former_entries WHERE state = ?2",
        key, state);
    return row.step() ? row.string(0) : std::string();
}

// The one that came first gives its key.
void Judgements::join(const Active& same) {
    std::size_t a = root(part_of(same.a)), b = root(part_of(same.b));
    const auto age = [&](std::size_t part) {
        return std::pair(parts_[part].first_look, parts_[part].entry);
    };
    if (age(b) < age(a))
        std::swap(a, b);
    parts_[b].joined = a;
}

std::size_t Judgements::root(std::size_t part) const {
    while (parts_[part].joined != part)
        part = parts_[part].joined;
    return part;
}

std::size_t Judgements::part_of(const Anchor& anchor) const {
    if (anchor.entry != 0)
        return part_of(anchor.entry, anchor.revision);
    return static_cast<std::size_t>(
        std::ranges::find_if(
            parts_, [&](const Part& part) { return part.entry == 0 && part.key == anchor.key; }) -
        parts_.begin());
}

std::size_t Judgements::part_of(std::int64_t entry, std::uint32_t revision) const {
    std::size_t found = none;
    for (std::size_t i = 0; i < parts_.size(); ++i)
        if (parts_[i].entry == entry && parts_[i].from <= revision &&
            (found == none || parts_[i].from > parts_[found].from))
            found = i;
    return found;
}

Judgements::Place Judgements::place_of(std::size_t part) const {
    const Part& stands = parts_[root(part)];
    return {stands.entry == 0 ? stands.key : text::cat(stands.entry, '/', stands.from), stands.key};
}

Judgements::Place Judgements::place(std::int64_t entry, std::uint32_t revision) const {
    const std::size_t part = part_of(entry, revision);
    return part == none ? Place() : place_of(part);
}

// Whether an update of which nothing was judged has the id too, as positional ones go round.
bool Judgements::is_of_others(const std::string& id) const {
    Statement rows = sql_.query(
        "SELECT number FROM entries WHERE source = ?1 AND kind = 'update' AND id = ?2 UNION ALL"
        " SELECT number FROM entries WHERE source = ?1 AND kind = 'update' AND publisher_id = ?2",
        source_, id);
    while (rows.step())
        if (std::ranges::find(parts_, rows.integer(0), &Part::entry) == parts_.end())
            return true;
    return false;
}

std::string Judgements::present_key(const std::string& gone) const {
    for (std::size_t i = 0; i < parts_.size(); ++i)
        if (parts_[i].entry == 0 && parts_[i].key == gone)
            return place_of(i).key;
    return {};
}

// Who shows an id. It is of the update that was first seen under it, also where that went into
// another; else of the one that has it at present. No name: it tells nothing.
class Judgements::Ids {
  public:
    explicit Ids(const Judgements& judgements) : judgements_(judgements) {
        for (std::size_t i = 0; i < all().size(); ++i)
            if (all()[i].entry == 0)
                add_gone(i);
        for (std::size_t i = 0; i < all().size(); ++i)
            if (all()[i].entry != 0 && all()[i].from == 0)
                add_formers(all()[i].entry);
        formers_ = places_;
        for (std::size_t i = 0; i < all().size(); ++i)
            if (all()[i].entry != 0)
                add_entry(i);
    }

    Place place(const std::string& id) const {
        const auto at = places_.find(id);
        return at == places_.end() ? Place() : at->second;
    }

  private:
    const std::vector<Part>& all() const { return judgements_.parts_; }

    void add(const std::string& id, std::size_t part) {
        if (id.empty() || is_made_id(id))
            return;
        const Place place = judgements_.place_of(part);
        const auto [at, fresh] = places_.try_emplace(id, place);
        if ((!fresh && at->second.name != place.name) || judgements_.is_of_others(id))
            at->second = {};
    }

    void add_gone(std::size_t part) {
        Statement row =
            judgements_.sql_.query("SELECT id FROM former_entries WHERE key = ?", all()[part].key);
        if (row.step())
            add(row.string(0), part);
    }

    void add_formers(std::int64_t entry) {
        Statement rows = judgements_.sql_.query(
            "SELECT f.id, f.key, st.revision FROM former_entries f"
            " JOIN states st ON st.number = coalesce(f.state, f.heir) WHERE st.entry = ?",
            entry);
        while (rows.step()) {
            const std::string id = rows.string(0), key = rows.string(1);
            const std::size_t part =
                judgements_.part_of(entry, static_cast<std::uint32_t>(rows.integer(2)));
            if (is_gone(key))
                continue;
            add(id, part);
            if (all()[part].key == key && !is_made_id(id))
                named_.insert(part);
        }
    }

    bool is_gone(const std::string& key) const {
        return std::ranges::any_of(
            all(), [&](const Part& part) { return part.entry == 0 && part.key == key; });
    }

    // A part that was an update of its own before is known by the id that it had then.
    void add_entry(std::size_t part) {
        if (named_.contains(part))
            return;
        Statement row = judgements_.sql_.query(
            "SELECT id, coalesce(publisher_id, '') FROM entries WHERE number = ?",
            all()[part].entry);
        if (!row.step())
            return;
        for (const std::string& id : {row.string(0), row.string(1)})
            if (!formers_.contains(id))
                add(id, part);
    }

    const Judgements& judgements_;
    std::unordered_map<std::string, Place> places_, formers_;
    std::unordered_set<std::size_t> named_;
};

std::vector<Judgements::Place> Judgements::places_by_ids(const std::vector<Item>& items) const {
    const Ids ids(*this);
    std::vector<Place> found;
    for (const Item& item : items)
        found.push_back(ids.place(item.publisher_id.empty() ? item.id : item.publisher_id));
    return found;
}

std::optional<Judgements::Contradiction> Judgements::contradiction() const {
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
        const JudgedPair& pair = active.pair;
        if (pair.verdict != Judgement::Verdict::distinct || pair.key_a == pair.key_b ||
            root_of(pair.key_a) != root_of(pair.key_b))
            continue;
        std::string links;
        for (const Active& other : pairs_)
            if (other.pair.verdict == Judgement::Verdict::same &&
                root_of(other.pair.key_a) == root_of(pair.key_a))
                links += text::cat(links.empty() ? "" : ", ", "'", other.pair.key_a, "' and '",
                                   other.pair.key_b, "'");
        return Contradiction{
            text::cat("'", pair.key_a, "' and '", pair.key_b,
                      "' were judged to be two, and the same by way of others"),
            text::cat("one of these was judged the same, and is to be judged anew first: ", links)};
    }
    return std::nullopt;
}

}  // namespace stet::archive
