#include "model/feed.h"

#include "model/made_ids.h"

namespace stet {

void assign_ids(Feed& feed) {
    MadeIds ids(feed.head);
    for (const Item& item : feed.items)
        ids.see(item);
    for (Item& item : feed.items)
        if (item.id.empty())
            ids.give(item);
}

}  // namespace stet
