#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "archive/archive.h"
#include "archive/sqlite.h"

namespace stet::archive {

/// A judgement with the states that its keys named. They stay the same states when updates are
/// taken together or apart, which keys do not.
struct JudgedPair {
    Judgement::Verdict verdict{};
    std::string key_a, key_b;  ///< of updates, without a revision
    std::int64_t state_a = 0, state_b = 0;
};

/// Finds the states that a judgement names; an Error where a key is unknown, where both are of one
/// update or of two sources, or where earlier judgements say otherwise.
Result<JudgedPair> judged_pair(Connection& sql, const Judgement& judgement);
/// Stores a judgement, and returns its number.
std::int64_t insert_judgement(Connection& sql, const JudgedPair& pair, Instant at);

/// All that was judged of a source's updates. A later judgement of the same two takes the place of
/// an earlier one.
class Judgements {
  public:
    Judgements(Connection& sql, std::int64_t source, const std::optional<JudgedPair>& pending = {});

    bool empty() const { return pairs_.empty(); }

    /// Where a revision of an update belongs.
    struct Place {
        std::string name;  ///< for Judged; empty: nothing was judged of it
        std::string key;   ///< of the update that it is part of; empty: of a new one
    };
    Place place(std::int64_t entry, std::uint32_t revision) const;

    /// The key of the update that has a name of these.
    std::string key_of(const std::string& name) const;

    /// The names of items, by the ids under which the publisher shows updates that were judged.
    std::vector<std::string> names_by_ids(const std::vector<Item>& items) const;

    /// What was judged against itself, in words; empty: nothing.
    std::string contradiction() const;

  private:
    /// A judged update, or the part of one from a revision on that is another.
    struct Part {
        std::int64_t entry = 0;
        std::uint32_t from = 0;
        std::string key;
        std::int64_t first_look = 0;
        std::size_t joined = 0;  ///< the part that stands for all that are the same
    };
    struct Anchor {
        std::int64_t entry = 0;
        std::uint32_t revision = 0;
    };
    void read(std::int64_t source);
    bool add(const JudgedPair& pair);
    void find_parts();
    std::size_t part_of(std::int64_t entry, std::uint32_t revision) const;
    std::size_t root(std::size_t part) const;
    std::string former_key(std::int64_t state, const std::string& key) const;

    Connection& sql_;
    struct Active {
        JudgedPair pair;
        Anchor a, b;
    };
    std::vector<Active> pairs_;
    std::vector<Part> parts_;
};

}  // namespace stet::archive
