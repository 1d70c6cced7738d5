#pragma once

#include <optional>
#include <string_view>

#include "formats/vocabulary.h"
#include "markup/node.h"
#include "model/wishes.h"

namespace stet::formats {

/// Gathers what a feed says of when to come again, element by element.
class WishReader {
  public:
    /// Takes in an element by its meaning; one that is no wish says nothing.
    void read(const markup::Node& node, Tag tag);
    Wishes finish() const;

  private:
    std::chrono::seconds ttl_{};
    std::chrono::seconds period_{};
    std::optional<std::int64_t> frequency_;
    Wishes wishes_;
};

}  // namespace stet::formats
