#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "diff/identity.h"
#include "diff/item_words.h"
#include "model/item.h"

namespace stet::diff {

enum class Times : std::uint8_t { same, different, unknown };

/// The publication times of two items against each other.
Times times(const Item& a, const Item& b);

/// Whether a known item stands in the window of the last look.
inline bool is_in_window(const Item& item) {
    return item.position > 0 && item.change != Change::withdrawn;
}

/// Two items, by their places: of a state that is known, and of a document.
struct Pair {
    std::size_t before, now;
};

/// What beside words speaks for it that an item of a document is a known one: its time, which no
/// other item bears, and its place between two neighbours.
class Evidence {
  public:
    /// The items must outlive it.
    Evidence(const std::vector<Item>& before, const std::vector<Item>& now)
        : before_(before), now_(now) {}

    /// Finds the times that items of different words share.
    void note_times(ItemWords& old_words, ItemWords& new_words);

    /// Finds, once most items are recognised, which items without a partner, `old` and `fresh`, are
    /// in each other's place or the last ones of a time.
    void note_partners(const std::vector<Identity>& found, const std::vector<std::size_t>& old,
                       const std::vector<std::size_t>& fresh);

    /// They bear the same time of publication, and no other item does.
    bool have_own_time(std::size_t b, std::size_t n) const;
    /// The same, and it is not rounded to a day or an hour.
    bool have_own_exact_time(std::size_t b, std::size_t n) const;

    /// Between two neighbours that stayed as many items are new as are gone: each of them stands in
    /// the place of one.
    bool stand_in_one_place(std::size_t b, std::size_t n) const { return place_of(n) == b; }
    /// The known item in whose place one stands; nowhere if there is none.
    std::size_t place_of(std::size_t n) const;

    /// Of the items that share an exact time, they are those on each side that have no partner, and
    /// something older stayed: at the oldest end of a list, any of them may have rolled off.
    bool are_last_of_time(std::size_t b, std::size_t n) const;

  private:
    void find_places(const std::vector<Identity>& found);
    void find_last_of_times(const std::vector<Identity>& found, const std::vector<std::size_t>& old,
                            const std::vector<std::size_t>& fresh);

    const std::vector<Item>& before_;
    const std::vector<Item>& now_;
    std::unordered_set<Instant::rep> shared_;
    std::unordered_map<std::size_t, std::size_t> places_, last_of_time_;  ///< by item of now
};

}  // namespace stet::diff
