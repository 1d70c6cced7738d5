#pragma once

#include <array>
#include <string>

#include "base/hash.h"
#include "model/item.h"

namespace stet {

/// Makes ids for the items of a feed that have none, as assign_ids() does, item by item.
class MadeIds {
  public:
    explicit MadeIds(const Item& head);

    /// Every item of the feed is to be seen, of which only id and url count, ...
    void see(const Item& item);
    /// ... before those without an id get one, in their order.
    void give(Item& item);

  private:
    bool is_own(const std::string& url) const;
    std::string made_for(const Item& item) const;

    std::array<std::string, 2> whole_;  // addresses of the whole document
    HashMap<std::string, int> uses_;    // of addresses
    HashSet<std::string> taken_;        // ids
    HashMap<std::string, int> equals_;
};

}  // namespace stet
