#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/judged_pair.h"
#include "archive/sqlite.h"
#include "model/item.h"

namespace stet::archive {

/// All that was judged of a source's updates. A later judgement of the same two takes the place of
/// an earlier one.
class Judgements {
  public:
    /// `pending`: one that is not stored yet.
    Judgements(Connection& sql, std::int64_t source, const std::optional<JudgedPair>& pending = {});

    bool empty() const { return pairs_.empty(); }

    /// Where a revision of an update belongs.
    struct Place {
        std::string name;  ///< for Judged; empty: nothing was judged of it
        std::string key;   ///< of the update that it is part of; empty: of a new one
    };
    Place place(std::int64_t entry, std::uint32_t revision) const;

    /// The key of the update that one belongs to which went into another and left no state there;
    /// empty where nothing was judged of it.
    std::string present_key(const std::string& gone) const;

    /// Where items belong by the ids under which the publisher shows updates that were judged, as
    /// far as these tell one from another.
    std::vector<Place> places_by_ids(const std::vector<Item>& items) const;

    /// What was judged against itself, in words, and what is to be judged anew first.
    struct Contradiction {
        std::string words, hint;
    };
    std::optional<Contradiction> contradiction() const;

  private:
    /// A judged update, or the part of one from a revision on that is another. Of one that went
    /// into another and left no state there only key and ids are known; its entry is 0.
    struct Part {
        std::int64_t entry = 0;
        std::uint32_t from = 0;
        std::string key;
        std::int64_t first_look = 0;
        std::size_t joined = 0;  ///< the part that stands for all that are the same
    };
    /// What a side of a judgement names: a state, or, with entry 0, an update by its key.
    struct Anchor {
        std::int64_t entry = 0;
        std::uint32_t revision = 0;
        std::string key;
        bool was_apart = false;  ///< it was an update of its own, which went into another
    };
    class Ids;
    struct Active {
        JudgedPair pair;
        Anchor a, b;
    };
    void read();
    void add(const JudgedPair& pair);
    Anchor anchor(const std::string& key, std::optional<std::int64_t> state) const;
    void find_parts();
    void note(std::int64_t entry, std::uint32_t from, std::string key);
    void split(const Active& distinct);
    void join(const Active& same);
    std::size_t part_of(const Anchor& anchor) const;
    std::size_t part_of(std::int64_t entry, std::uint32_t revision) const;
    Place place_of(std::size_t part) const;
    std::size_t root(std::size_t part) const;
    std::string former_key(std::int64_t state, const std::string& key) const;
    bool is_of_others(const std::string& id) const;

    Connection& sql_;
    std::int64_t source_;
    std::vector<Active> pairs_;
    std::vector<Part> parts_;
};

}  // namespace stet::archive
