#include "archive/judged_pair.h"

#include "archive/database.h"
#include "archive/judgements.h"
#include "archive/rows.h"
#include "model/key.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

struct Named {
    std::string key;
    std::optional<std::int64_t> state;
    std::int64_t source = 0;
    bool is_update = false;
};

Result<Named> named(Connection& sql, const std::string& typed) {
    const Key key = parse_key(typed);
    Statement row = sql.query(
        "SELECT st.number, e.source, e.kind = 'update' FROM entries e"
        " JOIN states st ON st.entry = e.number WHERE e.key = ? AND st.revision = ?",
        key.update, key.revision == 0 ? 1 : key.revision);
    if (row.step())
        return Named{key.update, row.integer(0), row.integer(1), row.integer(2) != 0};
    Statement former = sql.query(
        "SELECT state, source, kind = 'update' FROM former_entries WHERE key = ?", key.update);
    if (key.revision == 0 && former.step())
        return Named{key.update, former.maybe(0), former.integer(1), former.integer(2) != 0};
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
    if (auto against = Judgements(sql, a->source, pair).contradiction())
        return refused(std::move(against->words), std::move(against->hint));
    return pair;
}

std::int64_t source_of(Connection& sql, const JudgedPair& pair) {
    return sql
        .number(
            "SELECT source FROM entries WHERE key = ?1"
            " UNION ALL SELECT source FROM former_entries WHERE key = ?1",
            pair.key_a)
        .value_or(0);
}

std::int64_t insert_judgement(Connection& sql, const JudgedPair& pair, Instant at) {
    sql.run(
        "INSERT INTO judgements (verdict, key_a, key_b, at, state_a, state_b)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        name_of(pair.verdict), pair.key_a, pair.key_b, seconds(at), pair.state_a, pair.state_b);
    return sql.last_inserted();
}

std::optional<std::string> present_key(Connection& sql, const std::string& key) {
    Statement row = sql.query(
        "SELECT key FROM entries WHERE key = ?1 UNION ALL"
        " SELECT e.key FROM former_entries f JOIN states st ON st.number = coalesce(f.state, "
        "f.heir)"
        " JOIN entries e ON e.number = st.entry WHERE f.key = ?1",
        key);
    return row.step() ? std::optional(row.string(0)) : std::nullopt;
}

std::optional<std::string> Archive::present_key(const std::string& key) {
    return archive::present_key(database_->sql, key);
}

}  // namespace stet::archive
